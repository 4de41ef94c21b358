package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One machine, on which the engine of each release of Debian takes the place of the one before, and much goes wrong in between. */
final class Engines {
    private static final String INSTALLED = "Docker is installed and runs";
    private static final String VERIFIED = "containers run, isolated, limited, networked and with volumes";
    /** Played in any case: it brings the engine and the container. */
    private static final String FIRST = "podman-docker gives way";

    private static final String DROP_IN = "/etc/systemd/system/docker.service.d";

    private final Machine vm;
    private final Path playbook;
    private String container = "";

    private Engines(Machine vm) throws IOException {
        this.vm = vm;
        playbook = vm.playbook("- include: " + Machine.ROOT.toAbsolutePath().resolve("playbooks/docker.yml")
                + "\n- include: " + Machine.ROOT.toAbsolutePath().resolve("playbooks/verify.yml") + "\n");
    }

    static String play(Machine vm) throws IOException, InterruptedException {
        Engines engines = new Engines(vm);
        Map<String, Trial.Play> trials = new LinkedHashMap<>();
        trials.put(FIRST, engines::podman);
        trials.put("Docker's packages and back", engines::packagesOfDocker);
        trials.put("flags of a drop-in", engines::dropIn);
        trials.put("a broken daemon.json", engines::brokenDaemon);
        trials.put("a key that the engine does not know", engines::unknownKey);
        trials.put("forwarding is off", engines::forwarding);
        trials.put("a full data root", engines::fullDataRoot);
        trials.put("iptables is missing", engines::noIptables);
        trials.put("AppArmor and the memory controller are off", engines::switchedOff);
        trials.put("Debian 13", () -> engines.upgrade("trixie", "26."));
        trials.put("Debian 13, and no way back", engines::downgrade);
        List<String> words = List.of(System.getProperty("trial", "").split(","));
        trials.keySet().removeIf(name -> !name.equals(FIRST) && words.stream().noneMatch(name::contains));
        for (Trial.Play trial : trials.values()) trial.play();
        return String.join(", ", trials.keySet());
    }

    private void podman() throws IOException {
        packages("podman-docker");
        Run planned = vm.plan(playbook);
        assertEquals(2, planned.ended().status(), planned.ended()::toString);
        String plan = planned.task(INSTALLED, "message");
        assertTrue(plan.contains("also removes: podman-docker"), plan);
        applied();
        assertEquals(
                "",
                vm.ssh("dpkg-query -W -f '${db:Status-Status}' podman-docker 2>/dev/null | grep -x installed || true"));
        vm.ssh(
                "tar -C / -ch bin/sleep lib/x86_64-linux-gnu/libc.so.6 lib64/ld-linux-x86-64.so.2 | docker import - tools"
                        + " && docker run -d --name lives tools /bin/sleep 1000000");
        container = container();
        assertTrue(container.startsWith("true "), container);
    }

    private void packagesOfDocker() throws IOException {
        vm.ssh(Files.readString(Machine.ROOT.resolve("src/test/vm/stand-ins")));
        Path docker = vm.playbook("""
        - package_repository: {name: stand-ins, url: "file:///srv/docker", trusted: true}
        - name: %s
          docker_engine: {source: docker, daemon: {live-restore: true}}
        """.formatted(INSTALLED));
        Run applied = vm.apply(docker);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals("containerd.io docker-ce docker-ce-cli", installed());
        undisturbed();
        Run planned = vm.plan(playbook);
        String plan = planned.task(INSTALLED, "message");
        assertTrue(plan.contains("also installs: runc containerd"), planned.ended()::toString);
        applied();
        assertEquals("containerd docker.io runc", installed());
        undisturbed();
        vm.ssh("rm -r /srv/docker /etc/apt/sources.list.d/stand-ins.sources; apt-get update -qq");
    }

    private String installed() {
        return vm.ssh("dpkg-query -W -f '${db:Status-Status} ${Package}\\n' 'docker*' 'containerd*' runc 2>/dev/null"
                + " | sed -n 's/^installed //p' | sort | paste -sd ' '");
    }

