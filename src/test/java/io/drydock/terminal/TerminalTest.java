package io.drydock.terminal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher on real terminals, and what a person sees there. */
class TerminalTest {
    private static final String LONG =
            "a task whose name fits into no window of eighty columns beside its own host name";

    @TempDir
    static Path folder;

    private static Installation drydock;

    @BeforeAll
    static void install() throws IOException {
        drydock = Installation.in(folder);
        Files.writeString(
                folder.resolve("inventory.yml"),
                "all:\n  vars: {ansible_connection: local}\n  hosts: {one: , two: , three: }\n");
        Files.writeString(
                folder.resolve("play.yml"),
                "- hosts: all\n  tasks:\n    - {name: " + LONG
                        + ", command: {cmd: 'true', unless: 'sleep 1; false'}}\n");
        Files.writeString(
                folder.resolve("file.yml"),
                "- hosts: all\n  tasks:\n    - {name: a file, copy: {dest: '" + folder + "/made', content: text}}\n");
    }

    private static final String PLAN = "drydock plan -i inventory.yml play.yml";
    private static final List<String> PLANNED = List.of(
            "one, two, three (3 hosts)",
            "  change    " + LONG + " (command)",
            "one, two, three (3 hosts)  changed    change=1",
            "3 hosts: 3 changed in ");

    /** The report, from its first line to its last, is all that is on the screen. */
    private static void assertShows(List<String> expected, Terminal terminal) {
        String text = terminal.screen().text();
        int at = 0;
        for (String line : expected) {
            int found = text.indexOf(line, at);
            assertTrue(found >= 0, () -> "not there, or not in its place: " + line + "\n" + text);
            at = found + line.length();
        }
        assertTrue(text.startsWith(expected.getFirst()), text);
        assertFalse(text.contains("hosts done"), text);
        assertEquals(1, text.substring(at).lines().count(), () -> "more than the report:\n" + text);
    }

    private static boolean hasColour(String output) {
        return output.contains("\033[3");
    }

    @ParameterizedTest
    @CsvSource({"xterm,80", "xterm,200", "screen,80", "linux,200"})
    void theReportTakesThePlaceOfTheLiveLines(String term, int columns) throws Exception {
        try (Terminal terminal = new Terminal(drydock, term, columns, PLAN)) {
            assertEquals(2, terminal.status(), terminal::output);
            assertShows(PLANNED, terminal);
            String live = terminal.output().substring(0, terminal.output().lastIndexOf("\033[J"));
            assertTrue(live.contains(LONG.substring(0, 60)), live);
            assertTrue(Screen.of(live).widest() < columns, live);
            assertTrue(hasColour(terminal.output()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "demo,Nothing was changed. Next",
        "apply -i inventory.yml --limit one file.yml,1 host: 1 ",
        "exec -i inventory.yml all -- echo said,3 hosts: 3 ok in",
        "facts -i inventory.yml,three",
        "assess -i inventory.yml,3 hosts: ",
        "drift -i inventory.yml play.yml,three: drifted: a task"
    })
    void everyCommandThatContactsHostsShowsItsReport(String arguments, String last) throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock " + arguments)) {
            int status = terminal.status();
            assertTrue(status == 0 || status == 2, terminal::output);
            String text = terminal.screen().text();
            assertTrue(text.contains("\n" + last), text);
            assertFalse(text.contains("hosts done"), text);
        }
    }

