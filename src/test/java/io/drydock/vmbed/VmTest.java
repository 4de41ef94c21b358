package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kernels, reboots, control groups and Docker on a real machine, a fresh one for each scenario. Needs root on Debian;
 * -Dvm=WORD,... runs those with all the words in the name of kind or scenario.
 */
@Tag("vm")
final class VmTest {
    private static final String USUAL = "bookworm-grub";
    private static final String BOOT = "it runs, and is the default";

    @TempDir
    static Path directory;

    private static final List<String> TABLE = new ArrayList<>();

    private interface Scenario {
        /** @return what is worth a word in the table of results */
        String play(Machine vm) throws Exception;
    }

    /** A scenario, and the kinds of machine (src/test/vm/vm) it is played on. */
    private record Row(String name, Scenario scenario, String... kinds) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "broken-kernel: a kernel that cannot start leaves the host on the old one",
                    VmTest::brokenKernel,
                    USUAL,
                    "trixie-systemd-boot",
                    "trixie-boot-counting",
                    "trixie-uki",
                    "bookworm-extlinux"),
            new Row(
                    "unsigned-kernel: refused by the plan; one that a stranger has signed is tried, and the host comes back",
                    VmTest::unsignedKernel,
                    "bookworm-secure-boot"),
            new Row("guarded-restart: kernels that come up and cannot be reached", VmTest::guardedRestart, USUAL),
            new Row(
                    "other-kernel: from the cloud kernel to the full one, tried before it is trusted",
                    VmTest::otherKernel,
                    USUAL,
                    "bookworm-secure-boot",
                    "trixie-systemd-boot",
                    "trixie-boot-counting",
                    "trixie-uki",
                    "bookworm-extlinux",
                    "bullseye-grub",
                    "sid-grub"),
            new Row(
                    "no-trial: where a kernel cannot be booted once the plan says so, and parameters are kept all the same",
                    VmTest::noTrial,
                    "bookworm-lvm",
                    "bookworm-btrfs"),
            new Row("backports: the next release's kernel, tried, and an older one removed", VmTest::backports, USUAL),
            new Row("custom-kernel: from a .deb file, tried before it is trusted", VmTest::customKernel, USUAL),
            new Row(
                    "cgroups: to v1 and back to v2, with a reboot each, where systemd still has v1",
                    VmTest::controlGroups,
                    USUAL,
                    "sid-grub"),
            new Row("power-loss: in the middle of an installation, and the next run ends it", VmTest::powerLoss, USUAL),
            new Row(
                    "site: from nothing to a verified Docker",
                    VmTest::site,
                    USUAL,
                    "bullseye-grub",
                    "trixie-grub",
                    "sid-grub"),
            new Row(
                    "live-patch: built on the machine, loaded, kept for its release, taken out",
                    LivePatching::play,
                    USUAL),
            new Row(
                    "engines: Debian's, each after the one before, with a container, and what goes wrong",
                    Engines::play,
                    USUAL),
            new Row(
                    "rootless: an engine of a user who was not there, and its container, also after a restart",
                    Rootless::play,
                    USUAL,
                    "bullseye-grub",
                    "trixie-grub"));

    @TestFactory
    Stream<DynamicTest> scenarios() {
        List<String> words = List.of(System.getProperty("vm", "").split(","));
        List<DynamicTest> tests = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Row row : ROWS)
            for (String kind : row.kinds()) {
                String name = kind + " " + row.name();
                names.add(name);
                if (words.stream().allMatch(name::contains))
                    tests.add(DynamicTest.dynamicTest(name, () -> play(name, kind, row.scenario())));
            }
        assertFalse(tests.isEmpty(), () -> "no scenario has " + words + " in its name: " + names);
        return tests.stream();
    }

    private static void play(String name, String kind, Scenario scenario) throws Exception {
        long start = System.nanoTime();
        String result = "failed";
        try (Machine vm = Machine.up(directory, kind)) {
            result = scenario.play(vm);
        } finally {
            TABLE.add("| " + name + " | " + result + " | "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s |");
        }
    }

    @AfterAll
    static void table() {
        System.out.println("| scenario | result | took |\n|---|---|---|");
        TABLE.forEach(System.out::println);
    }

    /** A copy of the running kernel under a newer release's name, whose initial file system is garbage. */
    private static String brokenKernel(Machine vm) throws Exception {
        String old = vm.ssh("uname -r");
        if (vm.hasUnifiedImages()) comesBackFromTrials(vm);
        String broken = "99.1.0-1-cloud-amd64";
        vm.ssh("cp /boot/vmlinuz-" + old + " /boot/vmlinuz-" + broken
                + "; head -c 100000 /dev/urandom >/boot/initrd.img-" + broken);
        vm.addEntry(broken);
        Path playbook = vm.playbook("""
        - name: the newest kernel runs
          boot_kernel: {release: "%s", timeout: 1800, confirm: 900}
        """.formatted(broken));
        Run applied = vm.apply(playbook);
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String message = applied.task("the newest kernel runs", "message");
        assertTrue(message.contains(broken) && message.contains(old), message);
        assertEquals(old, vm.ssh("uname -r"));
        assertTrue(vm.startsByDefault().contains(old), vm.startsByDefault());
        assertEquals("", vm.startsOnce());
        return "came back on " + old + "; " + message.lines().findFirst().orElseThrow();
    }

    private static String unsignedKernel(Machine vm) throws Exception {
        String old = vm.ssh("uname -r");
        String other = "99.1.0-1-cloud-amd64";
        String image = "/boot/vmlinuz-" + other;
        vm.ssh("export DEBIAN_FRONTEND=noninteractive; apt-get update -qq"
                + " && apt-get install -y -qq --no-install-recommends sbsigntool openssl >/dev/null 2>&1"
                + " && cp /boot/vmlinuz-" + old + " " + image + " && cp /boot/initrd.img-" + old + " /boot/initrd.img-"
                + other + " && sbattach --remove " + image);
        vm.addEntry(other);
        Path playbook = vm.playbook("""
        - name: it runs
          boot_kernel: {release: "%s", timeout: 1800, confirm: 900}
        """.formatted(other));
        Run planned = vm.plan(playbook);
        assertEquals(1, planned.ended().status(), planned.ended()::toString);
        String refused = planned.task("it runs", "message");
        assertTrue(refused.contains("is not signed"), refused);
        vm.ssh(
                "cd /root && openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=stranger -keyout key -out cert 2>/dev/null"
                        + " && sbsign --key key --cert cert --output " + image + " " + image + " 2>/dev/null");
        Run applied = vm.apply(playbook);
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String message = applied.task("it runs", "message");
        assertTrue(message.contains(other + " did not start") && message.contains("came back on " + old), message);
        assertTrue(vm.startsByDefault().contains(old), vm.startsByDefault());
        assertEquals("", vm.startsOnce());
        return refused.lines().findFirst().orElseThrow() + "; "
                + message.lines().findFirst().orElseThrow();
    }

    private static String noTrial(Machine vm) throws Exception {
        Path kernel = vm.playbook("""
        - name: the newest kernel runs
          boot_kernel: {}
        """);
        Run refused = vm.plan(kernel);
        assertEquals(1, refused.ended().status(), refused.ended()::toString);
        String message = refused.task("the newest kernel runs", "message");
        assertTrue(message.contains("GRUB cannot write its environment"), message);
        Path parameters = vm.playbook("""
        - name: a parameter
          kernel_cmdline: {replace: ["panic=30"]}
        - name: counts
          reboot: {timeout: 1800, confirm: 900}
        """);
        Run applied = vm.apply(parameters);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals("30", vm.ssh("cat /proc/sys/kernel/panic"));
        assertNothingToDo(vm.plan(parameters));
        return message.lines().findFirst().orElseThrow() + "; panic=30 in force";
    }

    private static String backports(Machine vm) throws Exception {
        String old = vm.ssh("uname -r");
        Path playbook = vm.playbook(
                """
        - name: backports
          package_repository:
            name: backports
            url: "%s"
            suite: ${facts.os.codename}-backports
            components: [main]
            key_file: /usr/share/keyrings/debian-archive-keyring.gpg
        - name: one more kernel of this release
          package: {name: "linux-image-${facts.kernel.release?replace('cloud-', '')}", install_recommends: false}
        - name: the next release's kernel
          kernel: {series: backports, keep: 1, update_cache: true}
        - name: it runs, and is the default
          boot_kernel: {release: "6.12.*", timeout: 1800, confirm: 900}
        - name: no other is left but the one to fall back to
          kernel: {keep: 1}
        """.formatted(vm.ssh("awk '$1 == \"deb\" && $3 !~ /-/ {print $2; exit}' /etc/apt/sources.list")));
        Run planned = vm.plan(playbook);
        assertEquals(2, planned.ended().status(), planned.ended()::toString);
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        String now = vm.ssh("uname -r");
        assertTrue(now.startsWith("6.12."), now);
        assertEquals(old + "\n" + now, vm.ssh("ls /lib/modules"));
        assertNothingToDo(vm.plan(playbook));
        return old + " -> " + now + "; " + old.replace("cloud-", "") + " was removed";
    }

    /** The full kernel beside the cloud kernel that runs, spoilt in one way after the other; -Dtrial=WORD is for one of them. */
    private static String guardedRestart(Machine vm) throws Exception {
        vm.ssh("export DEBIAN_FRONTEND=noninteractive; apt-get update -qq"
                + " && apt-get install -y -qq --no-install-recommends linux-image-amd64 >/dev/null 2>&1");
        Trial trial = new Trial(vm, vm.ssh("ls /lib/modules | grep -v cloud"));
        String word = System.getProperty("trial", "");
        List<String> played = new ArrayList<>();
        for (Map.Entry<String, Trial.Play> one : trial.all().entrySet()) {
            if (!one.getKey().contains(word)) continue;
            long start = System.nanoTime();
            one.getValue().play();
            trial.nothingLeft();
            played.add(one.getKey() + " ("
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s)");
        }
        assertFalse(played.isEmpty(), "no trial has \"" + word + "\" in its name");
        return String.join(", ", played);
    }

    /** The command line of a unified kernel image is in it, and cannot be added to for a trial. */
    private static void comesBackFromTrials(Machine vm) throws Exception {
        Path parameters = vm.playbook("""
        - name: a trial comes back
          kernel_cmdline: {add: [panic=10, rd.emergency=reboot, rd.shell=0]}
        """);
        Run applied = vm.apply(parameters);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertNothingToDo(vm.plan(parameters));
    }

    private static String otherKernel(Machine vm) throws Exception {
        String old = vm.ssh("uname -r");
        assertTrue(old.endsWith("-cloud-amd64"), old);
        Path playbook = Machine.ROOT.resolve("playbooks/kernel-remediation.yml");
        String[] full = {
            "-e",
            "kernel_package=linux-image-amd64",
            "-e",
            "kernel_boot=*[0-9]-amd64",
            "-e",
            "kernel_timeout=1800",
            "-e",
            "kernel_confirm=900"
        };
        if (vm.hasUnifiedImages()) {
            String refused = vm.plan(playbook, full).task(BOOT, "message");
            assertTrue(refused.contains("without panic= on its command line"), refused);
            comesBackFromTrials(vm);
        }
        Run planned = vm.plan(playbook, full);
        assertEquals(2, planned.ended().status(), planned.ended()::toString);
        assertEquals("change", planned.task(BOOT, "outcome"), planned.ended()::toString);
        Run applied = vm.apply(playbook, full);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        String now = vm.ssh("uname -r");
        assertTrue(now.matches(".*[0-9]-amd64"), now);
        assertTrue(vm.startsByDefault().contains(now), vm.startsByDefault());
        assertNothingToDo(vm.plan(playbook, full));
        Machine.cut();
        Machine.start();
        assertEquals(now, vm.ssh("uname -r"));
        return old + " -> " + now + ", and so after a power cut";
    }

    /** A kernel of another flavour stands for one of one's own: it comes as a file, and nothing but its release and its checksum is told. */
    private static String customKernel(Machine vm) throws Exception {
        String old = vm.ssh("uname -r");
        String release = vm.ssh("apt-cache depends linux-image-rt-amd64 | sed -n 's/.*Depends: linux-image-//p'");
        vm.ssh("cd /srv && apt-get -q download linux-image-" + release + " 2>&1 && mv linux-image-*.deb custom.deb");
        String sum = vm.ssh("sha256sum </srv/custom.deb").split(" ")[0];
        Path playbook = vm.playbook("""
        - name: a kernel of our own
          kernel: {release: "%s", files: [{path: /srv/custom.deb, sha256: "%s"}]}
        - name: it runs, and is the default
          boot_kernel: {release: "%s", timeout: 1800}
        """.formatted(release, sum, release));
        Run planned = vm.plan(playbook);
        assertEquals(List.of("change", "change"), planned.outcomes(), planned.ended()::toString);
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals(release, vm.ssh("uname -r"));
        vm.ssh("rm /srv/custom.deb");
        assertEquals(List.of("ok", "ok"), vm.plan(playbook).outcomes(), "it is known again by its checksum alone");
        return old + " -> " + release;
    }

    private static String controlGroups(Machine vm) throws Exception {
        String before = hierarchy(vm);
        assertEquals("cgroup2fs", before);
        Path v1 = cgroups(vm, "v1");
        int systemd = Integer.parseInt(vm.ssh("systemctl --version | sed -n 's/^systemd \\([0-9]*\\).*/\\1/p'"));
        if (systemd >= 258) {
            String refused = vm.plan(v1).task("the version is configured", "message");
            assertTrue(refused.contains("knows cgroup v2 alone"), refused);
            return refused;
        }
        Run applied = vm.apply(v1);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals("tmpfs", hierarchy(vm));
        assertNothingToDo(vm.plan(v1));
        Run back = vm.apply(cgroups(vm, "v2"));
        assertEquals(0, back.ended().status(), back.ended()::toString);
        assertEquals("cgroup2fs", hierarchy(vm));
        return "v2 -> v1 -> v2";
    }

    private static void assertNothingToDo(Run planned) {
        assertEquals(0, planned.ended().status(), planned.ended()::toString);
    }

    private static Path cgroups(Machine vm, String version) throws Exception {
        return vm.playbook("""
        - name: the version is configured
          cgroup: {version: %s}
        - name: and counts
          reboot: {timeout: 1800}
        - name: it does
          assert: {that: facts.cgroup.version == "%s"}
        """.formatted(version, version));
    }

    private static String hierarchy(Machine vm) {
        return vm.ssh("stat -f -c %T /sys/fs/cgroup");
    }

    private static String powerLoss(Machine vm) throws Exception {
        Path playbook = vm.playbook("""
        - name: packages with much to unpack and configure
          package: {name: [git, python3-minimal, emacs-nox], update_cache: true, install_recommends: false}
        """);
        Process applying = vm.applying(playbook);
        int unfinished = 0;
        while (applying.isAlive() && unfinished == 0) {
            unfinished =
                    Integer.parseInt(vm.ssh("dpkg-query -W -f '${db:Status-Abbrev}\\n' | grep -c '^i[UHF]' || true"));
        }
        assertTrue(unfinished > 0, "the installation was over before it could be cut off");
        Machine.cut();
        applying.destroyForcibly(); // asked kindly, it would wait for the machine and go on
        Machine.start();
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals("", vm.ssh("dpkg --audit"));
        assertNothingToDo(vm.plan(playbook));
        vm.ssh("git --version && emacs --version");
        return unfinished + " packages were unfinished, none is";
    }

    private static String site(Machine vm) throws Exception {
        assertEquals("ready", vm.verdict(), "nothing is in the way of Docker");
        Path playbook = Machine.ROOT.resolve("playbooks/site.yml");
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertTrue(vm.ssh("docker version --format '{{.Server.Version}}'").matches("[0-9]+\\..*"));
        Run again = vm.apply(playbook);
        assertEquals(0, again.ended().status(), again.ended()::toString);
        assertEquals(
                List.of(),
                again.outcomes().stream()
                        .filter(o -> o.equals("changed") || o.equals("deferred"))
                        .toList());
        assertEquals("ready", vm.verdict());
        return "ready, Docker " + vm.ssh("docker version --format '{{.Server.Version}}'")
                + ", nothing to change in the second run; "
                + vm.comparison(vm.ssh("cat \"$(dpkg -L docker.io | grep /check-config.sh)\"")) + "; " + proofs(vm)
                + "; " + liveRestore(vm, playbook);
    }

    /** The engine is given another daemon.json and restarted; a container of before must not notice. */
    private static String liveRestore(Machine vm, Path site) throws Exception {
        vm.ssh(
                "tar -C / -ch bin/sleep lib/x86_64-linux-gnu/libc.so.6 lib64/ld-linux-x86-64.so.2 | docker import - tools"
                        + " && docker run -d --name lives tools /bin/sleep 100000");
        String container = "docker inspect -f '{{.State.Running}} {{.State.Pid}} {{.State.StartedAt}}' lives";
        String engine = "systemctl show -P MainPID docker";
        List<String> before = List.of(vm.ssh(container), vm.ssh(engine));
        assertTrue(before.getFirst().startsWith("true "), before::toString);
        Run applied = vm.apply(site, "-t", "docker", "-e", "{\"docker_daemon\": {\"debug\": true}}");
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals(before.getFirst(), vm.ssh(container));
        assertNotEquals(before.getLast(), vm.ssh(engine));
        return "a container runs on while the engine is restarted";
    }

    /** What the defaults of site.yml leave out: another registry, and a restart of the engine. */
    private static String proofs(Machine vm) throws Exception {
        Path playbook = vm.playbook("""
        - name: a place for its configuration
          file: {path: /etc/docker/registry, state: directory}
        - name: a registry that asks for no password
          copy:
            dest: /etc/docker/registry/config.yml
            content: |
              version: 0.1
              storage: {filesystem: {rootdirectory: /var/lib/docker-registry}}
              http: {addr: "127.0.0.1:5000"}
        - name: a registry
          package: {name: docker-registry, install_recommends: false}
        - name: everything
          docker_verify: {restart_engine: true, registry: "127.0.0.1:5000", timeout: 600}
          register: proven
        - name: seen
          assert: {that: [proven.registry == "ok", proven.restart_policy == "ok"]}
        """);
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertNothingToDo(vm.plan(playbook));
        return "registry and restart proven";
    }
}
