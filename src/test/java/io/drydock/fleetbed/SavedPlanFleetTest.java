package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plan of many hosts that is saved, reviewed and applied; one host has drifted in between. */
@Tag("fleet")
final class SavedPlanFleetTest extends OnFleet {
    private static final int HOSTS = 30;

    @BeforeAll
    static void up() {
        up(HOSTS);
    }

    @Test
    void aPlanOfManyHostsIsAppliedWhereItStillHolds() throws IOException {
        Path inventory = bed.inventory("root");
        Path playbook = bed.file("motd.yml", """
        - hosts: fleet
          tasks:
            - name: a word to those who log in
              copy: {dest: /etc/motd, content: "Kept by Drydock.\\n"}
            - name: group docker
              group: {name: docker, system: true}
        """);
        String plan = directory.resolve("fleet.plan").toString();
        Command.Ended planned = bed.drydock(
                        "plan",
                        inventory,
                        "-l",
                        "fleet",
                        "-f",
                        "20",
                        "--timeout",
                        "60",
                        "-o",
                        plan,
                        playbook.toString())
                .end();
        assertEquals(2, planned.status(), planned::toString);
        Command.Ended shown = bed.command("show", plan).end();
        assertTrue(shown.out().contains("host" + HOSTS + " (" + HOSTS + " hosts)"), shown::toString);
        bed.ssh(7, "echo changed by hand >/etc/motd");

        Command.Ended applied = bed.command(
                        "apply",
                        "--format",
                        "json",
                        "--known-hosts",
                        bed.knownHosts(),
                        "-f",
                        "20",
                        "--timeout",
                        "60",
                        plan)
                .end();
        assertEquals(1, applied.status(), applied::toString);
        Report report = Report.of(applied);
        assertEquals("failed", report.status("host7"));
        assertTrue(report.host("host7").get("message").asText().contains("drifted"), applied::toString);
        assertEquals(
                List.of(),
                IntStream.rangeClosed(1, HOSTS)
                        .filter(i -> i != 7)
                        .mapToObj(i -> "host" + i)
                        .filter(h -> !report.status(h).equals("changed"))
                        .map(h -> report.host(h).toString())
                        .toList());
    }
}
