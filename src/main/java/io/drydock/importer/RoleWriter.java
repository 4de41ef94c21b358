package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Roles as plays and other roles name them. */
record RoleWriter(Workshop shop, TermPrinter printer) {
    private static final Set<String> NAMES = Set.of("role", "name");

    YamlNode roles(YamlNode value) {
        if (!(value instanceof YamlList list)) throw new Refusal("roles that are no list", "begin each with a dash");
        return new YamlList(list.pos(), list.items().stream().map(this::role).toList());
    }

    private YamlNode role(YamlNode node) {
        if (node instanceof YamlScalar name) return plain(name);
        if (!(node instanceof YamlMap map)) return node;
        if (YamlTexts.all(map.get("role").or(() -> map.get("name")).orElse(map)).stream()
                .anyMatch(Ansible::isTemplate))
            throw new Refusal(
                    "role by expression", "roles are read before any variable has a value: name it, with when:");
        Set<String> known = new HashSet<>(Keywords.ofIncludes());
        known.addAll(Set.of("become", "delegate_to", "environment", "any_errors_fatal"));
        Keys keys = new Keys(shop, printer, Keywords.ofIncludes(), "role");
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (NAMES.contains(entry.key()) && entry.value() instanceof YamlScalar name)
                entries.add(new YamlMap.Entry(entry.key(), entry.keyPos(), plain(name)));
            else if (known.contains(entry.key())) keys.convert(entry).ifPresent(entries::add);
            else entries.add(new YamlMap.Entry(entry.key(), entry.keyPos(), new Values(printer).value(entry.value())));
        }
        return new YamlMap(map.pos(), entries);
    }

    /** Without its collection: the roles of all that are here are in one folder. */
    static YamlScalar plain(YamlScalar name) {
        String plain = AnsibleWords.plain(name.text());
        return plain.equals(name.text()) ? name : Values.with(name, plain);
    }

    /** meta/main.yml, of which the dependencies are read. */
    YamlNode meta(YamlNode node) {
        if (!(node instanceof YamlMap map)) return node;
        return new YamlMap(
                map.pos(),
                map.entries().stream()
                        .map(e -> e.key().equals("dependencies") && e.value() instanceof YamlList list
                                ? new YamlMap.Entry(
                                        e.key(),
                                        e.keyPos(),
                                        new YamlList(
                                                list.pos(),
                                                list.items().stream()
                                                        .map(this::dependency)
                                                        .toList()))
                                : e)
                        .toList());
    }

    private YamlNode dependency(YamlNode node) {
        try {
            return role(node);
        } catch (Refusal e) {
            shop.tally().refusedValue(node.pos(), e);
            YamlNode same = VariableWriter.again(node);
            shop.marks().before(same, List.of("TODO: " + e.construct() + ": " + e.reason()));
            return same;
        }
    }
}
