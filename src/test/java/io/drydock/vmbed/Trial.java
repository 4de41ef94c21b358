package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Trials of another kernel, each of which brings the machine back on the one that runs. */
final class Trial {
    private static final String TASK = "the other kernel runs";

    private final Machine vm;
    private final String release;
    private final String old;

    Trial(Machine vm, String release) {
        this.vm = vm;
        this.release = release;
        this.old = vm.ssh("uname -r");
        assertNotEquals(old, release);
    }

    String release() {
        return release;
    }

    Path playbook(String verify) throws IOException {
        return vm.playbook("""
        - name: %s
          boot_kernel: {release: "%s", timeout: 1800, confirm: 240, verify: "%s"}
        """.formatted(TASK, release, verify));
    }

    void refused(String why) throws IOException {
        refused(why, "true");
    }

    void refused(String why, String verify) throws IOException {
        Run applied = vm.apply(playbook(verify));
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String message = applied.task(TASK, "message");
        assertTrue(message.contains(why) && message.contains("came back on " + old), message);
        assertEquals(old, vm.ssh("uname -r"));
        nothingLeft();
    }

    /** With a drop-in for a unit. */
    void spoilt(String unit, String text, String why) throws IOException {
        String folder = "/etc/systemd/system/" + unit + ".d";
        vm.ssh("mkdir -p " + folder + "; cat >" + folder + "/spoilt.conf <<'END'\n" + text + "\nEND\n");
        refused(why);
        vm.ssh("rm -r " + folder);
    }

    /** The controller is killed once the machine has gone down, and nobody comes. */
    void withoutController() throws IOException, InterruptedException {
        String boot = vm.ssh("cat /proc/sys/kernel/random/boot_id");
        Process applying = vm.applying(playbook("true"));
        while (answers("true")) Thread.sleep(500);
        applying.destroyForcibly();
        long until = System.nanoTime() + Duration.ofMinutes(30).toNanos();
        String back = "[ $(uname -r) = " + old + " ] && [ ! -e /etc/drydock/guard/run ]"
                + " && [ $(cat /proc/sys/kernel/random/boot_id) != " + boot + " ]";
        while (!answers(back)) {
            assertTrue(System.nanoTime() < until, "the machine does not come back on " + old);
            Thread.sleep(2000);
        }
        assertEquals("1", vm.ssh("grep -c 'started, and was not confirmed' /etc/drydock/guard/report"));
    }

    private boolean answers(String command) {
        try {
            vm.ssh(command);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    void nothingLeft() {
        assertEquals(
                "",
                vm.ssh(
                        "ls -d /etc/drydock /run/drydock-guard /etc/systemd/system/*drydock* /etc/systemd/system/sysinit.target.d 2>/dev/null || true"));
        assertEquals("not-found", vm.ssh("systemctl show -P LoadState drydock-guard.service"));
        assertEquals("", vm.ssh("grub-editenv list | grep '^next_entry=.' || true"));
    }
}
