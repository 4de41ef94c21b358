package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.PlainSettings;
import io.drydock.yaml.TextFile;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an INI inventory into a draft, as Ansible does. What is wrong with a line is reported, and the next one read. */
final class IniReader {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern CHILD = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");
    private static final Pattern LATE_COMMENT = Pattern.compile("\\s[#;]");
    private static final Set<String> KINDS = Set.of("hosts", "children", "vars");

    private final TextFile file;
    private final Draft draft;
    private final Diagnostics problems;
    private final IniGroups groups;

    private Optional<DraftGroup> group;
    private String kind = "hosts";

    IniReader(TextFile file, Draft draft, Diagnostics problems) {
        this.file = file;
        this.draft = draft;
        this.problems = problems;
        this.groups = new IniGroups(draft, problems);
        this.group = Optional.of(draft.group(Draft.UNGROUPED));
    }

    void read() {
        String text = file.text().startsWith("\uFEFF") ? file.text().substring(1) : file.text();
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            PlacedText line = PlacedText.line(file.name(), i + 1, lines[i]).strip();
            if (line.length() > 0 && line.at(0) != '#' && line.at(0) != ';') line(line);
        }
        groups.reportUndeclared();
    }

    private void line(PlacedText line) {
        Matcher section = SECTION.matcher(line.text());
        if (section.matches()) section(line, section);
        else if (isSectionGoneWrong(line.text())) noSection(line);
        else
            switch (kind) {
                case "hosts" -> hosts(line);
                case "vars" -> variable(line);
                default -> child(line);
            }
    }

    private void section(PlacedText line, Matcher section) {
        kind = Optional.ofNullable(section.group(2)).orElse("hosts");
        if (!KINDS.contains(kind)) {
            problems.error(
                    line.pos(section.start(2)),
                    "unknown kind of section \"" + kind + "\"",
                    Suggestion.didYouMean(kind, KINDS));
            kind = "hosts";
        }
        group = groups.section(section.group(1), kind, line.pos(1));
    }

    private static boolean isSectionGoneWrong(String line) {
        return line.startsWith("[") && (line.endsWith("]") || line.matches("\\[[^\\]]*]\\s.*"));
    }

    private void noSection(PlacedText line) {
        problems.error(
                line.pos(),
                "\"" + line.text() + "\" is not a section",
                line.text().matches("\\[[^:\\]\\s]+(:\\w+)?]\\s*;.*")
                        ? "behind a section a comment begins with #"
                        : "write [GROUP], [GROUP:children] or [GROUP:vars], with no spaces within");
        group = Optional.empty();
    }

    private void hosts(PlacedText line) {
        List<PlacedText> words = IniWords.of(line, problems);
        if (words.isEmpty() || group.isEmpty()) return;
        PlacedText name = words.getFirst();
        List<Entry> vars = new ArrayList<>();
        for (PlacedText word : words.subList(1, words.size())) {
            int equals = word.text().indexOf('=');
            if (equals >= 0) vars.add(variable(word.part(0, equals), word.part(equals + 1, word.length())));
            else
                problems.error(
                        word.pos(),
                        "this is no variable of the host",
                        "write name=value without spaces around =, and values with spaces in quotes; each host has a line of its own");
        }
        if (name.text().startsWith("[") && !name.text().contains("]"))
            problems.error(name.pos(), "this section is not closed", "end it with ], such as [web] or [web:vars]");
        else if (name.text().contains("=")
                || name.text().endsWith(":")
                || name.text().startsWith("---")) noHost(name);
        else draft.addHosts(group.get(), name.text(), name.pos(), new YamlMap(name.pos(), last(vars)));
    }

    /** Of a variable that is given twice the last one. */
    private static List<Entry> last(List<Entry> vars) {
        Map<String, Entry> names = new LinkedHashMap<>();
        vars.forEach(entry -> names.put(entry.key(), entry));
        return List.copyOf(names.values());
    }

    private void noHost(PlacedText name) {
        boolean assigned = name.text().contains("=");
        problems.error(
                name.pos(),
                "\"" + (assigned ? name.text().replaceFirst("=.*", "=...") : name.text()) + "\" is not a host name",
                assigned
                        ? "a line begins with a host; variables of a group stand below [GROUP:vars]"
                        : "this looks like YAML: an inventory is YAML or INI, not both");
    }

    private void variable(PlacedText line) {
        int equals = line.text().indexOf('=');
        if (equals < 0) {
            problems.error(
                    line.pos(),
                    "\"" + line.text().replaceFirst("[\\s:].*", "") + "\" has no value",
                    "write name=value");
            return;
        }
        PlacedText value = line.part(equals + 1, line.length()).strip();
        Entry entry = variable(line.part(0, equals).strip(), value);
        Matcher comment = LATE_COMMENT.matcher(value.text());
        if (entry.value() instanceof YamlScalar text && text.text().equals(value.text()) && comment.find())
            problems.warn(
                    value.pos(comment.start() + 1),
                    value.at(comment.start() + 1) + " begins no comment here, but belongs to the value, as in Ansible",
                    "write comments on lines of their own, or the value in quotes");
        group.ifPresent(g -> draft.addVars(g, new YamlMap(line.pos(), List.of(entry))));
    }

    private Entry variable(PlacedText name, PlacedText value) {
        Encryption encryption = PlainSettings.has(name.text()) ? Encryption.NONE : file.encryption();
        YamlNode node = PythonLiteral.value(value, encryption);
        hide(node);
        return new Entry(name.text(), name.pos(), node);
    }

    private void hide(YamlNode node) {
        switch (node) {
            case YamlScalar scalar -> problems.hide(scalar.secret().stream().toList());
            case YamlList list -> list.items().forEach(this::hide);
            case YamlMap map -> map.entries().forEach(e -> hide(e.value()));
        }
    }

    private void child(PlacedText line) {
        Matcher child = CHILD.matcher(line.text());
        if (!child.matches())
            problems.error(
                    line.pos(), "\"" + line.text() + "\" is not the name of a group", "write one group on each line");
        else group.ifPresent(parent -> groups.child(parent, child.group(1), line.pos()));
    }
}
