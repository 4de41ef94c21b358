package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many hosts behind one OpenSSH bastion, which is set up as bastions are, and goes wrong as they do. */
@Tag("fleet")
final class BastionTest extends OnFleet {
    private static final int HOSTS = 40;

    @BeforeAll
    static void up() {
        up(3);
    }

    /** Host 1 is the bastion, on this port; all hosts are host 2 and host 3 by other names. */
    private static Path config(int port, String... more) throws IOException {
        return bed.file("config" + port, """
                Host *
                  User root
                  IdentityFile %s
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile none
                Host bastion
                  HostName %s
                  Port %d
                Host second
                  HostName %s
                  ProxyJump bastion
                Host even*
                  HostName %s
                Host odd*
                  HostName %s
                Host even* odd*
                  %s
                """.formatted(
                        bed.key(),
                        bed.knownHosts(),
                        bed.address(1),
                        port,
                        bed.address(2),
                        bed.address(2),
                        bed.address(3),
                        more.length == 0 ? "ProxyJump bastion" : String.join("\n  ", more)));
    }

    private static Command exec(Path config, String command, String... words) throws IOException {
        String hosts = IntStream.range(0, HOSTS)
                .mapToObj(i -> "    " + (i % 2 == 0 ? "even" : "odd") + i + ":\n")
                .reduce("", String::concat);
        Path inventory = bed.file("behind.yml", "all:\n  hosts:\n" + hosts);
        List<String> all = new ArrayList<>(
                List.of("exec", "-F", config.toString(), "-i", inventory.toString(), "--format", "json"));
        all.addAll(List.of(words));
        all.addAll(List.of("all", command));
        return bed.command(all.toArray(String[]::new));
    }

    private static long with(Report report, String status) {
        return report.document()
                .get("hosts")
                .valueStream()
                .filter(h -> h.get("status").asText().equals(status))
                .count();
    }

    @Test
    void oneConnectionIsEnoughForASparingBastion() throws Exception {
        int port = bed.sshd(1, "MaxStartups 2:100:2", "MaxSessions 1");
        Command.Ended ended = exec(config(port), "echo $SSH_CONNECTION").end();
        assertEquals(0, ended.status(), ended::toString);
        Report report = Report.of(ended);
        String first = report.host("even0").get("tasks").get(0).get("message").asText();
        assertTrue(first.endsWith(" " + bed.address(2) + " 22"), first);
        assertEquals(1, bed.logins(1, port));
    }

    @Test
    void aBastionBehindABastion() throws Exception {
        int port = bed.sshd(1);
        Command.Ended ended = exec(config(port, "ProxyJump second"), "true").end();
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(1, bed.logins(1, port));
    }

    @Test
    void whatTheBastionDoesNotAllow() throws Exception {
        String said =
                exec(config(bed.sshd(1, "AllowTcpForwarding no")), "true").end().out();
        assertTrue(
                said.contains("through bastion bastion: it is not allowed to connect to " + bed.address(2) + ":22"),
                said);
        assertTrue(said.contains("AllowTcpForwarding"), said);
        int port = bed.sshd(1, "PermitOpen " + bed.address(3) + ":22");
        Command.Ended some = exec(config(port), "true").end();
        Report report = Report.of(some);
        assertEquals(HOSTS / 2, with(report, "unreachable"), some::toString);
        assertEquals("ok", report.status("odd1"), some::toString);
        assertTrue(bed.logins(1, port) <= 2, "more than it takes to find out");
    }

    @Test
    void aBastionThatDiesTakesOnlyTheHostsThatRun() throws Exception {
        int port = bed.sshd(1);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = exec(config(port), "sleep 4", "-f", "10").start(out, err);
        for (int i = 0; i < 100 && bed.logins(1, port) == 0; i++) Thread.sleep(100);
        Thread.sleep(2000);
        bed.endSessions(1, port);
        assertTrue(process.waitFor(Duration.ofSeconds(60)));
        String text = Command.text(out);
        Report report = Report.of(new Command.Ended(process.exitValue(), text, Command.text(err)));
        assertEquals(10, with(report, "unreachable"), text);
        assertEquals(HOSTS - 10, with(report, "ok"), text);
        assertTrue(text.contains("through bastion bastion: lost the connection"), text);
        assertEquals(2, bed.logins(1, port));
    }

    /** What the plan was told of the way is kept in it: by the address alone the host would be reached from here, or not at all. */
    @Test
    void aSavedPlanGoesTheSameWay() throws Exception {
        int port = bed.sshd(1);
        Path inventory = bed.file("direct.yml", "all:\n  hosts:\n    direct:\n      ansible_host: " + bed.address(2));
        Path play = bed.file("play.yml", "- hosts: all\n  tasks:\n    - command: {cmd: 'true', changes: never}\n");
        Path saved = directory.resolve("saved.plan");
        Command.Ended made = bed.command(
                        "plan",
                        "-F",
                        config(port).toString(),
                        "-J",
                        "bastion",
                        "-i",
                        inventory + "",
                        "-o",
                        saved + "",
                        play + "")
                .end();
        assertEquals(0, made.status(), made::toString);
        Command.Ended applied = bed.command("apply", saved.toString()).end();
        assertEquals(0, applied.status(), applied::toString);
        assertEquals(2, bed.logins(1, port));
    }

    /** The bastion as it is written where no ProxyJump was known; each host has a process and a connection of its own. */
    @Test
    void sshAsProxyCommand() throws Exception {
        int port = bed.sshd(1, "MaxStartups 5:50:20");
        Path config = directory.resolve("config" + port);
        String command = "ProxyCommand ssh -F " + config + " -W %h:%p bastion";
        Command.Ended ended = exec(config(port, command), "true").end();
        assertEquals(0, ended.status(), ended::toString);
    }
}
