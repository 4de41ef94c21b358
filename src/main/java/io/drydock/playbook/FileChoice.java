package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.template.Expression;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of which each host has the first that is there, by names that only its facts or variables complete. All that can be meant are read before
 * the run, and each has a condition by which a host has it.
 */
final class FileChoice {
    private static final int MOST = 500; // files that names may stand for
    private static final String BEGIN = "${";
    /** What names that are made of facts alone begin with: families, distributions, inits, package managers and machines. */
    private static final Pattern OF_FACTS = Pattern.compile(
            "(?i)(debian|ubuntu|raspbian|kali|linuxmint|mint|pop|redhat|rhel|centos|rocky|alma|fedora|oracle|ol|amazon|amzn|suse|opensuse|sles"
                    + "|alpine|arch|manjaro|gentoo|flatcar|coreos|systemd|openrc|sysv|apt|dnf|yum|zypper|apk|pacman"
                    + "|x86|aarch|arm|i[3-6]86|ppc|s390|riscv|linux|[0-9]).*");

    private final List<YamlScalar> names;
    private final List<ValueTemplate> templates;
    /** By what a name has to come to. */
    private final Map<String, Path> files = new LinkedHashMap<>();

    /**
     * @param names the first one is looked for first
     * @param folders where they are looked for, the first one first
     */
    FileChoice(List<YamlScalar> names, List<Path> folders, TemplateEngine engine, Diagnostics problems) {
        this.names = names;
        this.templates = names.stream()
                .map(name -> engine.value(name, problems).orElse(ValueTemplate.broken(name.pos())))
                .toList();
        for (YamlScalar name : names)
            for (Path folder : folders) found(name.text(), folder).forEach(files::putIfAbsent);
        if (files.size() > MOST) {
            problems.error(
                    names.getFirst().pos(),
                    "more than " + MOST + " files may be meant",
                    "write more of the name outside of ${...}");
            files.clear();
        }
    }

    /** Whether a name is completed by a host. */
    static boolean isTemplate(YamlScalar name) {
        return name.text().contains(BEGIN);
    }

    Map<String, Path> files() {
        return files;
    }

    /** Whether a host has this file; empty: whether it has none. */
    Expression has(Optional<String> file) {
        return Expression.chosen(names.getFirst(), templates, files.keySet(), file);
    }

    private static Map<String, Path> found(String name, Path folder) {
        int template = name.indexOf(BEGIN);
        int slash = name.lastIndexOf('/', template < 0 ? name.length() : template) + 1;
        String prefix = name.substring(0, slash);
        if (name.indexOf('\0') >= 0 || prefix.contains(BEGIN)) return Map.of();
        List<String> literals = literals(name.substring(slash));
        Pattern pattern = Pattern.compile(
                literals.stream().map(Pattern::quote).collect(Collectors.joining("[^/]*")), Pattern.DOTALL);
        boolean isBare = literals.size() > 1 && literals.getFirst().isEmpty() && name.contains("facts.");
        Map<String, Path> found = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder.resolve(prefix))) {
            for (Path file : all.sorted().toList())
                if (isMeant(file.getFileName().toString(), pattern, isBare) && Files.isRegularFile(file))
                    found.put(prefix + file.getFileName(), file);
        } catch (IOException e) {
            return Map.of(); // nothing is there
        }
        return found;
    }

    private static boolean isMeant(String file, Pattern pattern, boolean isBare) {
        return pattern.matcher(file).matches()
                && (!isBare || OF_FACTS.matcher(file).matches());
    }

    /** What stands before, between and after the templates of a name. */
    private static List<String> literals(String name) {
        List<String> literals = new ArrayList<>();
        int from = 0;
        for (int at = name.indexOf(BEGIN); at >= 0; at = name.indexOf(BEGIN, from)) {
            literals.add(name.substring(from, at));
            int depth = 0;
            for (from = at + 1; from < name.length(); from++) {
                if (name.charAt(from) == '{') depth++;
                if (name.charAt(from) == '}' && --depth == 0) break;
            }
            from = Math.min(name.length(), from + 1);
        }
        literals.add(name.substring(from));
        return literals;
    }
}
