package io.drydock.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.PlaybookReader;
import io.drydock.playbook.Task;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every spelling that the table gives is Drydock's. */
class AnsibleWordsTest {
    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final ActionLibrary LIBRARY = new ActionLibrary(
            List.of(Path.of(System.getProperty("drydock.home", "."), "templates")), ENGINE, new Diagnostics());
    /** Files that snippets include. */
    private static final List<String> INCLUDED = List.of("web.yml", "debian.yml", "roles/web/tasks/main.yml");

    @TempDir
    Path temp;

    private static List<String> snippets(Object remedy) {
        return AnsibleWords.SNIPPET
                .matcher((String) remedy)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void tasksArePartsOfPlaybooks() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String section : List.of("actions", "tasks", "includes", "plays")) {
            AnsibleWords.words(section)
                    .forEach((word, remedy) -> snippets(remedy).forEach(snippet -> {
                        List<Diagnostic> problems = section.equals("plays") ? play(snippet) : task(snippet);
                        if (!problems.isEmpty()) wrong.add(word + ": " + snippet + ": " + problems);
                    }));
        }
        assertEquals(List.of(), wrong);
        assertEquals(1, task("lineinfile: {path: /a}").size());
        assertEquals(1, task("sysctl: {name: a, value: 1, reload: true}").size());
        assertEquals(1, play("strategy: free").size());
    }

    private List<Diagnostic> play(String snippet) {
        boolean whole = snippet.startsWith("include:");
        return problems("- " + snippet
                + (whole ? "\n" : "\n  " + (snippet.startsWith("hosts:") ? "name: x\n" : "hosts: all\n")));
    }

    private List<Diagnostic> task(String snippet) {
        String key = snippet.replaceFirst(":.*", "");
        boolean action = LIBRARY.names().contains(key) || key.equals("include");
        return problems("- hosts: all\n  tasks:\n    - " + snippet + (action ? "\n" : "\n      debug: {msg: a}\n")
                + "  handlers:\n    - name: restart nginx\n      debug: {msg: a}\n");
    }

    /** Those of reading and binding. Files that tasks name are not looked for. */
    private List<Diagnostic> problems(String playbook) {
        Diagnostics problems = new Diagnostics();
        Path file = temp.resolve("play.yml");
        try {
            for (String included : INCLUDED) {
                Files.createDirectories(temp.resolve(included).getParent());
                Files.writeString(
                        temp.resolve(included),
                        playbook.startsWith("- include:") ? "- hosts: all\n" : "- debug: {msg: a}\n");
            }
            Files.writeString(file, playbook);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Optional<Playbook> read = new PlaybookReader(ENGINE, LIBRARY.names(), problems).read(file);
        for (Task task : read.stream()
                .flatMap(p -> p.plays().stream())
                .flatMap(p -> p.tasks().stream())
                .toList()) {
            LIBRARY.find(task.action()).ifPresent(spec -> bind(spec, task, problems));
        }
        return problems.all();
    }

    private static void bind(ActionSpec spec, Task task, Diagnostics problems) {
        new ArgumentBinder(ENGINE, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems)
                        .bind(spec, task.actionPos(), task.arguments(), task.more(), true, task.directory())
                        .problems(scope(), scope())
                        .stream()
                        .filter(p -> !p.message().startsWith("no file"))
                        .forEach(p -> problems.error(p.pos(), p.message(), p.remedy()));
    }

    /** What expressions of the table name. */
    private static Scope scope() {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "facts",
                Facts.shape(_ -> Any.ANY),
                "x",
                Any.ANY,
                "y",
                Any.ANY,
                "s",
                Any.ANY,
                "xs",
                Any.ANY,
                "ys",
                Any.ANY,
                "m",
                Any.ANY,
                "r",
                Any.ANY,
                "go",
                Any.ANY));
        variables.putAll(Map.of("play_hosts", List.of("web1"), "role_name", "web", "ansible_host", "web1"));
        variables.putAll(Map.of(
                "inventory_hostname",
                "a",
                "groups",
                Map.of("all", List.of("a")),
                "item",
                Any.ANY,
                "key",
                Any.ANY,
                "registry_password",
                "a"));
        return Scope.of(variables);
    }

    @Test
    void argumentsAreOnesOfTheirAction() {
        List<String> wrong = new ArrayList<>();
        AnsibleWords.words("arguments")
                .forEach((name, words) -> ((Map<?, ?>) words).forEach((word, remedy) -> {
                    ActionSpec spec = LIBRARY.find((String) name).orElseThrow();
                    if (spec.arguments().containsKey(word)) wrong.add(name + " has " + word);
                    for (String snippet : snippets(remedy)) {
                        if (snippet.startsWith("${")) continue;
                        Diagnostics problems = new Diagnostics();
                        var given = YamlReader.read(
                                "a.yml", snippet.startsWith("docker_image:") ? "{name: a}" : snippet, problems);
                        new ArgumentBinder(ENGINE, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems)
                                .bind(spec(spec, snippet), SourcePos.of("a.yml"), given, List.of(), true, temp)
                                .problems(scope(), scope())
                                .forEach(p -> problems.error(p.pos(), p.message(), p.remedy()));
                        problems.all().stream()
                                .filter(p -> !p.message().contains(" needs ")
                                        && !p.message().startsWith("no file"))
                                .forEach(p -> wrong.add(name + "." + word + ": " + p));
                    }
                }));
        assertEquals(List.of(), wrong);
    }

    /** {@code enabled: true} for package names an argument of another action, which the sentence tells. */
    private static ActionSpec spec(ActionSpec spec, String snippet) {
        String other = snippet.startsWith("enabled") && spec.name().equals("package")
                ? "package_repository"
                : snippet.startsWith("masked") && spec.name().equals("package")
                        ? "service"
                        : snippet.startsWith("docker_image:") ? "docker_image" : spec.name();
        return LIBRARY.find(other).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"FILTERS", "TESTS", "OPERATORS", "METHODS", "VARIABLES", "RESULTS", "VARS_PROMPT"})
    void expressionsAreSound(Place place) {
        List<String> wrong = new ArrayList<>();
        AnsibleWords.words(place.key())
                .forEach((word, remedy) -> snippets(remedy).forEach(snippet -> {
                    Diagnostics problems = new Diagnostics();
                    ENGINE.expression(YamlScalar.of(snippet, SourcePos.of("a.yml")), problems)
                            .ifPresent(e ->
                                    e.problems(scope()).forEach(p -> problems.error(p.pos(), p.message(), p.remedy())));
                    ENGINE.value(YamlScalar.of("${" + snippet + "}", SourcePos.of("a.yml")), problems);
                    problems.all().forEach(p -> wrong.add(word + ": " + snippet + ": " + p));
                }));
        assertEquals(List.of(), wrong);
    }

    @Test
    void aCollectionsNameIsThatOfItsPart() {
        for (String name : List.of("lineinfile", "ansible.builtin.lineinfile", "ansible.legacy.lineinfile")) {
            assertTrue(
                    AnsibleWords.remedy(Place.ACTIONS, name)
                            .orElseThrow()
                            .startsWith("the action is called line: line: {"),
                    name);
        }
        assertEquals(Optional.empty(), AnsibleWords.remedy(Place.ACTIONS, "line"));
        assertEquals(
                Optional.of("write ${facts.hostname}"),
                AnsibleWords.remedy(Place.VARIABLES, "ansible_hostname", e -> "${" + e + "}"));
        assertEquals(Optional.of("restart"), AnsibleWords.argumentMeant("docker_container", "restart_policy"));
    }

    @Test
    void noWordIsDrydocksOwn() {
        AnsibleWords.words("actions")
                .keySet()
                .forEach(word -> assertTrue(!LIBRARY.names().contains(word), "an action: " + word));
    }
}
