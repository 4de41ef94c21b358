package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads groups in Ansible's YAML shape into a draft; what a group is said to be in several places adds up. */
final class InventoryParser {
    static final Set<String> GROUP_KEYS = Set.of("hosts", "children", "vars");
    private static final String NAME_VALUE = "write each variable as \"name: value\"";

    private final Draft draft;
    private final Diagnostics problems;

    InventoryParser(Draft draft, Diagnostics problems) {
        this.draft = draft;
        this.problems = problems;
    }

    void parse(YamlNode root) {
        entries(root, "an inventory must be a mapping of groups", "begin with \"all:\"")
                .forEach(entry -> group(entry).ifPresent(group -> body(group, entry.value())));
    }

    private Optional<DraftGroup> group(Entry entry) {
        return draft.group(entry.key(), entry.keyPos());
    }

    private void body(DraftGroup group, YamlNode body) {
        String message = "group \"" + group.name + "\" must be a mapping";
        for (Entry part : entries(body, message, "give it hosts:, children: or vars:")) {
            YamlNode value = part.value();
            switch (part.key()) {
                case "hosts" ->
                    entries(listed(value), "hosts must be a mapping", asMapping(value, "host"))
                            .forEach(host -> host(group, host));
                case "children" ->
                    entries(listed(value), "children must be a mapping", asMapping(value, "group"))
                            .forEach(child -> group(child).ifPresent(known -> child(group, known, child)));
                case "vars" ->
                    draft.addVars(
                            group, new YamlMap(value.pos(), entries(value, "vars must be a mapping", NAME_VALUE)));
                default ->
                    problems.error(
                            part.keyPos(),
                            "unknown key \"" + part.key() + "\" in group \"" + group.name + "\"",
                            Suggestion.didYouMean(part.key(), GROUP_KEYS));
            }
        }
    }

    private static String asMapping(YamlNode value, String what) {
        boolean named = value instanceof YamlList list
                && !list.items().isEmpty()
                && list.items().getFirst() instanceof YamlScalar;
        String first = named ? ((YamlScalar) ((YamlList) value).items().getFirst()).text() : "";
        return "write each " + what + " as \"name:\""
                + (named ? ", such as  " + first + ":  in the place of  - " + first : "");
    }

    private void child(DraftGroup parent, DraftGroup child, Entry entry) {
        if (draft.addChild(parent, child, entry.keyPos())) body(child, entry.value());
    }

    private void host(DraftGroup group, Entry entry) {
        String message = "host \"" + entry.key() + "\" must be a mapping of variables";
        YamlMap vars = new YamlMap(entry.value().pos(), entries(entry.value(), message, NAME_VALUE));
        draft.addHosts(group, entry.key(), entry.keyPos(), vars);
    }

    /** One name alone stands for a mapping of it, as in Ansible. */
    private static YamlNode listed(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String name) {
            return new YamlMap(
                    scalar.pos(), List.of(new Entry(name, scalar.pos(), new YamlMap(scalar.pos(), List.of()))));
        }
        return node;
    }

    private List<Entry> entries(YamlNode node, String message, String remedy) {
        return Fields.entries(node, message, remedy, problems);
    }
}
