package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A live patch of /proc/cmdline, built on the machine for the kernel it starts with; the full kernel is the other release. */
final class LivePatching {
    private static final Path PLAYBOOK = Machine.ROOT.resolve("playbooks/livepatch.yml");
    private static final String TASK = "a patch of our own";
    private static final String NAME = "livepatch_case";
    private static final String SAYS = "/proc/cmdline is patched";

    private final Machine vm;
    private final String other;
    private final String release;
    private final Path module;

    private LivePatching(Machine vm) throws IOException {
        this.vm = vm;
        release = vm.ssh("uname -r");
        vm.ssh(
                "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -y -qq --no-install-recommends"
                        + " linux-image-amd64 linux-headers-$(uname -r) gcc make >/dev/null 2>&1");
        other = vm.ssh("ls /lib/modules | grep -v cloud");
        module = build(NAME, SAYS);
    }

    static String play(Machine vm) throws IOException {
        return new LivePatching(vm).play();
    }

    private String play() throws IOException {
        assertEquals(List.of("change"), changes(vm.plan(PLAYBOOK, patch(module))));
        assertNotEquals(SAYS, vm.ssh("cat /proc/cmdline"), "a plan loads nothing");
        Run applied = vm.apply(PLAYBOOK, patch(module));
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertInForce();
        anotherBuild();

        restart();
        assertInForce();
        boot(other);
        assertNotEquals(SAYS, vm.ssh("cat /proc/cmdline"), "the patch is for the other release");
        assertEquals("inactive", vm.ssh("systemctl is-active livepatch-" + NAME + " || true"));
        assertEquals("", vm.ssh("systemctl --failed --plain --no-legend"));
        String refused = refusal(module);

        boot(release);
        assertInForce();
        takeOut();
        unsigned();
        return "loaded, there again after a restart into " + release + ", not on " + other + " (" + refused
                + "), taken out";
    }

    private void assertInForce() throws IOException {
        assertEquals(SAYS, vm.ssh("cat /proc/cmdline"));
        assertEquals(release, vm.ssh("uname -r"));
        Run again = vm.plan(PLAYBOOK, patch(module));
        assertEquals(0, again.ended().status(), again.ended()::toString);
        assertTrue(again.task(TASK, "message").contains("in force: " + NAME), again.ended()::toString);
        assertEquals(
                List.of("note: in force: " + NAME + "; the release stays " + release), vm.findings("live patches"));
        assertEquals(NAME, vm.facts().get("live_patches").get(0).asText());
    }

    /** The kernel cannot hold two of the same name, so the plan must not promise it. */
    private void anotherBuild() throws IOException {
        String why = refusal(build(NAME, "/proc/cmdline is patched anew"));
        assertTrue(why.contains("another build of " + NAME + " is in force"), why);
        assertEquals(SAYS, vm.ssh("cat /proc/cmdline"));
    }

    private void takeOut() throws IOException {
        String[] absent = {"-e", "live_patch_module=" + module, "-e", "live_patch_state=absent"};
        assertEquals(List.of("change"), changes(vm.plan(PLAYBOOK, absent)));
        Run applied = vm.apply(PLAYBOOK, absent);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertTrue(vm.ssh("cat /proc/cmdline").startsWith("BOOT_IMAGE="), "the kernel is back to its own code");
        assertEquals(release, vm.ssh("uname -r"));
        assertEquals("", vm.ssh("lsmod | grep livepatch; find /lib/modules /etc/systemd -name '*livepatch?case*'"));
        assertEquals(0, vm.plan(PLAYBOOK, absent).ended().status());
        assertEquals(List.of(), vm.findings("live patches"));
        restart();
        assertNotEquals(SAYS, vm.ssh("cat /proc/cmdline"));
    }

    /** From here to the next start the kernel wants signatures, as it does with Secure Boot. */
    private void unsigned() throws IOException {
        vm.ssh("echo 1 >/sys/module/module/parameters/sig_enforce");
        String why = refusal(module);
        assertTrue(why.contains("loads signed modules only"), why);
    }

    private String refusal(Path built) throws IOException {
        Run planned = vm.plan(PLAYBOOK, patch(built));
        assertEquals(1, planned.ended().status(), planned.ended()::toString);
        return planned.task(TASK, "message");
    }

    private static String[] patch(Path built) {
        return new String[] {"-e", "live_patch_module=" + built};
    }

    private static List<String> changes(Run run) {
        return run.outcomes().stream().filter(o -> !o.equals("skipped")).toList();
    }

    private void boot(String wanted) throws IOException {
        Run booted = vm.apply(vm.playbook("- boot_kernel: {release: \"%s\", timeout: 1800}\n".formatted(wanted)));
        assertEquals(0, booted.ended().status(), booted.ended()::toString);
    }

    private void restart() throws IOException {
        Run restarted = vm.apply(vm.playbook("- reboot: {when_required: false, timeout: 1800}\n"));
        assertEquals(0, restarted.ended().status(), restarted.ended()::toString);
    }

    /** @return the module, on the controller */
    private Path build(String name, String says) throws IOException {
        vm.ssh("mkdir -p /root/build; cd /root/build; cat >" + name + ".c <<'END'\n" + source(says) + "END\n"
                + "echo 'obj-m := " + name
                + ".o' >Makefile; make -C /lib/modules/$(uname -r)/build M=$PWD modules >log 2>&1"
                + " || { cat log; exit 1; }");
        String text = vm.ssh("strip -g -o out.ko /root/build/" + name + ".ko && base64 out.ko");
        return Files.write(
                Files.createTempDirectory(vm.directory(), "patch").resolve(name + ".ko"),
                Base64.getMimeDecoder().decode(text));
    }

    private static String source(String says) {
        return """
        #include <linux/module.h>
        #include <linux/livepatch.h>
        #include <linux/seq_file.h>

        static int shown(struct seq_file *m, void *v)
        {
            seq_puts(m, "%s\\n");
            return 0;
        }
        static struct klp_func functions[] = {{.old_name = "cmdline_proc_show", .new_func = shown}, {}};
        static struct klp_object objects[] = {{.funcs = functions}, {}};
        static struct klp_patch patch = {.mod = THIS_MODULE, .objs = objects};
        static int __init enable(void) { return klp_enable_patch(&patch); }
        static void __exit leave(void) {}
        module_init(enable);
        module_exit(leave);
        MODULE_LICENSE("GPL");
        MODULE_INFO(livepatch, "Y");
        """.formatted(says);
    }
}
