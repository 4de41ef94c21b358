package io.drydock.fuzz;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.importer.Importer;
import io.drydock.inventory.HostPattern;
import io.drydock.inventory.Inventory;
import io.drydock.journal.FuzzedJournal;
import io.drydock.playbook.PlaybookReader;
import io.drydock.run.FuzzedEvents;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.LocalMachine;
import io.drydock.sshconfig.Resolver;
import io.drydock.sshconfig.SshArguments;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the fuzzer calls: the reader that {@code -Dreader=} names, in a folder {@code -Dfolder=} of its own. An exception, or a problem that
 * tells of Java, is a finding.
 */
public final class FuzzTarget {
    private static final Pattern CLASSES =
            Pattern.compile("\\b(java|freemarker|org\\.yaml)\\.[a-z]+\\.|\\w*Exception\\b");
    private static final SourcePos POS = new SourcePos("f.yml", 1, 1);
    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final ActionLibrary LIBRARY = new ActionLibrary(
            List.of(Path.of(System.getProperty("drydock.home"), "templates")), ENGINE, new Diagnostics());
    private static final List<Scope> SCOPES = List.of(
            Scope.of(Map.of("x", Any.ANY, "facts", Any.ANY, "item", Any.ANY)),
            Scope.of(Map.of("x", List.of("a", 1L), "facts", Map.of("os", "a"), "item", "b")));

    static final Map<String, Reader> READERS = Map.of(
            "yaml", (file, text, problems) -> YamlReader.read("f.yml", text, problems),
            "playbook",
                    (file, text, problems) -> new PlaybookReader(
                                    ENGINE,
                                    Set.of("copy", "shell", "command", "debug", "template", "service", "file"),
                                    problems)
                            .read(file),
            "inventory.ini", (file, text, problems) -> Inventory.read(file, problems),
            "inventory.yml", (file, text, problems) -> Inventory.read(file, problems),
            "pattern", FuzzTarget::pattern,
            "template", FuzzTarget::template,
            "ssh-config", FuzzTarget::sshConfig,
            "ansible.yml", FuzzTarget::ansible,
            "journal", (file, text, problems) -> FuzzedJournal.read(text),
            "events", (file, text, problems) -> FuzzedEvents.read(Files.readAllBytes(file)));

    private static final String NAME = System.getProperty("reader", "");
    private static final Path FOLDER = Path.of(System.getProperty("folder", "."));

    interface Reader {
        /**
         * @param file holds the text, byte for byte
         * @param text the same, with a replacement character for what is no UTF-8
         */
        void read(Path file, String text, Diagnostics problems) throws IOException;
    }

    private FuzzTarget() {}

    /** Called by the fuzzer, again and again. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Reader reader = READERS.get(NAME);
        if (reader == null) throw new IllegalArgumentException("no reader " + NAME);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Diagnostics problems = new Diagnostics();
        reader.read(Files.write(FOLDER.resolve(NAME), bytes), text, problems);
        problems.inReadingOrder().forEach(problem -> check(problem, text));
    }

    /** People are told of their text, and not of classes that are not in it. */
    private static void check(Diagnostic problem, String text) {
        if (problem.message().isBlank()) throw new AssertionError("without a message: " + problem);
        Matcher named = CLASSES.matcher(problem.message() + problem.remedy());
        while (named.find()) if (!text.contains(named.group())) throw new AssertionError(problem.toString());
    }

    private static void pattern(Path file, String text, Diagnostics problems) throws IOException {
        Inventory inventory = Inventory.read(
                        Files.writeString(
                                file.resolveSibling("some.yml"),
                                "web: {hosts: {web1: , web2: }}\ndb: {hosts: {db1: }}\n"),
                        new Diagnostics())
                .orElseThrow();
        HostPattern.parse(text, new SourcePos("--limit", 1, 1), problems).ifPresent(pattern -> {
            pattern.check(inventory, problems);
            if (problems.isEmpty()) pattern.select(inventory);
        });
    }

    private static void template(Path file, String text, Diagnostics problems) {
        YamlScalar scalar = YamlScalar.of(text, POS);
        var value = ENGINE.value(scalar, problems);
        var expression = ENGINE.expression(scalar, problems);
        var data = ENGINE.data("f.ftl", text, problems);
        var shell = ENGINE.shell(scalar, problems);
        for (Scope scope : SCOPES) {
            value.ifPresent(v -> v.problems(scope).forEach(problems::add));
            expression.ifPresent(e -> e.problemsAsCondition(scope).forEach(problems::add));
            data.ifPresent(d -> d.problems(scope).forEach(problems::add));
            shell.ifPresent(s -> s.problems(scope, Set.of()).forEach(problems::add));
        }
        try {
            data.ifPresent(d -> d.render(SCOPES.getLast()));
        } catch (TemplateFailure e) {
            problems.add(e.diagnostic());
        }
    }

    private static void sshConfig(Path file, String text, Diagnostics problems) throws IOException {
        Path home = file.resolveSibling("home");
        Files.write(Files.createDirectories(home.resolve(".ssh")).resolve("config"), Files.readAllBytes(file));
        LocalMachine here = LocalMachine.current();
        LocalMachine machine = new LocalMachine(here.name(), "me", here.uid(), home, Map.of());
        new Resolver(machine, false, problems).resolve("web1", GivenOptions.NONE, GivenOptions.NONE);
        SshArguments.parse(text, SourcePos.of("-o"), problems);
    }

    private static void ansible(Path file, String text, Diagnostics problems) throws IOException {
        new Importer(LIBRARY, ENGINE, problems).convert(file, file.resolveSibling("result"), true);
    }
}
