package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/actions.md says what the actions' definitions say; -Dupdate writes it anew. */
class ActionDocsTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));

    @Test
    void theDocumentationIsThatOfTheDefinitions() throws Exception {
        Diagnostics problems = new Diagnostics();
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), new TemplateEngine(), problems);
        StringBuilder text = new StringBuilder("""
        # Actions

        Every action has a check, which `plan` runs and which changes nothing, and an apply. `drydock actions NAME` prints the same.

        What `register` keeps of every task, with what its action adds:

        | result | type | meaning |
        |---|---|---|
        """);
        Map<String, ResultField> common = new LinkedHashMap<>(ResultField.COMMON);
        for (ResultField field : List.of(ResultField.ATTEMPTS, ResultField.RESULTS)) common.put(field.name(), field);
        text.append(rows("", common));
        for (String name : library.names()) library.find(name).ifPresent(action -> text.append(section(action)));
        assertTrue(problems.isEmpty(), () -> problems.all().toString());
        Path file = HOME.resolve("docs/actions.md");
        if (System.getProperty("update") != null) Files.writeString(file, text);
        assertEquals(text.toString(), Files.readString(file));
    }

    private static String section(ActionSpec action) {
        StringBuilder text = new StringBuilder("\n## " + action.name() + "\n\n" + action.summary() + "\n");
        if (!action.description().isEmpty())
            text.append('\n').append(action.description()).append('\n');
        if (!action.arguments().isEmpty())
            text.append("\n| argument | type | default | meaning |\n|---|---|---|---|\n");
        action.arguments()
                .values()
                .forEach(a -> text.append("| ")
                        .append(a.name())
                        .append(a.required() ? " (required)" : "")
                        .append(" | ")
                        .append(cell(a.choices().isEmpty() ? a.type().label() : String.join(", ", a.choices())))
                        .append(" | ")
                        .append(cell(a.fallback().map(String::valueOf).orElse("")))
                        .append(" | ")
                        .append(cell(a.doc()))
                        .append(" |\n"));
        List<String> rules = new ArrayList<>();
        action.rules()
                .forEach(r -> rules.add(r.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                        + String.join(", ", r.names())));
        if (!rules.isEmpty())
            text.append("\nGive ").append(String.join("; ", rules)).append(".\n");
        Map<String, ResultField> results = action.results().orElse(Map.of());
        if (!results.isEmpty())
            text.append("\n| result | type | meaning |\n|---|---|---|\n").append(rows("", results));
        return text + "\n```yaml\n" + action.examples() + "\n```\n";
    }

    private static String rows(String of, Map<String, ResultField> results) {
        StringBuilder rows = new StringBuilder();
        results.values()
                .forEach(r -> rows.append("| ")
                        .append(of)
                        .append(r.name())
                        .append(" | ")
                        .append(r.type().label())
                        .append(" | ")
                        .append(cell(r.doc()))
                        .append(" |\n")
                        .append(rows(of + r.name() + (r.type() == ResultField.Type.LIST ? "[]." : "."), r.fields())));
        return rows.toString();
    }

    private static String cell(String text) {
        return text.strip().replace("\n", " ").replace("|", "\\|");
    }
}
