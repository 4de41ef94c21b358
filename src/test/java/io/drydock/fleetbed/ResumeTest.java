package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An apply whose process is killed, once its journal has so many lines, and that is gone on with: every task runs exactly once. */
@Tag("fleet")
final class ResumeTest extends OnFleet {
    private static final int HOSTS = 3;
    private static final String PLAY = """
            - hosts: fleet
              handlers:
                - name: handler
                  command: {cmd: "sh -c 'echo handler >>/root/counter'", changes: always}
              tasks:
                - name: one
                  command: {cmd: "sh -c 'echo one >>/root/counter; sleep 0.3'", changes: always}
                  notify: handler
                  register: first
                - name: two
                  command: {cmd: "sh -c 'echo two-${first.changed} >>/root/counter; sleep 0.3'", changes: always}
                  register: second
                - name: three
                  command: {cmd: "sh -c 'echo three >>/root/counter; sleep 0.3'", changes: always}
                  when: second.changed
            - hosts: fleet
              tasks:
                - name: four
                  command: {cmd: "sh -c 'echo four >>/root/counter'", changes: always}
                  register: fourth
                - name: five
                  command: {cmd: "sh -c 'echo five-${first.changed}-${fourth.failed} >>/root/counter'", changes: always}
            """;
    private static final String ONCE =
            String.join("\n", "one", "two-true", "three", "handler", "four", "five-true-false", "");

    @BeforeAll
    static void up() {
        up(HOSTS);
    }

    @Test
    void noTaskIsRunTwiceWhereverTheProcessWasKilled() throws Exception {
        Path inventory = bed.inventory("root");
        String others = "when: hostvars[play_hosts?last].facts.kernel.release == facts.kernel.release";
        Path playbook =
                bed.file("counted.yml", PLAY.replace("register: first\n", "register: first\n      " + others + "\n"));
        for (int lines : List.of(2, 12, 20, 28, 36, 50, 64)) {
            for (int host = 1; host <= HOSTS; host++) bed.ssh(host, "rm -f /root/counter");
            Path state = Files.createTempDirectory(directory, "state");
            String[] apply = {
                "apply", "-i", inventory.toString(), "--known-hosts", bed.knownHosts(), playbook.toString()
            };
            killed(bed.keeping(state, apply), state, lines);
            String run =
                    Bed.journal(state).orElseThrow().getParent().getFileName().toString();
            killed(bed.keeping(state, "resume", run), state, lines + 10);

            Command.Ended ended = bed.keeping(state, "resume", run).end();
            assertEquals(0, ended.status(), () -> "after " + lines + " lines: " + ended);
            for (int host = 1; host <= HOSTS; host++)
                assertEquals(ONCE, bed.ssh(host, "cat /root/counter"), "after " + lines + " lines");
            assertEquals("", bed.ssh(1, "ls -A /run/drydock"));
            Command.Ended again = bed.keeping(state, "resume", run).end();
            assertEquals(3, again.status(), again::toString);
            Command.Ended shown = bed.keeping(state, "show", run).end();
            assertTrue(shown.out().contains("12 of 12") || shown.out().contains("3 hosts: 3 changed"), shown::toString);
        }
    }

    /** What has cut the controller off may outlive it. */
    @Test
    void aHostThatCannotBeReachedForAWhileIsWaitedFor() throws Exception {
        int port = bed.sshd(1);
        String sshd = "/usr/sbin/sshd -f /etc/ssh/other" + port + " -E /root/log" + port;
        Path inventory = bed.file(
                "away.yml",
                "fleet: {hosts: {host1: {ansible_host: " + bed.address(1) + ", ansible_port: " + port
                        + ", ansible_user: root, ansible_ssh_private_key_file: " + bed.key() + "}}}\n");
        Path known = bed.file(
                "away-known",
                Files.readString(Path.of(bed.knownHosts()))
                        .replace(bed.address(1) + " ", "[" + bed.address(1) + "]:" + port + " "));
        bed.ssh(1, "rm -f /root/counter");
        Path state = Files.createTempDirectory(directory, "state");
        Path playbook = bed.file("counted.yml", PLAY);
        String[] apply = {"apply", "-i", inventory.toString(), "--known-hosts", known.toString(), playbook.toString()};
        killed(bed.keeping(state, apply), state, 10);
        String run = Bed.journal(state).orElseThrow().getParent().getFileName().toString();
        bed.ssh(1, "pkill -f '[/]etc/ssh/other" + port + "'");
        Path out = directory.resolve("away.out");
        Process resumed = bed.keeping(state, "resume", run).start(out, directory.resolve("away.err"));
        assertFalse(resumed.waitFor(8, TimeUnit.SECONDS), Files.readString(out));
        bed.ssh(1, sshd);
        assertTrue(resumed.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, resumed.exitValue(), Files.readString(out));
        assertEquals(ONCE, bed.ssh(1, "cat /root/counter"));
    }

    /** Ends the process without warning when the journal has so many lines. */
    private static void killed(Command command, Path state, int lines) throws Exception {
        Process process = command.start(directory.resolve("killed.out"), directory.resolve("killed.err"));
        while (process.isAlive() && lines(state) < lines) Thread.sleep(20);
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }

    private static long lines(Path state) throws IOException {
        var journal = Bed.journal(state);
        return journal.isEmpty() ? 0 : Files.readString(journal.get()).lines().count();
    }
}
