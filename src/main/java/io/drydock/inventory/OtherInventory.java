package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files that Ansible takes for an inventory and Drydock does not. Each is reported for what it is, with the way to one of YAML. */
final class OtherInventory {
    private static final int SHOWN = 12; // lines one wants to read

    private static final Pattern SECTION = Pattern.compile("\\[([^\\]:,]+)(?::(vars|children))?]\\s*([#;].*)?");
    private static final Pattern HOST = Pattern.compile(
            "([^\\s#;:={}\\[\\]'\"-][^\\s#:={}'\"]*(?::[^\\s#={}'\"]+])?[^\\s#:={}'\"]*)((?:\\s+[\\w.-]+=(?:'[^']*'|\"[^\"]*\"|\\S*))*)\\s*([#;].*)?");
    private static final Pattern PAIR = Pattern.compile("([\\w.-]+)=('[^']*'|\"[^\"]*\"|\\S*)");

    private OtherInventory() {}

    /** Whether the file has been reported to be one. */
    static boolean report(Path file, Diagnostics problems) {
        SourcePos pos = SourcePos.of(file.toString());
        String convert = "ansible-inventory -i " + file + " --list --yaml > inventory.yml";
        if (Files.isDirectory(file)) {
            problems.error(
                    pos,
                    "this is a directory; an inventory is one YAML file, with group_vars/ and host_vars/ beside it",
                    "name a file in it, or make one of all: " + convert);
            return true;
        }
        List<String> lines = lines(file);
        if (!lines.isEmpty() && lines.getFirst().startsWith("#!")) {
            problems.error(
                    pos,
                    "this is a program; Drydock reads YAML, and runs no inventory programs",
                    "save what it says: " + convert);
            return true;
        }
        if (!lines.isEmpty() && VaultText.isEncrypted(lines.getFirst())) return false; // which the YAML reader says
        List<String> telling = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
                .toList();
        if (telling.stream().anyMatch(line -> line.matches("plugin:\\s*\\S+"))
                && telling.stream().noneMatch(line -> line.matches("(all|hosts|children):.*"))) {
            problems.error(
                    pos,
                    "this is for a plugin of Ansible; Drydock reads YAML with hosts in it, and has no plugins",
                    "save what it finds: " + convert);
            return true;
        }
        if (telling.isEmpty()
                || !SECTION.matcher(telling.getFirst()).matches()
                        && !telling.stream().allMatch(OtherInventory::isIni)) {
            return false;
        }
        problems.error(
                pos,
                "this is an INI inventory; Drydock reads YAML",
                "write it as\n" + yaml(telling) + "\nor convert it: " + convert);
        return true;
    }

    private static boolean isIni(String line) {
        return SECTION.matcher(line).matches() || HOST.matcher(line).matches() || line.matches("\\w+\\s*=.*");
    }

    /** The hosts of the file, and what else there is room for. */
    private static String yaml(List<String> ini) {
        Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
        String group = "all";
        String kind = "hosts";
        for (String line : ini) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                group = section.group(1);
                kind = section.group(2) == null ? "hosts" : section.group(2);
            }
            List<String> entries = groups.computeIfAbsent(group, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(kind, _ -> new ArrayList<>());
            if (!section.matches()) entries.add(kind.equals("vars") ? variable(line) : host(line));
        }
        List<String> yaml = new ArrayList<>();
        groups.forEach((name, parts) -> {
            yaml.add(name + ":");
            parts.forEach((part, entries) -> {
                yaml.add("  " + part + ":");
                entries.forEach(entry -> yaml.add("    " + entry));
            });
        });
        String shown = String.join("\n", yaml.subList(0, Math.min(SHOWN, yaml.size())));
        return shown.indent(2).stripTrailing() + (yaml.size() > SHOWN ? "\n  ..." : "");
    }

    private static String variable(String line) {
        String[] pair = line.split("\\s*=\\s*", 2);
        return pair[0] + ": " + (pair.length > 1 ? value(pair[0], pair[1]) : "");
    }

    private static String host(String line) {
        Matcher host = HOST.matcher(line);
        if (!host.matches()) return "# " + line.replaceFirst("\\s.*", " ...");
        String vars = PAIR.matcher(host.group(2))
                .results()
                .map(p -> p.group(1) + ": " + value(p.group(1), p.group(2)))
                .collect(Collectors.joining(", "));
        return host.group(1) + ":" + (vars.isEmpty() ? "" : " {" + vars + "}");
    }

    private static String value(String name, String text) {
        if (Secret.isName(name)) return Secret.MASK;
        return text.matches("[A-Za-z0-9_./][A-Za-z0-9_./@+-]*|'.*'|\".*\"")
                ? text
                : "'" + text.replace("'", "''") + "'";
    }

    /** The lines of the file; none when it cannot be read as text, of which the YAML reader says why. */
    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
