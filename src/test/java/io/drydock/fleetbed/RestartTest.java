package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Restarts as the controller sees them: another boot id, or none. The virtual machines show the rest. */
@Tag("fleet")
final class RestartTest extends OnFleet {
    @BeforeAll
    static void up() {
        up(3);
        for (int i = 1; i <= 3; i++) {
            bed.ssh(
                    i,
                    "cat /proc/sys/kernel/random/uuid >/root/boot_id; mount --bind /root/boot_id /proc/sys/kernel/random/boot_id");
        }
    }

    private static Command.Ended apply(int host, String tasks) throws IOException {
        Path playbook = bed.file("restart" + host + ".yml", "- hosts: host" + host + "\n  tasks:\n" + tasks.indent(4));
        return bed.drydock("apply", bed.inventory("root"), "--format", "json", playbook.toString())
                .end();
    }

    @Test
    void theRunGoesOnWhenTheHostIsBack() throws IOException {
        Command.Ended ended = apply(1, """
        - name: before
          copy: {dest: /root/before, content: "1\\n"}
        - name: restart
          reboot:
            when_required: false
            before: test -e /root/before
            command: cat /proc/sys/kernel/random/uuid >/root/boot_id
            after: touch /root/[=item]
          loop: [was-back]
        - name: after
          copy: {dest: /root/after, content: "2\\n"}
          when: facts.uid == 0
        """);
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(
                3,
                Report.of(ended).host("host1").get("accuracy").get("accurate").asInt(),
                ended::toString);
        assertEquals("/root/after\n/root/was-back\n", bed.ssh(1, "ls /root/after /root/was-back"));
    }

    @Test
    void aHostThatStaysAwayIsUnreachable() throws IOException {
        Command.Ended ended = apply(2, """
        - name: restart
          reboot: {when_required: false, command: "true", timeout: 4}
        - name: after
          copy: {dest: /root/after, content: "2\\n"}
        """);
        assertEquals(4, ended.status(), ended::toString);
        String message = Report.of(ended).host("host2").get("message").asText();
        assertTrue(message.contains("did not come back within 4 s"), message);
        assertEquals(
                "none", bed.ssh(2, "ls /root/after 2>/dev/null || echo none").strip());
    }

    @Test
    void aHostThatIsNotReadyIsNotRestarted() throws IOException {
        Command.Ended ended = apply(3, """
        - name: restart
          reboot: {when_required: false, before: "exit 3", command: touch /root/restarted}
        """);
        assertEquals(1, ended.status(), ended::toString);
        assertTrue(ended.out().contains("ended with status 3"), ended::toString);
        assertEquals(
                "none",
                bed.ssh(3, "sleep 3; ls /root/restarted 2>/dev/null || echo none")
                        .strip());
    }
}