    /** Named in the plan, for the engine would not start with them. */
    private void dropIn() throws IOException {
        vm.ssh("mkdir -p " + DROP_IN);
        dropIn("Environment=\"DOCKER_OPTS=--debug --mtu 1400\"");
        assertEquals(0, vm.plan(playbook).ended().status(), "flags that are no keys of daemon.json do no harm");
        refused("debug, by --debug in the unit docker.service", daemon("{\"debug\": true}"));
        dropIn("ExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// --log-level=warn");
        refused("log-level, by --log-level in the unit docker.service", daemon("{\"log-level\": \"info\"}"));
        vm.ssh("rm -r " + DROP_IN + "; systemctl daemon-reload");
        undisturbed();
    }

    private void dropIn(String text) {
        vm.ssh("cat >" + DROP_IN + "/own.conf <<'END'\n[Service]\n" + text + "\nEND\nsystemctl daemon-reload");
    }

    private void brokenDaemon() throws IOException {
        vm.ssh("cp -p /etc/docker/daemon.json /root/; echo '{\"debug\": true,}' >/etc/docker/daemon.json");
        refused("is not valid JSON and stays as it is");
        vm.ssh("cp -p /root/daemon.json /etc/docker/daemon.json");
        undisturbed();
    }

    /** This engine tells when it starts, later ones when they are asked. */
    private void unknownKey() throws IOException {
        Run applied = vm.apply(playbook, daemon("{\"no-such-key\": 1}"));
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String why = applied.task(INSTALLED, "message");
        assertTrue(why.contains("the old one is in force again") && why.contains("no-such-key"), why);
        vm.ssh("cmp /root/daemon.json /etc/docker/daemon.json");
        undisturbed();
    }

    private void forwarding() throws IOException {
        vm.ssh("sysctl -q net.ipv4.ip_forward=0");
        assertTrue(
                vm.findings("sysctls").stream().anyMatch(f -> f.startsWith("warning: net.ipv4.ip_forward is 0")),
                () -> "assess says nothing of it");
        unproven("net.ipv4.ip_forward is 0");
        vm.ssh("sysctl -q net.ipv4.ip_forward=1");
        undisturbed();
    }

    /** What is full is the file system that the engine's data are on; the engine itself runs on. */
    private void fullDataRoot() throws IOException {
        vm.ssh("fallocate -l $(($(df --output=avail -B1 /var/lib/docker | tail -n 1) - 4194304)) /var/lib/docker/full");
        assertTrue(
                vm.findings("space").stream()
                        .anyMatch(f -> f.startsWith("blocking: ") && f.contains("/var/lib/docker")),
                () -> "assess says nothing of it");
        vm.ssh("rm /var/lib/docker/full");
    }

    /** Against the dependency of the engine's package; what assess names as the remedy is one. */
    private void noIptables() throws IOException {
        vm.ssh("dpkg --force-depends -r iptables >/dev/null 2>&1");
        assertEquals(List.of("blocking: not installed; Docker's networks need it"), vm.findings("iptables"));
        Run remedied = vm.apply(vm.playbook("- package: {name: iptables}\n"));
        assertEquals(0, remedied.ended().status(), remedied.ended()::toString);
        assertEquals(List.of(), vm.findings("iptables"));
        vm.ssh("apt-get check -qq");
        undisturbed();
    }

    /** By the kernel's command line, and what assess names brings both back. */
    private void switchedOff() throws IOException {
        restarted("- kernel_cmdline: {add: [apparmor=0, cgroup_disable=memory]}\n");
        assertEquals(
                List.of("warning: the kernel was started with apparmor=0: containers run without its profile"),
                vm.findings("AppArmor"));
        assertEquals(List.of("blocking: controllers of v2 are missing: memory"), vm.findings("cgroups"));
        unproven("the engine discards limits of memory");
        restarted("- cgroup: {}\n- kernel_cmdline: {remove: [apparmor=0]}\n");
        assertEquals(List.of(), vm.findings("AppArmor"));
        assertEquals(List.of(), vm.findings("cgroups"));
        applied();
        assertEquals("apparmor ok", vm.ssh("grep apparmor /var/lib/drydock/verified"));
        vm.ssh("docker start lives");
        container = container();
    }

