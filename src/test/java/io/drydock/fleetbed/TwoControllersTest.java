package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two applies to the same hosts at the same moment: each host is given to exactly one of them, and the other one is told whose it is. More hosts:
 * {@code -Dcontrollers.hosts=20}.
 */
@Tag("fleet")
final class TwoControllersTest extends OnFleet {
    private static final int HOSTS = Integer.getInteger("controllers.hosts", 8);
    private static final int PATIENCE_S = 90;

    /** Which goes on once both have asked for every host, so that neither can come when the other one has left. */
    private static final String PLAY = """
            - hosts: fleet
              tasks:
                - name: begun
                  shell: {cmd: "echo [=who] >>/root/counter; until [ -e /root/both ]; do sleep 0.2; done", changes: always}
                  timeout: 120
                  register: begun
                - name: ended
                  shell: {cmd: "echo [=who] >>/root/counter", changes: always}
                  when: begun.changed
            """;

    /** @param who as the hosts count it */
    private record Controller(String who, Path state, Path out, Path err, Process process) {
        static Controller applying(String who, Path inventory, Path playbook) throws IOException {
            Path state = Files.createTempDirectory(directory, who);
            Path out = state.resolve("out");
            Path err = state.resolve("err");
            Command apply = bed.keeping(
                    state,
                    "apply",
                    "-i",
                    inventory.toString(),
                    "--known-hosts",
                    bed.knownHosts(),
                    "--forks",
                    String.valueOf(HOSTS),
                    "--format",
                    "json",
                    "-e",
                    "who=" + who,
                    playbook.toString());
            return new Controller(who, state, out, err, apply.start(out, err));
        }

        String run() throws IOException {
            return Bed.journal(state).orElseThrow().getParent().getFileName().toString();
        }

        /** How many hosts have been refused to it so far. */
        int refusals() throws IOException {
            Optional<Path> journal = Bed.journal(state);
            if (journal.isEmpty()) return 0;
            return (int) Files.readString(journal.get())
                    .lines()
                    .filter(line -> line.contains("\"host_ended\"") && line.contains("another run is applying"))
                    .count();
        }

        Report ended() throws IOException, InterruptedException {
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> who + " does not end");
            return Report.of(new Command.Ended(process.exitValue(), Command.text(out), Command.text(err)));
        }
    }

    @BeforeAll
    static void up() {
        up(HOSTS);
    }

    @Test
    void eachHostGetsExactlyOne() throws Exception {
        for (int host = 1; host <= HOSTS; host++) bed.ssh(host, "rm -f /root/counter /root/both");
        assertEquals(0, bed.command("--version").end().status()); // it is built by its first call
        Path inventory = bed.inventory("root");
        Path playbook = bed.file("counted-by-two.yml", PLAY);
        Controller one = Controller.applying("one", inventory, playbook);
        Controller two = Controller.applying("two", inventory, playbook);
        try {
            awaitRefusals(one, two);
        } finally {
            for (int host = 1; host <= HOSTS; host++) bed.ssh(host, "touch /root/both");
        }
        Report ofOne = one.ended();
        Report ofTwo = two.ended();
        for (int host = 1; host <= HOSTS; host++) {
            boolean isOnes = bed.ssh(host, "cat /root/counter").startsWith("one");
            assertGiven(host, isOnes ? one : two, isOnes ? ofOne : ofTwo, isOnes ? ofTwo : ofOne);
        }
        assertEquals(HOSTS, one.refusals() + two.refusals());
    }

    private static void awaitRefusals(Controller one, Controller two) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (one.refusals() + two.refusals() < HOSTS) {
            assertTrue(
                    System.nanoTime() < end, "refused: " + one.refusals() + " to one, " + two.refusals() + " to two");
            Thread.sleep(100);
        }
    }

    private static void assertGiven(int host, Controller owner, Report ofOwner, Report ofOther) throws IOException {
        String name = "host" + host;
        assertEquals((owner.who() + "\n").repeat(2), bed.ssh(host, "cat /root/counter"), name);
        assertEquals("changed", ofOwner.status(name));
        assertEquals("failed", ofOther.status(name));
        String message = ofOther.host(name).get("message").asText();
        for (String part : List.of(
                "another run is applying to this host: " + owner.run() + " of ",
                ", begun at ",
                "drydock status " + owner.run())) assertTrue(message.contains(part), message);
        assertEquals("", bed.ssh(host, "find /run/drydock /var/lib/drydock/programs -mindepth 1"), name);
    }
}
