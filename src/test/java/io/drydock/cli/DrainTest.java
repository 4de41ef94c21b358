package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.demo.DemoHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is drained before a play changes it, and undrained whatever becomes of that. */
class DrainTest {
    @TempDir
    Path temp;

    private DemoHosts hosts;
    private Path inventory;

    private record Ended(int status, String out) {}

    @BeforeEach
    void start() throws IOException {
        hosts = DemoHosts.start(1);
        inventory = Files.writeString(temp.resolve("inventory.yml"), DemoCommand.inventory(hosts));
    }

    @AfterEach
    void stop() {
        hosts.close();
    }

    private Ended drydock(String command, String drain, String task, String... more) throws IOException {
        Path playbook = Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          vars: {root: "%s/${inventory_hostname}"}
          drain:
            - name: drain
              shell: {cmd: "echo drain >>[=root].log; %s; : >[=root].drained", creates: "${root}.drained"}
          undrain:
            - name: undrain
              shell: {cmd: "echo undrain >>[=root].log; rm -f [=root].drained", removes: "${root}.drained"}
          tasks:
            - name: work
              shell: {cmd: "echo work >>[=root].log; %s; : >[=root].done", creates: "${root}.done"}
        - hosts: all
          tasks:
            - name: later, which has nothing to do
              shell: {cmd: "echo later >>%1$s/[=inventory_hostname].log", creates: "%1$s/${inventory_hostname}.done"}
        """.formatted(temp, drain, task));
        List<String> words = new ArrayList<>(List.of(
                command,
                "-i",
                inventory.toString(),
                "--known-hosts",
                hosts.knownHosts().toString(),
                "-f",
                "1"));
        words.addAll(List.of(more));
        words.add(playbook.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true);
        return new Ended(Drydock.run(stream, stream, words.toArray(String[]::new)), out.toString());
    }

    private void assertLogs(List<String> lines) throws IOException {
        for (DemoHosts.Host host : hosts.hosts()) {
            Path log = temp.resolve(host.name() + ".log");
            assertEquals(lines, Files.exists(log) ? Files.readAllLines(log) : List.of());
            assertFalse(Files.exists(temp.resolve(host.name() + ".drained")));
        }
    }

    @Test
    void aHostIsDrainedWhileItIsWorkedOn() throws IOException {
        Ended planned = drydock("plan", "true", "true");
        assertEquals(2, planned.status(), planned.out());
        assertTrue(
                planned.out().indexOf("change    drain (shell)") < planned.out().indexOf("change    work (shell)"),
                planned.out());
        assertTrue(planned.out().contains("deferred  undrain (shell)"), planned.out());
        assertLogs(List.of());
        Ended applied = drydock("apply", "true", "true");
        assertEquals(0, applied.status(), applied.out());
        assertLogs(List.of("drain", "work", "undrain"));
        assertTrue(applied.out().contains("as planned: 3 of 3 tasks, 1 decided while applying"), applied.out());
    }

    @Test
    void aHostThatIsAsItShouldBeIsNotDrained() throws IOException {
        assertEquals(0, drydock("apply", "true", "true").status());
        Ended again = drydock("apply", "true", "true");
        assertEquals(0, again.status(), again.out());
        assertFalse(again.out().contains("drain"), again.out());
        assertLogs(List.of("drain", "work", "undrain"));
    }

    @Test
    void aFailureUndrainsTheHost() throws IOException {
        Ended failed = drydock("apply", "true", "exit 1");
        assertEquals(1, failed.status(), failed.out());
        assertLogs(List.of("drain", "work", "undrain"));
    }

    @Test
    void aHostThatCannotBeDrainedIsLeftAlone() throws IOException {
        Ended failed = drydock("apply", ": >[=root].drained; exit 1", "true");
        assertEquals(1, failed.status(), failed.out());
        assertLogs(List.of("drain", "undrain"));
    }
}
