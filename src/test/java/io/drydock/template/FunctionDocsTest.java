package io.drydock.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.json.Json;
import io.drydock.template.function.FunctionTable;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/functions.md says what the table of functions says, and what it says comes of an example does; -Dupdate writes it anew. */
class FunctionDocsTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));
    private static final TemplateEngine ENGINE =
            new TemplateEngine(new Lookups(Map.of("NAME", "a"), true, VaultKeyring.EMPTY));

    /** The variables of examples. */
    private static final Map<String, Object> VARIABLES = Map.of(
            "inventory_hostname",
            "web1",
            "facts",
            Map.of(
                    "kernel", Map.of("options", Map.of("OVERLAY_FS", "m")),
                    "modules", Map.of("available", List.of("br_netfilter"), "loaded", List.of()),
                    "os", Map.of("id", "debian", "family", "debian", "version_id", "12")));

    private record Example(String text, String result) {}

    private static Stream<Example> examples() {
        return Stream.concat(
                FunctionTable.SECTIONS.stream()
                        .flatMap(section -> section.functions().stream())
                        .map(f -> new Example(f.example(), f.result())),
                Builtins.ALL.stream().map(b -> new Example(b.example(), b.result())));
    }

    @Test
    void everyExampleComesToWhatThePageSays() {
        List<String> wrong = new ArrayList<>();
        examples().forEach(example -> {
            String result = result(example.text());
            if (!result.equals(example.result()))
                wrong.add(example.text() + "\n  is   " + result + "\n  not  " + example.result());
        });
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    private static String result(String example) {
        Diagnostics problems = new Diagnostics();
        Path file = HOME.resolve("pom.xml");
        try {
            Object value = ENGINE.expression(YamlScalar.of(example, new SourcePos(file.toString(), 1, 1)), problems)
                    .orElseThrow(() -> new AssertionError(example + " " + problems.all()))
                    .evaluate(Scope.of(VARIABLES));
            return Json.line(value);
        } catch (TemplateFailure e) {
            return e.diagnostic().toString();
        }
    }

    /** While hosts are not known each example is right, too, and each call of a function passes on what is not known yet. */
    @Test
    void whatIsNotKnownPassesThroughFunctions() {
        Scope any = Scope.of(Map.of("u", Any.ANY));
        Scope unknown = Scope.of(Map.of("u", new Unknown("the restart")));
        for (FunctionTable.Section section : FunctionTable.SECTIONS) {
            section.functions().forEach(function -> {
                int most = function.usage().split(",").length;
                if (function.usage().endsWith("()") || function.name().startsWith("lookup")) return;
                for (int i = 1; i <= most; i++) {
                    String call = function.name() + "(" + String.join(", ", Collections.nCopies(i, "u")) + ")";
                    Expression expression = Templates.expression(call);
                    assertEquals(
                            List.of(),
                            Templates.shown(expression.problems(any)).stream()
                                    .filter(p -> !p.contains(" argument"))
                                    .toList(),
                            call);
                    if (!Templates.shown(expression.problems(any)).isEmpty()) continue;
                    assertThrows(UnknownValueException.class, () -> expression.evaluate(unknown), call);
                }
            });
        }
    }

    @Test
    void thePageIsThatOfTheTable() throws Exception {
        Path file = HOME.resolve("docs/functions.md");
        String page = page();
        if (System.getProperty("update") != null) Files.writeString(file, page);
        assertEquals(page, Files.readString(file));
        assertTrue(examples().count() > 100);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
        # Functions

        For conditions, values and templates. They have the names of Ansible's filters, and what stands before `|` there is their first
        argument here: `x | regex_replace("a", "b")` is `regex_replace(x, "a", "b")`. `x | a | b` is `b(a(x))`.

            when: version(facts.kernel.release, "5.15", ">=") && in_network(address, "192.0.2.0/24")
            content: ${to_nice_json(combine(defaults, settings, "recursive"))}
            mode: ${mode!omit}

        A name before `(` is always a function's, so a variable may have the same name. What is in brackets below can be left out. `omit` is the value of
        an argument that is as if it were not written, in maps and lists as well. Regular expressions are those of Python; they may take about 20 million looks at a
        character. In `"..."` and `'...'` a backslash is written twice, in `r"..."` once.

        What is unknown while a plan is made stays unknown through functions, and what is made of a secret is one.
        """);
        for (FunctionTable.Section section : FunctionTable.SECTIONS) {
            page.append("\n## ")
                    .append(section.title())
                    .append("\n\n| function | meaning | example |\n|---|---|---|\n");
            section.functions()
                    .forEach(f -> page.append(row("`" + f.usage() + "`", f.doc(), shown(f.example(), f.result()))));
        }
        page.append("""

        ## Built in

        What values have themselves, behind a `?` or an operator:

        | written | meaning | example |
        |---|---|---|
        """);
        Builtins.ALL.forEach(b -> page.append(row("`" + b.name() + "`", b.doc(), shown(b.example(), b.result()))));
        return page.toString();
    }

    private static String shown(String example, String result) {
        return "`" + example + "` is `" + result + "`";
    }

    private static String row(String... cells) {
        return "| "
                + String.join(
                        " | ", Stream.of(cells).map(c -> c.replace("|", "\\|")).toList()) + " |\n";
    }
}