    @Test
    void aDumbTerminalGetsPlainLines() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "dumb", 80, PLAN)) {
            assertEquals(2, terminal.status());
            assertFalse(terminal.output().contains("\033"), terminal::output);
            String text = terminal.screen().text();
            assertTrue(text.contains("[3/3] ") && text.contains(PLANNED.getLast()), text);
        }
    }

    @Test
    void noColorKeepsTheLiveLines() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "NO_COLOR=1 " + PLAN)) {
            assertEquals(2, terminal.status());
            assertShows(PLANNED, terminal);
            assertFalse(terminal.output().matches("(?s).*\033\\[[0-9;]*m.*"), terminal::output);
            assertTrue(terminal.output().contains("\033[J"), terminal::output);
        }
    }

    @Test
    void linesFollowTheWindow() throws Exception {
        try (Terminal terminal =
                new Terminal(drydock, "xterm", 200, PLAN.replace("play.yml", "play.yml play.yml play.yml"))) {
            terminal.awaitText("three  " + LONG);
            int before = terminal.output().length();
            terminal.resize(40);
            terminal.awaitText("one    " + LONG.substring(0, 31) + "\u2026"); // as wide as "three"
            assertEquals(2, terminal.status());
            String after = terminal.output().substring(terminal.output().indexOf("\u2026", before));
            after = after.substring(0, after.lastIndexOf("\033[J"));
            assertTrue(Screen.of(after).widest() < 40, after);
        }
    }

    @Test
    void inTheBackgroundNothingIsDrawn() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "set -m; " + PLAN + " & wait $!")) {
            assertEquals(2, terminal.status());
            assertFalse(terminal.output().contains("\033[J"), terminal::output);
            assertTrue(terminal.screen().text().contains(PLANNED.getLast()), terminal::output);
        }
    }

    @Test
    void streamsThatAreRedirectedArePlain() throws Exception {
        try (Terminal errors = new Terminal(drydock, "xterm", 80, PLAN + " 2>errors");
                Terminal results = new Terminal(drydock, "xterm", 80, PLAN + " >results")) {
            assertAll(() -> assertEquals(2, errors.status()), () -> assertEquals(2, results.status()));
            assertShows(PLANNED, errors);
            assertTrue(hasColour(errors.output()));
            assertEquals(
                    3,
                    Files.readString(folder.resolve("errors"))
                            .lines()
                            .filter(l -> l.matches("\\[[1-3]/3] [a-z]+: changed"))
                            .count());
            assertEquals("", results.screen().text());
            String report = Files.readString(folder.resolve("results"));
            assertTrue(report.contains(PLANNED.getLast()) && !report.contains("\033"), report);
        }
    }

    @Test
    void standardInputMayBeClosed() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, PLAN + " <&-")) {
            assertEquals(2, terminal.status());
            assertShows(PLANNED, terminal);
        }
    }

    /** Whether the report was cut is a matter of time with head, and certain with a reader that reads nothing. */
    @Test
    void whoReadsNoMoreIsNotTold() throws Exception {
        String facts = "{ drydock facts -i inventory.yml; echo $? >status; } | ";
        try (Terminal head = new Terminal(drydock, "xterm", 80, facts + "head -n 1")) {
            head.status();
            assertEquals("one", head.screen().text().strip());
            assertTrue(List.of("0\n", "5\n").contains(Files.readString(folder.resolve("status"))));
        }
        try (Terminal none = new Terminal(
                drydock,
                "xterm",
                80,
                ": >status; " + facts + "{ exec <&-; while [ ! -s status ]; do sleep 0.1; done; }")) {
            none.status();
            assertEquals("", none.screen().text().strip());
            assertEquals("5\n", Files.readString(folder.resolve("status")));
        }
    }

    @ParameterizedTest
    @CsvSource({">/dev/full", ">&-"})
    void whatCannotBeWrittenIsAStatusOfItsOwn(String redirection) throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, PLAN + " " + redirection)) {
            assertEquals(5, terminal.status(), terminal::output);
            assertEquals(
                    "drydock: standard output could not be written; the report is not complete",
                    terminal.screen().text().strip());
        }
    }

    @Test
    void aDemoThatIsInterruptedLeavesNothing() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock demo")) {
            terminal.awaitText("hosts done");
            terminal.type("\003");
            assertEquals(130, terminal.status(), terminal::output);
            assertTrue(terminal.screen().text().contains("3 hosts: "), terminal::output);
            try (Stream<Path> left = Files.list(drydock.temporary())) {
                assertEquals(List.of(), left.toList());
            }
        }
    }
}
