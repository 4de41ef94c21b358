package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.demo.DemoHosts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A play with no barrier costs the same round trips for any number of tasks: facts, then one program. */
class RoundTripTest {
    @TempDir
    Path temp;

    @Test
    void roundTripsDoNotGrowWithTheTasks() throws Exception {
        assertEquals(2, requests(5, ""));
        assertEquals(2, requests(50, ""));
    }

    /** A task that needs an earlier one's result is a barrier, and costs one more. */
    @Test
    void aBarrierCostsOneMore() throws Exception {
        String barrier = """
                - command: {cmd: echo hello, changes: never}
                  register: said
                - assert: {that: said.stdout == "hello"}
                """.indent(4);
        assertEquals(3, requests(5, barrier));
    }

    private long requests(int tasks, String more) throws Exception {
        StringBuilder playbook = new StringBuilder("- hosts: all\n  tasks:\n");
        for (int i = 0; i < tasks; i++)
            playbook.append("    - file: {path: ")
                    .append(temp)
                    .append("/none")
                    .append(i)
                    .append(", state: absent}\n");
        playbook.append(more);
        Path file = Files.writeString(temp.resolve("play.yml"), playbook);
        try (DemoHosts hosts = DemoHosts.start(1)) {
            Path inventory = Files.writeString(temp.resolve("inventory.yml"), DemoCommand.inventory(hosts));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(out, true);
            int status = Drydock.run(
                    stream,
                    stream,
                    "plan",
                    "-i",
                    inventory.toString(),
                    "--known-hosts",
                    hosts.knownHosts().toString(),
                    file.toString());
            assertEquals(0, status, out::toString);
            return hosts.roundTrips().of(hosts.hosts().getFirst().name());
        }
    }
}
