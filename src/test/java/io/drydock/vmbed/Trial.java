package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trials of another kernel. All but the last are of a spoilt one, and bring the machine back on the one that runs. */
final class Trial {
    private static final String TASK = "the other kernel runs";
    private static final int CONFIRM = 240; // seconds
    private static final String UNCONFIRMED = "was not confirmed within " + CONFIRM + " s";

    private final Machine vm;
    private final String release;
    private final String old;

    interface Play {
        void play() throws IOException, InterruptedException;
    }

    Trial(Machine vm, String release) {
        this.vm = vm;
        this.release = release;
        this.old = vm.ssh("uname -r");
        assertNotEquals(old, release);
    }

    Map<String, Play> all() {
        Map<String, Play> all = new LinkedHashMap<>();
        all.put("no network driver", this::noDriver);
        all.put("a shell in the initrd", this::shell);
        all.put("no sshd", this::noSshd);
        all.put("emergency mode", this::emergency);
        all.put("a hung kernel", this::hung);
        all.put("a failed verification", () -> refused("the commands that verify it ended with status 3", "exit 3"));
        all.put("no controller", this::noController);
        all.put("nothing spoilt, and kept", this::kept);
        return all;
    }

    private void noDriver() throws IOException {
        String driver = vm.ssh("find /lib/modules/" + release + " -name 'virtio_net.ko*'");
        vm.ssh("mv " + driver + " /root/driver; depmod " + release + "; " + initrd());
        refused(UNCONFIRMED, "true");
        vm.ssh("mv /root/driver " + driver + "; depmod " + release);
    }

    private void shell() throws IOException {
        String script = "/etc/initramfs-tools/scripts/init-premount/broken";
        vm.ssh("printf '#!/bin/sh\\n[ \"$1\" = prereqs ] && exit 0\\n. /scripts/functions\\npanic nothing_goes_on\\n' >"
                + script + "; chmod +x " + script + "; " + initrd() + "; rm " + script);
        refused("kernel " + release + " did not start", "true");
        vm.ssh(initrd());
    }

    private String initrd() {
        return "update-initramfs -u -k " + release + " >/dev/null 2>&1";
    }

    private void noSshd() throws IOException {
        spoilt("ssh.service", "[Service]\nExecStartPre=" + failing(), "failed units: ssh.service");
    }

    private void emergency() throws IOException {
        String unit = "/etc/systemd/system/broken.service";
        vm.ssh(
                "printf '[Unit]\\nDefaultDependencies=no\\nBefore=local-fs.target\\n[Service]\\nType=oneshot\\nExecStart=%s\\n' '"
                        + failing() + "' >" + unit);
        spoilt("local-fs.target", "[Unit]\nRequires=broken.service", UNCONFIRMED);
        vm.ssh("rm " + unit);
    }

    /** A kernel that has crashed and goes nowhere, not even to its panic=: only the watchdog of the hardware is left. */
    private void hung() throws IOException {
        spoilt(
                "ssh.service",
                "[Service]\nTimeoutStartSec=infinity\nExecStartPre=/bin/sh -c \"uname -r | grep -qx " + release
                        + " || exit 0;"
                        + " until cat /sys/class/watchdog/*/state | grep -qx active; do sleep 1; done;"
                        + " echo 0 >/proc/sys/kernel/panic; echo c >/proc/sysrq-trigger\"",
                "started, and ended before it was confirmed");
    }

    /** A unit's command that fails with the spoilt kernel. */
    private String failing() {
        return "/bin/sh -c \"! uname -r | grep -qx " + release + "\"";
    }

    /** With a drop-in for a unit. */
    private void spoilt(String unit, String text, String why) throws IOException {
        String folder = "/etc/systemd/system/" + unit + ".d";
        vm.ssh("mkdir -p " + folder + "; cat >" + folder + "/spoilt.conf <<'END'\n" + text + "\nEND\n");
        refused(why, "true");
        vm.ssh("rm -r " + folder);
    }

    private void refused(String why, String verify) throws IOException {
        Run applied = vm.apply(playbook(verify));
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String message = applied.task(TASK, "message");
        assertTrue(message.contains(why) && message.contains("came back on " + old), message);
        assertEquals(old, vm.ssh("uname -r"));
    }

    private Path playbook(String verify) throws IOException {
        return vm.playbook("""
        - name: %s
          boot_kernel: {release: "%s", timeout: 1800, confirm: %d, verify: "%s"}
        """.formatted(TASK, release, CONFIRM, verify));
    }

    /** The controller is killed once the machine has gone down, and nobody comes. */
    private void noController() throws IOException, InterruptedException {
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
        vm.ssh("rm -r /etc/drydock");
    }

    private boolean answers(String command) {
        try {
            vm.ssh(command);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void kept() throws IOException {
        Run applied = vm.apply(playbook("true"));
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals(release, vm.ssh("uname -r"));
    }

    void nothingLeft() {
        assertEquals(
                "",
                vm.ssh(
                        "ls -d /etc/drydock /run/drydock-guard /etc/systemd/system/*drydock* /etc/systemd/system/sysinit.target.d 2>/dev/null || true"));
        assertEquals("not-found", vm.ssh("systemctl show -P LoadState drydock-guard.service"));
        assertEquals("", vm.startsOnce());
    }
}
