package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Real dnf, zypper, pacman and apt on the hosts of src/test/packages/bed; each test goes on where the one before ended. */
@Tag("packages")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PackagesTest {
    private static final Path BED = Command.ROOT.resolve("src/test/packages/bed");
    /** One host of each manager; centos has yum. */
    private static final String MANAGERS = "fedora:centos:leap:arch:debian";
    /** Those whose repositories have several versions of a package. */
    private static final String MANY_VERSIONS = "fedora:centos:leap:debian";

    private static final Path PLAYBOOKS = Command.ROOT.resolve("src/test/packages/playbooks");

    @TempDir
    static Path directory;

    private static Map<String, String> files;
    private static Path inventory;

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        Path said = directory.resolve("up");
        Process up = new Command(List.of(BED.toString(), "up")).start(said, said); // the first time it takes minutes
        if (up.waitFor() != 0) throw new IllegalStateException("the bed does not come up: " + Command.text(said));
        files = bed("files").lines().map(l -> l.split("=", 2)).collect(Collectors.toMap(w -> w[0], w -> w[1]));
        inventory = Files.writeString(directory.resolve("inventory.yml"), bed("inventory"));
    }

    @AfterAll
    static void down() {
        bed("down");
    }

    @Test
    @Order(1)
    void anIndexThatIsMissingIsReadAndAPinLeavesPartsOut() {
        converges("present.yml", MANAGERS);
        assertVersions("tini", Map.of("arch", "0.19.0-3"), "0.18.0", MANAGERS);
    }

    @Test
    @Order(2)
    void anotherVersionIsTakenAndHeld() {
        converges("hold.yml", MANAGERS);
        assertVersions("tini", Map.of("arch", "0.19.0-3"), "0.19.0-1", MANAGERS);
    }

    @Test
    @Order(3)
    void whatIsHeldStaysUntilItIsReleased() {
        ssh(
                "arch",
                "sed -i 's|^.core.|[newer]\\nSigLevel = Optional TrustAll\\nServer = file:///srv/repos/pacman/newer\\n&|' /etc/pacman.conf && pacman -Sy");
        refuses("latest.yml", "tini is held; hold: false releases it", MANAGERS);
        converges("release.yml", MANAGERS);
        assertVersions("tini", Map.of("arch", "0.19.0-4"), "0.19.0-3", MANAGERS);
    }

    @Test
    @Order(4)
    void anOlderVersionNeedsLeave() {
        refuses("older.yml", "allow_downgrade: true allows", MANY_VERSIONS);
        refuses("older.yml", "no version 0.18.0* of tini", "arch");
        converges("downgrade.yml", MANY_VERSIONS);
        assertVersions("tini", Map.of(), "0.18.0", MANY_VERSIONS);
    }

    @Test
    @Order(5)
    void packagesGoAndUnknownOnesAreNamed() {
        converges("absent.yml", MANAGERS);
        refuses("unknown.yml", "no package \"no-such-package\"", MANAGERS);
    }

    @Test
    @Order(6)
    void aKeyIsTakenByItsFingerprintAlone() {
        refuses("repository.yml", "the key's fingerprint is", MANAGERS, key("stranger_key"));
        converges("repository.yml", MANAGERS, key("packages_key"));
        converges("signed.yml", MANAGERS);
    }

    @Test
    @Order(7)
    void anEngineOfDockersRepositoryIsPinnedAndRaised() {
        converges("engine.yml", "fedora:centos:debian", "-e", "source=docker", "-e", "engine=18.09");
        assertVersions("docker-ce", Map.of(), "18.09.9", "fedora:centos:debian");
        converges("engine.yml", "fedora:centos:debian", "-e", "source=docker", "-e", "engine=27.3");
        assertVersions("docker-ce", Map.of(), "27.3.1", "fedora:centos:debian");
    }

    @Test
    @Order(8)
    void anEngineOfTheDistributionTakesItsPlace() {
        String hosts = "fedora:centos:debian:leap:arch:amazon:mint:raspbian:xenial";
        refuses("engine.yml", "would go back", "fedora:centos:debian", "-e", "source=distribution", "-e", "engine=");
        converges("engine.yml", hosts, "-e", "source=distribution", "-e", "engine=", "-e", "back=true");
        assertVersions("runc", Map.of(), "1.", hosts);
    }

    @Test
    @Order(9)
    void whatADistributionCannotHaveSaysWhatCan() {
        refuses(
                "engine.yml",
                "source: docker takes those of Docker's repository",
                "rocky:alma",
                "-e",
                "source=distribution",
                "-e",
                "engine=");
        refuses(
                "engine.yml",
                "source: distribution takes its own",
                "amazon:sles:arch",
                "-e",
                "source=docker",
                "-e",
                "engine=");
    }

    @Test
    @Order(10)
    void aFolderOfPackagesIsARepository() {
        converges("offline.yml", "alma:oracle:sles:manjaro:aws");
        assertVersions("docker-ce", Map.of(), "26.1.4", "alma:oracle:aws");
        ssh("kvm", "mkdir /srv/bare");
        refuses("folder.yml", "apt-ftparchive packages . >Packages in it makes one", "kvm");
    }

    @Test
    @Order(11)
    void aFolderIsCarriedToAHostWithoutNetwork() {
        Path tar = directory.resolve("packages.tar");
        Command.run(List.of("tar", "-cf", tar.toString(), "-C", files.get("repositories") + "/apt", "offline"));
        converges("carried.yml", "kvm", "-e", "packages=" + tar);
        assertVersions("docker-ce", Map.of(), "26.1.4", "kvm");
    }

    @Test
    @Order(12)
    void missingModulesComeFromThePackageOfTheRunningRelease() {
        converges("modules.yml", "fedora:rocky:oracle:amazon:trusty:xenial:xenial210:bionic:aws");
        assertVersions("kernel-modules-extra", Map.of(), "5.14.0-427", "rocky");
        assertVersions("linux-image-extra-4.4.0-98-generic", Map.of(), "4.4.0-98", "xenial");
        assertVersions("linux-modules-extra-4.4.0-210-generic", Map.of(), "4.4.0-210", "xenial210");
        assertVersions("linux-modules-extra-4.15.0-213-generic", Map.of(), "4.15.0-213", "bionic");
        assertVersions("linux-modules-extra-5.15.0-1050-aws", Map.of(), "5.15.0-1050", "aws");
        assertTrue(ssh("xenial", "modprobe -D aufs").startsWith("insmod"));
    }

    @Test
    @Order(13)
    void anotherKernelIsInstalledOnlyOnRequest() {
        ssh("leap", "rpm -i --oldpackage /srv/repos/rpm/leap/kernel-default-base-*.rpm");
        ssh("xenial31", "apt-get -q update");
        refuses("modules.yml", "new_kernel: true installs it", "leap:sles:debian:xenial31");
        converges("modules.yml", "leap:sles:debian:xenial31", "-e", "new_kernel=true");
        assertVersions("kernel-default", Map.of(), "6.4.0", "leap");
        assertVersions("linux-image-extra-virtual", Map.of(), "4.4.0.210", "xenial31");
    }

    @Test
    @Order(14)
    void modulesThatNoPackageHasAreRefusedWithTheReason() {
        refuses("modules.yml", "none of linux-generic is in the configured repositories", "kvm");
        ssh("mint", "apt-get -q update");
        refuses("modules.yml", "none of linux-modules-extra-5.15.0-130-generic", "mint");
        refuses("modules.yml", "has no package of extra modules", "centos:raspbian");
    }

    @Test
    @Order(15)
    void kernelsAreNamedAsTheirPackagesNameThem() {
        converges("kernel.yml", "debian:arch:fedora");
        converges("kernel.yml", "bionic", "-e", "series=hwe");
        converges("kernel.yml", "rocky", "-e", "release=5.14.0-503.el9.x86_64");
        ssh("leap", "! rpm -q kernel-default || zypper -n rm kernel-default");
        converges("kernel.yml", "leap", "-e", "release=6.4.0-150600.23.25-default");
        converges("kernel.yml", "fedora", "-e", "release=6.10.10-200.fc41.x86_64");
        ssh("fedora", "ls -d /boot/vmlinuz-6.10.10-200.fc41.x86_64 /boot/vmlinuz-6.12.6-200.fc41.x86_64");
        ssh("leap", "test -e /boot/vmlinuz-6.4.0-150600.23.25-default");
        refuses("kernel.yml", "no package \"kernel-lt\"", "rocky", "-e", "series=lts");
        refuses("kernel.yml", "is not among the repositories", "debian", "-e", "series=backports");
    }

    @Test
    @Order(16)
    void aKernelOfOnesOwnIsAFile() throws IOException {
        Path own = Files.writeString(
                directory.resolve("own.yml"),
                "release: 6.6.52-acme\nfiles: [/srv/repos/rpm/own/kernel-acme-6.6.52-1.rpm]\n");
        converges("kernel.yml", "rocky:sles", "-e", "@" + own);
        assertVersions("kernel-acme", Map.of(), "6.6.52", "rocky:sles");
    }

    @Test
    @Order(17)
    void oldKernelsGoButNeverThoseTheHostNeeds() {
        refuses("kernel.yml", "is not known, so none is removed", "fedora", "-e", "keep=1");
        ssh(
                "fedora",
                "mkdir -p /boot/grub2 && printf '%s\\n' \"menuentry 'Fedora' {\" 'linux /vmlinuz-6.12.6-200.fc41.x86_64' } >/boot/grub2/grub.cfg"
                        + " && rpm -i --oldpackage /srv/repos/rpm/fedora/kernel-core-6.11.4-*.rpm");
        converges("kernel.yml", "fedora", "-e", "keep=1");
        assertEquals(
                "6.11.4-301.fc41\n6.12.6-200.fc41\n",
                ssh("fedora", "rpm -q --qf '%{VERSION}-%{RELEASE}\n' kernel-core | sort"));
    }

    @Test
    @Order(18)
    void whatAPowerCutLeftIsFinishedFirst() {
        converges("present.yml", "debian");
        ssh(
                "debian",
                "sed -i '/^Package: tini$/,/^Status:/s/^Status:.*/Status: install reinstreq unpacked/' /var/lib/dpkg/status"
                        + " && ! dpkg --configure -a");
        converges("latest.yml", "debian");
        assertEquals("", ssh("debian", "dpkg --audit"));
    }

    /** Plans, applies and plans again: what was planned is what came, and then nothing is left. */
    private static void converges(String playbook, String hosts, String... words) {
        Command.Ended planned = drydock("plan", playbook, hosts, words);
        assertEquals(2, planned.status(), planned::toString);
        Command.Ended applied = drydock("apply", playbook, hosts, words);
        assertEquals(0, applied.status(), applied::toString);
        assertEquals(Report.of(planned).outcomes(""), Report.of(applied).outcomes(""));
        Command.Ended again = drydock("plan", playbook, hosts, words);
        assertEquals(0, again.status(), again::toString);
    }

    /** The plan fails on each of these hosts, for that reason. */
    private static void refuses(String playbook, String reason, String hosts, String... words) {
        Command.Ended planned = drydock("plan", playbook, hosts, words);
        assertEquals(1, planned.status(), planned::toString);
        for (var host : Report.of(planned).document().get("hosts")) {
            assertTrue(host.toString().replace("\\\"", "\"").contains(reason), () -> host + " does not say: " + reason);
        }
    }

    /** @param but hosts on which the installed version begins in another way */
    private static void assertVersions(String name, Map<String, String> but, String begins, String hosts) {
        for (String host : hosts.split(":")) {
            String installed = ssh(
                    host,
                    "rpm -q --qf '%{VERSION}-%{RELEASE}\\n' " + name
                            + " 2>/dev/null || dpkg-query -W -f '${Version}\\n' " + name + " 2>/dev/null || pacman -Q "
                            + name + " | cut -d' ' -f2");
            assertTrue(
                    installed.replaceFirst("^[0-9]:", "").startsWith(but.getOrDefault(host, begins)),
                    () -> host + ": " + name + " " + installed);
        }
    }

    private static Command.Ended drydock(String command, String playbook, String hosts, String... words) {
        List<String> all = new ArrayList<>(List.of(
                Command.ROOT.resolve("bin/drydock").toString(),
                command,
                "-i",
                inventory.toString(),
                "--known-hosts",
                files.get("known_hosts"),
                "--format",
                "json",
                "-l",
                hosts));
        all.addAll(List.of(words));
        all.add(PLAYBOOKS.resolve(playbook).toString());
        return Command.run(all);
    }

    private static String[] key(String name) {
        return new String[] {"-e", "key=" + files.get(name), "-e", "fingerprint=" + files.get("fingerprint")};
    }

    private static String ssh(String host, String command) {
        String address = bed("inventory")
                .lines()
                .filter(l -> l.strip().startsWith(host + ":"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*ansible_host: ([0-9.]+).*", "$1");
        return Command.ssh(files.get("key"), files.get("known_hosts"), address, command);
    }

    private static String bed(String word) {
        Command.Ended ended = Command.run(List.of(BED.toString(), word));
        if (ended.status() != 0) throw new IllegalStateException("the bed does not do " + word + ": " + ended);
        return ended.out();
    }
}