    private void restarted(String tasks) throws IOException {
        Run applied = vm.apply(vm.playbook(tasks + "- reboot: {timeout: 1800}\n"));
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
    }

    /** With the packages of the release before in the sources, too. */
    private void downgrade() throws IOException {
        String[] older = {"-e", "docker_version=20.10"};
        refused("no version 20.10* of docker.io in the configured repositories", older);
        vm.ssh("sed -n 's/ trixie main/ bookworm main/p' /etc/apt/sources.list >/etc/apt/sources.list.d/before.list"
                + "; apt-get update -qq");
        refused("a newer version is installed; allow_downgrade: true allows an older one", older);
        Run allowed = vm.plan(playbook, "-e", "docker_version=20.10", "-e", "docker_allow_downgrade=true");
        assertEquals("change", allowed.task(INSTALLED, "outcome"), allowed.ended()::toString);
        String plan = allowed.task(INSTALLED, "message");
        assertTrue(plan.contains("also removes: docker-cli"), plan);
        undisturbed();
    }

    /** @param version what its version begins with, there */
    private void upgrade(String suite, String version) throws IOException {
        String before = vm.ssh("docker version -f '{{.Server.Version}}'");
        vm.ssh(". /etc/os-release; sed -i \"s/$VERSION_CODENAME/" + suite
                + "/\" /etc/apt/sources.list; apt-get update -qq");
        packages("base-files"); // the distribution is what it says it is
        Run planned = vm.plan(playbook, "-e", "docker_state=latest");
        assertEquals("change", planned.task(INSTALLED, "outcome"), planned.ended()::toString);
        applied("-e", "docker_state=latest");
        String now = vm.ssh("docker version -f '{{.Server.Version}}'");
        assertTrue(now.startsWith(version), now);
        assertNotEquals(before, now);
        undisturbed();
    }

    private void applied(String... options) throws IOException {
        Run applied = vm.apply(playbook, options);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals(0, vm.plan(playbook, options).ended().status(), "nothing is left to do");
    }

    /** The plan says why. */
    private void refused(String why, String... options) throws IOException {
        Run planned = vm.plan(playbook, options);
        assertEquals(1, planned.ended().status(), planned.ended()::toString);
        String message = planned.task(INSTALLED, "message");
        assertTrue(message.contains(why), message);
    }

    /** The plan has containers proven anew, and that fails with the reason. */
    private void unproven(String why) throws IOException {
        Run planned = vm.plan(playbook);
        assertEquals("change", planned.task(VERIFIED, "outcome"), planned.ended()::toString);
        Run applied = vm.apply(playbook);
        assertEquals(1, applied.ended().status(), applied.ended()::toString);
        String message = applied.task(VERIFIED, "message");
        assertTrue(message.contains(why), message);
    }

    /** The engine runs, and the container is the process that it was. */
    private void undisturbed() {
        assertEquals(container, container());
        assertFalse(vm.ssh("docker version -f '{{.Server.Version}}'").isEmpty());
    }

    private String container() {
        return vm.ssh("docker inspect -f '{{.State.Running}} {{.State.Pid}} {{.State.StartedAt}}' lives");
    }

    private void packages(String names) {
        vm.ssh("export DEBIAN_FRONTEND=noninteractive; apt-get update -qq"
                + " && apt-get install -y -qq --no-install-recommends " + names + " >/dev/null 2>&1");
    }

    private static String[] daemon(String json) {
        return new String[] {"-e", "{\"docker_daemon\": " + json + "}"};
    }
}
