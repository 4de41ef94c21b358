package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.playbook.Keywords;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/from-ansible.md says of Ansible's words is what Drydock says and does. */
class FromAnsibleTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\| (.*?) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final TemplateEngine ENGINE = new TemplateEngine();

    private record Row(List<String> theirs, List<String> ours) {}

    private static String section(String title) throws IOException {
        String page = Files.readString(HOME.resolve("docs/from-ansible.md"));
        return page.split("(?m)^## " + title + "$")[1].split("(?m)^## ")[0];
    }

    private static List<Row> rows(String title) throws IOException {
        List<Row> rows = ROW.matcher(section(title).replace("\\|", "\0"))
                .results()
                .map(row -> new Row(code(row.group(1)), code(row.group(2))))
                .filter(row -> !row.theirs().isEmpty())
                .toList();
        assertTrue(rows.size() > 3, title);
        return rows;
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult m) -> m.group(1).replace('\0', '|'))
                .toList();
    }

    @Test
    void modulesAreTheseActions() throws IOException {
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), ENGINE, new Diagnostics());
        for (Row row : rows("Modules")) {
            assertTrue(library.names().containsAll(row.ours()), row::toString);
            for (String module : row.theirs()) {
                assertTrue(!library.names().contains(module), module);
                String remedy =
                        AnsibleWords.remedy(Place.ACTIONS, module).orElseThrow(() -> new AssertionError(module));
                assertTrue(remedy.contains(row.ours().getFirst() + ": {"), module + ": " + remedy);
            }
        }
    }

    @Test
    void expressionsAreWhatErrorsSay() throws IOException {
        for (Row row : rows("Expressions")) {
            String theirs = row.theirs().getFirst();
            Diagnostics problems = new Diagnostics();
            ENGINE.expression(YamlScalar.of(theirs, SourcePos.of("a.yml")), problems);
            String said =
                    problems.all().stream().map(Diagnostic::remedy).findFirst().orElse("write " + theirs);
            assertEquals("write " + row.ours().getFirst(), said, theirs);
            Diagnostics none = new Diagnostics();
            ENGINE.expression(YamlScalar.of(row.ours().getFirst(), SourcePos.of("a.yml")), none);
            assertEquals(List.of(), none.all());
        }
    }

    @Test
    void variablesAreThese() throws IOException {
        for (Row row : rows("Variables")) {
            String remedy = AnsibleWords.remedy(Place.VARIABLES, row.theirs().getFirst())
                    .orElseThrow();
            assertTrue(remedy.contains(row.ours().getFirst()), row + ": " + remedy);
        }
    }

    @Test
    void commandsAreThere() throws IOException {
        for (Row row : rows("Commands")) {
            String command = row.ours().getFirst().split(" ")[1];
            PrintStream none = new PrintStream(OutputStream.nullOutputStream(), true);
            assertEquals(0, Drydock.run(none, none, command, "--help"), command);
        }
    }

    @Test
    void keysAreRead() throws IOException {
        List<String> unknown = new ArrayList<>(code(section("Keys").split("\\| Ansible")[0]));
        assertTrue(unknown.size() > 40);
        unknown.removeAll(Keywords.ofPlays());
        unknown.removeAll(Keywords.ofTasks());
        unknown.removeAll(Keywords.ofBlocks());
        assertEquals(List.of(), unknown);
        for (Row row : rows("Keys"))
            row.theirs()
                    .forEach(key -> assertTrue(
                            !Keywords.ofTasks().contains(key)
                                    && !Keywords.ofPlays().contains(key),
                            key));
    }
}
