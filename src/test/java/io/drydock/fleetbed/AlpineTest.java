package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every action on hosts like Alpine: OpenRC runs there, and busybox is all there is. */
@Tag("fleet")
final class AlpineTest extends OnFleet {
    private static final Path PLAYBOOKS = Command.ROOT.resolve("src/test/fleet/alpine");

    @BeforeAll
    static void up() {
        bed = Bed.up(3, "alpine", directory);
    }

    /** As root on one host, by doas on the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void convergesAsPlanned(int host) throws IOException {
        Command.Ended planned = play("plan", host, site(), "-e", "port=" + (8100 + host));
        assertEquals(2, planned.status(), planned::toString);
        JsonNode plan = Report.of(planned).host("host" + host);
        assertTrue(plan.path("notes").isEmpty(), planned::toString); // it was sealed
        Command.Ended applied = play("apply", host, site(), "-e", "port=" + (8100 + host));
        assertEquals(0, applied.status(), applied::toString);
        JsonNode accuracy = Report.of(applied).host("host" + host).get("accuracy");
        assertEquals(accuracy.get("tasks"), accuracy.get("accurate"), applied::toString);
        Command.Ended again = play("plan", host, site(), "-e", "port=" + (8100 + host));
        assertEquals(0, again.status(), again::toString);
        assertEquals(
                "@daily true\nstarted\n1\n2\n3\n",
                bed.ssh(
                        host,
                        "crontab -u mate -l | tail -n 1; rc-service web status >/dev/null && echo started; cat /srv/fetched"));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Command.Ended ended = play("plan", 1, PLAYBOOKS.resolve("refused.yml"));
        for (JsonNode task : Report.of(ended).host("host1").get("tasks")) {
            assertTrue(task.get("outcome").asText().matches("failed|unsupported"), task::toString);
            assertTrue(task.get("message").asText().contains(task.get("name").asText()), task::toString);
        }
    }

    @Test
    void everyActionIsHere() throws IOException {
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> folders = Files.list(Command.ROOT.resolve("templates"))) {
            folders.filter(f -> Files.exists(f.resolve("action.yml")))
                    .forEach(f -> actions.add(f.getFileName().toString()));
        }
        String text = Command.text(PLAYBOOKS.resolve("site.yml")) + Command.text(PLAYBOOKS.resolve("refused.yml"));
        Pattern.compile("(?m)^ {6}(\\w+):").matcher(text).results().forEach(action -> actions.remove(action.group(1)));
        assertEquals(Set.of("reboot"), actions);
    }

    /** busybox starts the guard from inittab before everything else, and is told that all is well. */
    @Test
    void restartsUnderItsGuard() throws IOException {
        Path playbook = bed.file("restart.yml", """
        - hosts: host3
          tasks:
            - name: who sees the guard
              copy:
                dest: /etc/init.d/witness
                mode: "0755"
                content: |
                  #!/sbin/openrc-run
                  depend() { before sshd; }
                  start() { cp /run/drydock-guard/pid /root/pid; cp /etc/inittab /root/during; }
            - name: starts
              service: {name: witness, enabled: true}
            - name: restart
              reboot: {when_required: false, guard: required, before: cp /etc/inittab /root/before, after: rc-service witness status}
            - name: runs
              service: {name: witness, state: started}
        """);
        Command.Ended ended = play("apply", 3, playbook);
        assertEquals(0, ended.status(), ended::toString);
        assertEquals("runs: ok", Report.of(ended).outcomes("").get("host3").get(3), ended::toString);
        assertEquals(
                "gone\n",
                bed.ssh(
                        3,
                        "grep -q ^::sysinit:.*drydock /root/during && cmp /root/before /etc/inittab && ! kill -0 $(cat /root/pid) 2>/dev/null"
                                + " && test ! -e /etc/drydock && test ! -e /run/drydock-guard && echo gone"));
    }

    private static Path site() {
        return PLAYBOOKS.resolve("site.yml");
    }

    private static Command.Ended play(String command, int host, Path playbook, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("--format", "json", "-l", "host" + host, playbook.toString()));
        all.addAll(List.of("-e", "kept=" + directory));
        all.addAll(List.of(words));
        if (host != 2)
            return bed.drydock(command, bed.inventory("root"), all.toArray(String[]::new))
                    .end();
        all.addAll(List.of("--become-password-file", bed.passwordFile().toString()));
        return bed.drydock(command, bed.inventory("ops", "ansible_become_method: doas"), all.toArray(String[]::new))
                .end();
    }
}
