package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.CaseFile;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.HostPattern;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.PlaybookReader;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers are given texts that nobody would write, made of the texts of cases: none may crash, hang, or tell of Java. The same ones each
 * time, so that a failure is one of the change that was made; {@code -Dfuzz.texts=100000} makes more of them, and {@code -Dfuzz.seed=7} others.
 */
class FuzzTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final int TEXTS = Integer.getInteger("fuzz.texts", 1500); // to each reader
    private static final long SEED = Long.getLong("fuzz.seed", 20250601);
    private static final Duration LONGEST = Duration.ofSeconds(20); // on a machine that does much else
    private static final int LARGEST = 20_000; // characters
    private static final List<String> WORDS = List.of(
            "${",
            "}",
            "<#if x>",
            "</#if>",
            "<#list x as y>",
            "[=",
            "]",
            "{{",
            "}}",
            "{%",
            "(",
            ")",
            "[",
            "{",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "\\",
            "&a ",
            "*a",
            "<<: *a",
            "!vault |",
            "!x ",
            "|",
            ">-",
            "#",
            "?",
            "??",
            "!",
            "==",
            "&&",
            "||",
            "..",
            "@",
            "%",
            "~",
            ",",
            "*",
            "[1:3]",
            "[a:",
            "=",
            "\0",
            "\r",
            "\uFEFF",
            "\u2028",
            "\uD83D\uDE00",
            "é",
            "0x",
            "1e999",
            "-1",
            "99999999999999999999",
            "yes",
            "null",
            "~(a+)+$",
            "Host *",
            "Match exec",
            "Include",
            "?matches(\"(a*)*b\")",
            "?eval",
            "?interpret",
            "<#--",
            "-->",
            "$(",
            "`",
            "<<EOF\n",
            "[web:children]\n",
            "---\n",
            "...\n",
            "version_at_least(",
            "facts.os",
            "item",
            ".",
            "?string",
            "r'");

    private static final Pattern CLASSES =
            Pattern.compile("\\b(java|freemarker|org\\.yaml)\\.[a-z]+\\.|\\w*Exception\\b");
    private static final List<String> CORPUS = new ArrayList<>();

    @TempDir
    static Path temp;

    private interface Reader {
        void read(String text, Diagnostics problems) throws IOException;
    }

    @BeforeAll
    static void texts() throws IOException {
        try (Stream<Path> files = Files.walk(HOME.resolve("src/test/cases"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*[.](case|txt|ini|yml)$"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) > LARGEST) continue;
                if (file.toString().endsWith(".case"))
                    CORPUS.addAll(CaseFile.read(file).sections().values());
                else for (String entry : Files.readString(file).split("(?m)^(===|>>>).*$")) CORPUS.add(entry);
            }
        }
        CORPUS.removeIf(String::isBlank);
        assertFalse(CORPUS.isEmpty());
    }

    private static void fuzz(Reader reader) {
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            String text = mutated(random);
            try {
                assertTimeoutPreemptively(LONGEST, () -> {
                    Diagnostics problems = new Diagnostics();
                    reader.read(text, problems);
                    problems.inReadingOrder().forEach(problem -> check(problem, text));
                });
            } catch (Throwable e) {
                throw new AssertionError("this text: " + text.replace("\0", "\\0"), e);
            }
        }
    }

    /** People are told of their text, and not of classes that are not in it. */
    private static void check(Diagnostic problem, String text) {
        assertFalse(problem.message().isBlank(), problem::toString);
        Matcher named = CLASSES.matcher(problem.message() + problem.remedy());
        while (named.find()) assertTrue(text.contains(named.group()), problem::toString);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(CORPUS.get(random.nextInt(CORPUS.size())));
        for (int i = random.nextInt(6); i >= 0 && text.length() < LARGEST; i--) mutate(text, random);
        return text.toString();
    }

    private static void mutate(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(40));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> text.insert(from, WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> text.replace(from, to, WORDS.get(random.nextInt(WORDS.size())));
            case 4 -> text.insert(from, WORDS.get(random.nextInt(WORDS.size())).repeat(1 + random.nextInt(300)));
            default -> {
                String other = CORPUS.get(random.nextInt(CORPUS.size()));
                text.insert(from, other, 0, random.nextInt(Math.min(other.length(), 400)));
            }
        }
    }

    /** Half of a character becomes a question mark. */
    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void yaml() {
        fuzz((text, problems) -> YamlReader.read("f.yml", text, problems));
    }

    @Test
    void playbooks() {
        TemplateEngine engine = new TemplateEngine();
        Path file = temp.resolve("site.yml");
        Set<String> actions = Set.of("copy", "shell", "command", "debug", "template", "service", "file");
        fuzz((text, problems) -> {
            write(file, text);
            new PlaybookReader(engine, actions, problems).read(file);
        });
    }

    @Test
    void inventories() {
        for (String name : List.of("hosts.ini", "hosts.yml")) {
            Path file = temp.resolve(name);
            fuzz((text, problems) -> {
                write(file, text);
                Inventory.read(file, problems);
            });
        }
    }

    @Test
    void patterns() throws IOException {
        Inventory inventory = Inventory.read(
                        Files.writeString(
                                temp.resolve("some.yml"), "web: {hosts: {web1: , web2: }}\ndb: {hosts: {db1: }}\n"),
                        new Diagnostics())
                .orElseThrow();
        fuzz((text, problems) -> {
            Optional<HostPattern> pattern = HostPattern.parse(text, new SourcePos("--limit", 1, 1), problems);
            pattern.ifPresent(p -> p.check(inventory, problems));
            if (problems.isEmpty()) pattern.ifPresent(p -> p.select(inventory));
        });
    }

    @Test
    void templates() {
        TemplateEngine engine = new TemplateEngine();
        SourcePos pos = new SourcePos("f.yml", 1, 1);
        List<Scope> scopes = List.of(
                Scope.of(Map.of("x", Any.ANY, "facts", Any.ANY, "item", Any.ANY)),
                Scope.of(Map.of("x", List.of("a", 1L), "facts", Map.of("os", "a"), "item", "b")));
        fuzz((text, problems) -> {
            var value = engine.value(YamlScalar.of(text, pos), problems);
            var expression = engine.expression(YamlScalar.of(text, pos), problems);
            var data = engine.data("f.ftl", text, problems);
            var shell = engine.shell(YamlScalar.of(text, pos), problems);
            for (Scope scope : scopes) {
                value.ifPresent(v -> v.problems(scope).forEach(problems::add));
                expression.ifPresent(e -> e.problemsAsCondition(scope).forEach(problems::add));
                data.ifPresent(d -> d.problems(scope).forEach(problems::add));
                shell.ifPresent(s -> s.problems(scope, Set.of()).forEach(problems::add));
            }
            try {
                data.ifPresent(d -> d.render(scopes.getLast()));
            } catch (TemplateFailure e) {
                problems.add(e.diagnostic());
            }
        });
    }

    @Test
    void sshConfiguration() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home/.ssh"));
        LocalMachine here = LocalMachine.current();
        LocalMachine machine = new LocalMachine(here.name(), "me", here.uid(), temp.resolve("home"), Map.of());
        fuzz((text, problems) -> {
            write(home.resolve("config"), text);
            new Resolver(machine, false, problems).resolve("web1", GivenOptions.NONE, GivenOptions.NONE);
            SshArguments.parse(text, SourcePos.of("-o"), problems);
        });
    }
}
