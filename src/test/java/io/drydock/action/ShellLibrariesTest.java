package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs in one program shares its names, so each has one meaning. */
class ShellLibrariesTest {
    private static final Path TEMPLATES =
            Path.of(System.getProperty("drydock.home")).resolve("templates");

    @TempDir
    Path own;

    @Test
    void everyActionOfDrydockCanBeInOneProgram() {
        assertEquals(List.of(), load(List.of(TEMPLATES)));
    }

    /** More than a program needs: what only one task sees, and what only facts are gathered with, has names of its own, too. */
    @Test
    void everyNameOfDrydocksShellTextIsUnique() throws IOException {
        Map<String, ShellName> shared = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Path file : files(".sh")) {
            String text = Files.readString(file);
            List<ShellName> names = new ArrayList<>(ShellName.functions(file.toString(), text));
            names.addAll(ShellName.variables(file.toString(), text));
            names.stream().filter(n -> taken(n, shared)).forEach(n -> twice.add(n + " and " + shared.get(n.name())));
            names.forEach(n -> shared.putIfAbsent(n.name(), n));
        }
        for (Path file : files(".ftl")) {
            ShellName.functions(file.toString(), Files.readString(file)).stream()
                    .filter(n -> taken(n, shared))
                    .forEach(n -> twice.add(n + " and " + shared.get(n.name())));
        }
        assertEquals(List.of(), twice);
        assertTrue(
                shared.size() > 400
                        && shared.containsKey("defer()")
                        && shared.containsKey("OUTPUT_LIMIT")
                        && shared.containsKey("NL"),
                shared.keySet().toString());
    }

    private static boolean taken(ShellName name, Map<String, ShellName> shared) {
        return shared.containsKey(name.name())
                && !shared.get(name.name()).pos().file().equals(name.pos().file());
    }

    private static List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
        }
    }

    @Test
    void aNameOfTwoLibrariesIsAProblem() {
        write("lib/first.sh", "# mine\nready() { [ -e /ready ]; }\nPLACE=/srv\n");
        write("lib/second.sh", "START=1 PLACE=/opt\nif true; then\n  ready ()\n  {\n    :\n  }\nfi\n");
        action("one", "library: first");
        action("two", "library: [first, second]");
        assertEquals(
                List.of(
                        own.resolve("lib/second.sh") + ":3:3: ready() is defined here and at "
                                + own.resolve("lib/first.sh") + ":2:1",
                        own.resolve("lib/second.sh") + ":1:9: PLACE is defined here and at "
                                + own.resolve("lib/first.sh") + ":3:1"),
                load(List.of(own, TEMPLATES)));
    }

    @Test
    void aLibraryOfOnesOwnTakesNoNameOfDrydocks() {
        write("lib/mine.sh", "note() { say \"$1\"; }\n\ncannot() { exit 1; }\n");
        action("one", "library: mine");
        assertEquals(1, load(List.of(own, TEMPLATES)).size());
        write("lib/mine.sh", "note() { say \"$1\"; }\nhas_account() ( : )\n");
        action("two", "library: [file, mine]");
        List<String> problems = load(List.of(own, TEMPLATES));
        assertTrue(
                problems.size() == 1
                        && problems.getFirst()
                                .startsWith(own.resolve("lib/mine.sh") + ":2:1: has_account() is defined here and at "),
                problems.toString());
    }

    @Test
    void aTemplateTakesNoNameOfWhatItCalls() throws IOException {
        write("lib/mine.sh", "step() { later 'no more'; }\n");
        action("one", "library: mine");
        write("one/apply.sh.ftl", "helps() { :; }\n  step() { echo mine; }\nhelps; step\n");
        action("two", "{}");
        write("two/check.sh.ftl", "step() { :; }\nwant() { :; }\n");
        assertEquals(
                List.of(
                        own.resolve("one/apply.sh.ftl") + ":2:3: step() is defined here and at "
                                + own.resolve("lib/mine.sh") + ":1:1",
                        own.resolve("two/check.sh.ftl") + ":2:1: want() is defined here and at "
                                + TEMPLATES.resolve("runtime.sh") + ":" + line("runtime.sh", "want() {") + ":1"),
                load(List.of(own, TEMPLATES)));
    }

    @Test
    void aLibraryThatIsNotThereIsAProblemOfTheAction() {
        action("one", "library: missing");
        assertEquals(
                List.of(own.resolve("one/action.yml") + ":2:10: there is no library lib/missing.sh"),
                load(List.of(own, TEMPLATES)));
    }

    @Test
    void callsCommentsAndTextsDefineNothing() {
        assertEquals(
                List.of("a()", "b()", "c()", "d()"),
                ShellName.functions("f", """
        a() { b (); }; b() { :; }
        # c() { :; }
        awk 'function space() { next_is(); }'
        c ()
        {
          x=$(d); y() ; esac
        }
        [ -n "$x" ] && d() ( : )
        """).stream().map(ShellName::name).toList());
        assertEquals(
                List.of("A", "B", "C", "D"),
                ShellName.variables("f", """
        A=1 B='two words' C=
        one() { X=1; }   # a note
        two() {
        Y=1
        }
        D=
        command --option=1
        """).stream().map(ShellName::name).toList());
    }

    /** Reads every action of the roots. */
    private static List<String> load(List<Path> roots) {
        Diagnostics problems = new Diagnostics();
        ActionLibrary library = new ActionLibrary(roots, new TemplateEngine(), problems);
        library.names().forEach(library::find);
        return problems.all().stream().map(ShellLibrariesTest::text).toList();
    }

    private static String text(Diagnostic problem) {
        return problem.pos() + ": " + problem.message();
    }

    private static int line(String file, String text) throws IOException {
        return Files.readAllLines(TEMPLATES.resolve(file)).indexOf(text) + 1;
    }

    private void action(String name, String rest) {
        write(name + "/action.yml", "summary: a test" + (rest.equals("{}") ? "" : "\n" + rest) + "\n");
        write(name + "/check.sh.ftl", ":\n");
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(own.resolve(file).getParent());
            Files.writeString(own.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
