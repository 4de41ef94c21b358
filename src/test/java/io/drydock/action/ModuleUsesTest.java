package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every module, and every action, names exactly the modules whose words and variables it uses. */
class ModuleUsesTest {
    private static final Path TEMPLATES =
            Path.of(System.getProperty("drydock.home")).resolve("templates");
    private static final Pattern WORD = Pattern.compile("(?<![\\w$./{-])[a-z_]\\w*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?#?([A-Z][A-Z0-9_]*)");
    /** A word whose beginning is the value of a variable, as that of the package manager which is used. */
    private static final Pattern BUILT = Pattern.compile("\"\\$\\{[A-Z]+}(_\\w+)\"");

    private final Map<String, ShellModule> modules = new TreeMap<>();

    ModuleUsesTest() throws IOException {
        for (Path file : list(TEMPLATES.resolve("lib"))) {
            String name = file.getFileName().toString().replace(".sh", "");
            modules.put(name, ShellModule.read(name, file.toString(), Files.readString(file)));
        }
    }

    @Test
    void ofModules() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (ShellModule module : modules.values()) {
            Set<String> named =
                    module.uses().stream().map(ShellModule.Use::module).collect(Collectors.toSet());
            named.add(module.name());
            compare(
                    "lib/" + module.name(),
                    named,
                    List.of(Files.readString(Path.of(module.pos().file()))),
                    wrong);
        }
        assertEquals(List.of(), wrong);
        assertTrue(modules.size() > 25, modules.keySet().toString());
    }

    @Test
    void ofActions() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path folder : list(TEMPLATES)) {
            if (!Files.exists(folder.resolve("action.yml"))) continue;
            List<String> templates = new ArrayList<>();
            for (Path file : list(folder))
                if (file.toString().endsWith(".sh.ftl")) templates.add(shell(Files.readString(file)));
            compare(folder.getFileName().toString(), library(folder), templates, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aUseIsFoundWhereverItStands() {
        assertEquals(Set.of("json", "service", "account", "docker", "file"), used(shell("""
        x=$(json_merge a b) # cgroup_needs
        finally 'svc_do stop docker'
        <#if pkg_run??>hold "$path" file_set_rights</#if> [=boot_menu + "kern_put"]
        case $ACCOUNT_ROW in a) DOCKER_SECONDS=1 ;; esac
        echo $boot_text packages/kern_find --modules_missing
        """)));
    }

    private void compare(String who, Set<String> named, List<String> texts, List<String> wrong) {
        Set<String> used = new TreeSet<>();
        Set<String> built = new TreeSet<>();
        for (String text : texts) {
            used.addAll(used(text));
            for (Matcher m = BUILT.matcher(text); m.find(); ) built.add(m.group(1));
        }
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(named);
        if (!missing.isEmpty()) wrong.add(who + " does not name " + missing);
        Set<String> superfluous = new TreeSet<>(named);
        superfluous.removeAll(used);
        superfluous.removeIf(n -> who.equals("lib/" + n));
        superfluous.removeIf(n -> modules.containsKey(n)
                && modules.get(n).functions().stream()
                        .anyMatch(f -> built.contains(f.name()
                                .substring(modules.get(n).prefix().length())
                                .replace("()", ""))));
        if (!superfluous.isEmpty()) wrong.add(who + " names in vain " + superfluous);
    }

    private Set<String> used(String text) {
        ShellText shell = ShellText.of("text", text);
        Set<String> functions = new TreeSet<>();
        Set<String> variables =
                shell.variables().stream().map(ShellName::name).collect(Collectors.toCollection(TreeSet::new));
        for (List<ShellText.Word> command : shell.commands()) {
            for (ShellText.Word word : command) {
                for (Matcher m = WORD.matcher(word.text()); m.find(); ) functions.add(m.group() + "()");
            }
        }
        for (Matcher m = VARIABLE.matcher(text); m.find(); ) variables.add(m.group(1));
        return modules.values().stream()
                .filter(m -> m.functions().stream().anyMatch(f -> functions.contains(f.name()))
                        || variables.stream().anyMatch(m::ownsVariable))
                .map(ShellModule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> library(Path folder) {
        Diagnostics problems = new Diagnostics();
        YamlMap action = (YamlMap)
                YamlReader.read(folder.resolve("action.yml"), problems).orElseThrow();
        Object names = action.get("library").map(YamlNode::data).orElse(List.of());
        return (names instanceof List<?> list ? list.stream() : Stream.of(names))
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A template's shell text: its directives and values are a letter each. */
    private static String shell(String template) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < template.length(); ) {
            if (template.startsWith("[=", i)) {
                i = end(template, i, ']');
                text.append('v');
            } else if (template.startsWith("<#", i) || template.startsWith("</#", i)) {
                i = template.startsWith("<#--", i) ? template.indexOf("-->", i) + 3 : end(template, i, '>');
                text.append(' ');
            } else {
                text.append(template.charAt(i++));
            }
        }
        return text.toString();
    }

    private static int end(String template, int from, char close) {
        int open = close == ']' ? 0 : -1;
        char quote = 0;
        for (int i = from; ; i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                if (c == '\\') i++;
                else if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '(') {
                open++;
            } else if (c == ']' || c == ')') {
                open--;
                if (close == ']' && open == 0) return i + 1;
            } else if (c == '>' && close == '>' && open == -1 && template.charAt(i - 1) != '-') {
                return i + 1;
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
