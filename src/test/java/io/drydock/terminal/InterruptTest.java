package io.drydock.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and signals: a report of what was done and of what goes on, an exit status, and hosts that end what was begun. */
class InterruptTest {
    @TempDir
    Path folder;

    private Installation drydock;

    @BeforeEach
    void install() throws IOException {
        drydock = Installation.in(folder);
        Files.writeString(
                folder.resolve("inventory.yml"), "all:\n  vars: {ansible_connection: local}\n  hosts: {one: }\n");
        Files.writeString(folder.resolve("play.yml"), """
        - hosts: all
          tasks:
            - {name: first, copy: {dest: 'DIR/first', content: text}}
            - {name: second, shell: {cmd: "echo >DIR/begun; sleep 2; echo >DIR/second", creates: 'DIR/second'}}
            - {name: third, copy: {dest: 'DIR/third', content: text}}
        - hosts: all
          tasks:
            - {name: another, copy: {dest: 'DIR/another', content: text}}
        """.replace("DIR", folder.toString()));
    }

    /** The first task was done, the second is under way: the host ends it, and begins no other. */
    private void assertReported(String report) {
        for (String line : new String[] {
            "  changed   first (copy)\n",
            "  failed    second (shell)\n",
            "            interrupted; the host goes on with what was begun",
            "  interrupted: interrupted\n",
            "1 host: 1 interrupted in "
        }) {
            assertTrue(report.contains(line), () -> line + " is not in\n" + report);
        }
        Terminal.await("the end of the task", () -> Files.exists(folder.resolve("second")));
        Terminal.await("no temporary files", () -> drydock.temporary().toFile().list().length == 0);
        assertFalse(Files.exists(folder.resolve("another")));
    }

    /** The task that runs comes to its end, and the next one is not begun. */
    private void assertEnded(String report) {
        for (String line : new String[] {
            "  changed   first (copy)\n",
            "  changed   second (shell)\n",
            "  stopped: interrupted\n",
            "1 host: 1 stopped in "
        }) {
            assertTrue(report.contains(line), () -> line + " is not in\n" + report);
        }
        assertTrue(Files.exists(folder.resolve("second")));
        Terminal.await("no temporary files", () -> drydock.temporary().toFile().list().length == 0);
        assertFalse(Files.exists(folder.resolve("third")));
        assertFalse(Files.exists(folder.resolve("another")));
    }

    private static final String ENDING = "drydock: ending after what is at work now";

    @Test
    void controlCOnATerminal() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock apply -i inventory.yml play.yml")) {
            Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
            terminal.type("\003");
            terminal.awaitText(ENDING);
            assertEquals(130, terminal.status(), terminal::output);
            String text = terminal.screen().text();
            assertFalse(text.contains("hosts done"), text);
            assertEnded(text);
        }
    }

    @Test
    void controlCTwiceOnATerminal() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock apply -i inventory.yml play.yml")) {
            Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
            terminal.type("\003");
            terminal.awaitText(ENDING);
            Thread.sleep(700); // for what the host tells
            terminal.type("\003");
            assertEquals(130, terminal.status(), terminal::output);
            assertReported(terminal.screen().text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalToTheProcess(String signal) throws Exception {
        Process process = start("apply", "-i", "inventory.yml", "play.yml");
        Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
        signal(process, signal);
        assertEquals(130, status(process));
        assertEnded(Files.readString(folder.resolve("out")));
        assertTrue(Files.readString(folder.resolve("err")).contains(ENDING));
    }

    @Test
    void twoSignalsToTheProcess() throws Exception {
        Process process = start("apply", "-i", "inventory.yml", "play.yml");
        Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
        signal(process, "TERM");
        Terminal.await("the first one", () -> read("err").contains(ENDING));
        Thread.sleep(700); // for what the host tells
        signal(process, "TERM");
        assertEquals(130, status(process));
        assertReported(Files.readString(folder.resolve("out")));
    }

    @Test
    void anApplyGoesOnWithoutItsTerminal() throws Exception {
        String command = "drydock apply -i inventory.yml play.yml >out 2>err; echo $? >status";
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "trap '' HUP; " + command)) {
            Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
            terminal.hangUp();
            Terminal.await("the end", () -> !read("status").isEmpty());
        }
        assertEquals("0\n", read("status"), read("out"));
        assertTrue(Files.exists(folder.resolve("another")));
    }

    @Test
    void anApplyGoesOnAfterHangUps() throws Exception {
        Process process = start("apply", "-i", "inventory.yml", "play.yml");
        Terminal.await("the second task", () -> Files.exists(folder.resolve("begun")));
        signal(process, "HUP");
        signal(process, "HUP");
        assertEquals(0, status(process), read("out") + read("err"));
        assertTrue(Files.exists(folder.resolve("another")));
    }

    @Test
    void aPlanEndsWithItsTerminal() throws Exception {
        Files.writeString(folder.resolve("slow.yml"), SLOW.replace("sleep 1", "sleep 5"));
        Process process = start("plan", "-i", "inventory.yml", "slow.yml");
        Terminal.await(
                "the task",
                () -> process.descendants()
                        .anyMatch(p -> p.info()
                                .command()
                                .filter(c -> c.endsWith("sleep"))
                                .isPresent()));
        signal(process, "HUP");
        assertEquals(130, status(process));
    }

    private String read(String file) {
        try {
            return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String SLOW =
            "- hosts: all\n  tasks:\n    - {name: slow, command: {cmd: touch made, unless: 'sleep 1; false'}}\n";

    @Test
    void anInterruptedApplyThatStillPlansChangedNothing() throws Exception {
        Files.writeString(folder.resolve("slow.yml"), SLOW);
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock apply -i inventory.yml slow.yml")) {
            terminal.awaitText("planning: slow");
            terminal.type("\003");
            assertEquals(130, terminal.status(), terminal::output);
            String report = terminal.screen().text();
            assertTrue(report.contains("  stopped: interrupted\n"), report);
            assertFalse(Files.exists(folder.resolve("made")));
        }
    }

    @Test
    void anInterruptedPlanIsNotSaved() throws Exception {
        Files.writeString(folder.resolve("slow.yml"), SLOW);
        try (Terminal terminal =
                new Terminal(drydock, "xterm", 80, "drydock plan -o saved -i inventory.yml slow.yml")) {
            terminal.awaitText("one  slow");
            terminal.type("\003");
            assertEquals(130, terminal.status(), terminal::output);
            assertTrue(
                    terminal.screen().text().contains("drydock: interrupted, and not saved as saved"),
                    terminal::output);
            assertFalse(Files.exists(folder.resolve("saved")));
        }
    }

    /** A report that nobody reads cannot hold up the end. */
    @Test
    void theSecondOneEndsAtOnce() throws Exception {
        Process process = drydock.process(
                        folder.resolve("bin/drydock").toString(),
                        "exec",
                        "-i",
                        "inventory.yml",
                        "all",
                        "head -c 300000 /dev/zero | tr '\\0' x; echo >" + folder + "/said")
                .start();
        Terminal.await("the command", () -> Files.exists(folder.resolve("said")));
        Thread.sleep(1000); // for the report to fill the pipe
        signal(process, "INT");
        assertFalse(process.waitFor(300, TimeUnit.MILLISECONDS));
        signal(process, "INT");
        assertEquals(130, status(process));
    }

    private Process start(String... arguments) throws IOException {
        String[] words = new String[arguments.length + 1];
        words[0] = folder.resolve("bin/drydock").toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return drydock.process(words)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static int status(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "does not end");
        return process.exitValue();
    }
}
