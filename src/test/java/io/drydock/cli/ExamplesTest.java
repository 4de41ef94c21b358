package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.playbook.Keywords;
import io.drydock.playbook.Meta;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playbooks in the documents and the examples of actions pass drydock check, and each keyword and each action is in one. */
class ExamplesTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Set<String> SECTIONS =
            Set.of("pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always", "drain", "undrain");
    private static final Set<String> ROLES = Set.of("include_role", "import_role");
    private static final Set<String> INCLUDES = Set.of("include", "import_tasks", "include_tasks");

    /** What examples name and do not show. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("inventory.yml", """
                    all:
                      vars: {registry_password: none, db_password: none, app_token: none, count: 1, line: a}
                      children:
                        web: {hosts: {web1: {}, web2: {}}}
                        db: {hosts: {db1: {}}}
                        worker: {hosts: {worker1: {}}}
                        staging: {hosts: {web2: {}}}
                    """),
            Map.entry("settings.yml", "{}\n"),
            Map.entry("default.yml", "{}\n"),
            Map.entry("site.yml", "- hosts: all\n"),
            Map.entry("web.yml", "- debug: {msg: a}\n"),
            Map.entry("verify.yml", "- debug: {msg: a}\n"),
            Map.entry("upgrade.yml", "- debug: {msg: a}\n"),
            Map.entry("app.conf.ftl", "port = ${port!80}\n"),
            Map.entry("conf/a.conf", "a\n"),
            Map.entry("roles/base/tasks/main.yml", "- debug: {msg: a}\n"),
            Map.entry("roles/web/tasks/main.yml", "- debug: {msg: a}\n"),
            Map.entry("roles/web/tasks/certificates.yml", "- debug: {msg: a}\n"));

    @TempDir
    Path temp;

    @Test
    void everyPlaybookPasses() throws IOException {
        List<String> playbooks = new ArrayList<>();
        for (String page : List.of("keywords.md", "playbooks.md", "fleet-runs.md")) {
            playbooks.addAll(playbooks(Files.readString(HOME.resolve("docs/" + page))));
        }
        assertTrue(playbooks.size() >= 10, playbooks.size() + " playbooks");
        for (String playbook : playbooks) assertEquals("", problems(playbook), playbook);
        assertTrue(!problems("- hosts: all\n  tasks: [{debug: {msg: \"${nope}\"}}]\n")
                .isEmpty());
    }

    @Test
    void everyExampleOfAnActionPasses() throws IOException {
        ActionLibrary library = library();
        List<String> wrong = new ArrayList<>();
        for (String name : library.names()) {
            String examples = library.find(name).orElseThrow().examples();
            String problems = problems("- hosts: all\n  tasks:\n" + examples.indent(4) + handlers(examples));
            if (!Pattern.compile("(?m)^ *(- )?" + name + ":").matcher(examples).find())
                wrong.add(name + " has no example");
            if (!problems.isEmpty()) wrong.add(name + ":\n" + problems);
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void everyKeywordIsInOne() throws IOException {
        assertEveryKeyword(playbooks(Files.readString(HOME.resolve("docs/keywords.md"))));
    }

    /** What FleetTest plans and applies on hosts. */
    @Test
    void everyKeywordIsPlayedOnTheFleet() throws IOException {
        String site = Files.readString(HOME.resolve("src/test/fleet/keywords/site.yml"));
        assertEveryKeyword(List.of(site));
        Stream.of(
                        Stream.of(Meta.values()).map(meta -> Meta.KEY + ": " + meta.word()),
                        Stream.concat(Keywords.includes().stream(), Keywords.roles().stream())
                                .map(key -> key + ": "),
                        Keywords.ofRoles().stream().map(key -> key + ": "),
                        Stream.of(Keywords.includeVars() + ": "))
                .flatMap(words -> words)
                .forEach(word -> assertTrue(site.contains(word), word));
    }

    private static void assertEveryKeyword(List<String> playbooks) {
        Map<String, Set<String>> used = Map.of(
                "plays", new HashSet<>(),
                "tasks", new HashSet<>(),
                "blocks", new HashSet<>(),
                "includes", new HashSet<>(),
                "loop_control", new HashSet<>(),
                "vars_prompt", new HashSet<>());
        for (String playbook : playbooks) {
            for (YamlNode play : ((YamlList) read(playbook)).items()) collect(play, used);
        }
        assertEquals(Set.of(), missing(Keywords.ofPlays(), used.get("plays")), "of plays");
        assertEquals(Set.of(), missing(Keywords.ofTasks(), used.get("tasks")), "of tasks");
        assertEquals(Set.of(), missing(Keywords.ofBlocks(), used.get("blocks")), "of blocks");
        assertEquals(Set.of(), missing(Keywords.ofIncludes(), used.get("includes")), "of includes");
        assertEquals(Set.of(), missing(Keywords.ofLoopControl(), used.get("loop_control")), "of loop_control");
        assertEquals(Set.of(), missing(Keywords.ofVarsPrompt(), used.get("vars_prompt")), "of vars_prompt");
    }

    private static Set<String> missing(Set<String> keywords, Set<String> used) {
        Set<String> missing = new TreeSet<>(keywords);
        missing.removeAll(used);
        return missing;
    }

    /** Which keywords a play has, and the tasks in it. */
    private static void collect(YamlNode node, Map<String, Set<String>> used) {
        if (!(node instanceof YamlMap map)) return;
        Set<String> keys =
                new HashSet<>(map.entries().stream().map(YamlMap.Entry::key).toList());
        String kind = keys.contains("hosts")
                ? "plays"
                : keys.contains("block")
                        ? "blocks"
                        : keys.stream().anyMatch(k -> INCLUDES.contains(k) || ROLES.contains(k)) ? "includes" : "tasks";
        used.get(kind).addAll(keys);
        map.entries().forEach(entry -> {
            if (entry.key().equals("loop_control"))
                ((YamlMap) entry.value())
                        .entries()
                        .forEach(e -> used.get("loop_control").add(e.key()));
            if (entry.key().equals("vars_prompt"))
                ((YamlList) entry.value())
                        .items()
                        .forEach(item -> ((YamlMap) item)
                                .entries()
                                .forEach(e -> used.get("vars_prompt").add(e.key())));
            if (SECTIONS.contains(entry.key()))
                ((YamlList) entry.value()).items().forEach(n -> collect(n, used));
        });
    }

    /** Those of the yaml in a page that are lists of plays. */
    private static List<String> playbooks(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1))
                .filter(text ->
                        text.contains("\n  hosts:") || text.startsWith("- hosts:") || text.contains("\n- hosts:"))
                .toList();
    }

    private static YamlNode read(String yaml) {
        Diagnostics problems = new Diagnostics();
        return YamlReader.read("example.yml", yaml, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    /** The handlers that examples notify. */
    private static String handlers(String examples) {
        StringBuilder handlers = new StringBuilder("  handlers:\n    - {name: none, debug: {msg: a}}\n");
        Pattern.compile("(?m)^ *notify: ([^\\[\\n]+)$")
                .matcher(examples)
                .results()
                .forEach(m -> handlers.append("    - {name: \"" + m.group(1) + "\", debug: {msg: a}}\n"));
        return handlers.toString();
    }

    private static ActionLibrary library() {
        return new ActionLibrary(List.of(HOME.resolve("templates")), new TemplateEngine(), new Diagnostics());
    }

    /** What drydock check says, but for files that are not there. */
    private String problems(String playbook) throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path path = temp.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path file = Files.writeString(temp.resolve("example.yml"), playbook);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true);
        Drydock.run(
                print,
                print,
                "check",
                "--trust-files",
                "-i",
                temp.resolve("inventory.yml").toString(),
                file.toString());
        return Stream.of(out.toString(StandardCharsets.UTF_8).split("\n\n"))
                .filter(problem -> problem.contains(": error: ") && !problem.contains("no file"))
                .reduce("", (a, b) -> a + b + "\n");
    }
}
