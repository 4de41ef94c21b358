package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
@Tag("fleet")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PackagesTest {
  private static final Path BED = Command.ROOT.resolve("src/test/packages/bed");
  private static final Path PLAYBOOKS = Command.ROOT.resolve("src/test/packages/playbooks");

  @TempDir
  static Path directory;
  private static Map<String, String> files;
  private static Path inventory;

  @BeforeAll
  static void up() throws IOException {
    bed("up");
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
    converges("present.yml");
    assertVersions("tini", "0.18.0", "arch", "0.19.0-3");
  }

  @Test
  @Order(2)
  void anotherVersionIsTakenAndHeld() {
    converges("hold.yml");
    assertVersions("tini", "0.19.0-1", "arch", "0.19.0-3");
  }

  @Test
  @Order(3)
  void whatIsHeldStaysUntilItIsReleased() {
    refuses("latest.yml", "is held; hold: false releases it", "all:!arch");
    converges("release.yml");
    assertVersions("tini", "0.19.0-3");
  }

  @Test
  @Order(4)
  void anOlderVersionNeedsLeave() {
    refuses("older.yml", "allow_downgrade: true allows", "all:!arch");
    refuses("older.yml", "no version 0.18.0* of tini", "arch");
    converges("downgrade.yml");
    assertVersions("tini", "0.18.0", "arch", "0.19.0-3");
  }

  @Test
  @Order(5)
  void packagesGoAndUnknownOnesAreNamed() {
    converges("absent.yml");
    refuses("unknown.yml", "no package \"no-such-package\"", "all");
  }

  @Test
  @Order(6)
  void aKeyIsTakenByItsFingerprintAlone() {
    refuses("repository.yml", "the key's fingerprint is", "all", "-e", "key=" + files.get("stranger_key"), "-e", "fingerprint=" + fingerprint());
    converges("repository.yml", "-e", "key=" + files.get("packages_key"), "-e", "fingerprint=" + fingerprint());
  }

  @Test
  @Order(7)
  void anEngineOfDockersRepositoryIsPinnedAndRaised() {
    converges("engine.yml", "-e", "source=docker", "-e", "engine=26.1", "-l", "fedora:rocky:centos:trusty:jammy");
    converges("engine.yml", "-e", "source=docker", "-e", "engine=27.3", "-l", "fedora:rocky:centos:trusty:jammy");
    assertVersions("docker-ce", "27.3.1", "leap", "", "arch", "", "xenial", "", "bionic", "");
  }

  @Test
  @Order(8)
  void anEngineOfTheDistributionTakesItsPlace() {
    converges("engine.yml", "-e", "source=distribution", "-e", "engine=", "-l", "all:!rocky");
    assertVersions("runc", "", "rocky", "");
  }

  @Test
  @Order(9)
  void missingModulesComeFromThePackageOfTheRunningRelease() {
    converges("modules.yml", "-l", "fedora:rocky:trusty:xenial:bionic");
    assertTrue(ssh("xenial", "modprobe -D aufs").startsWith("insmod"));
    refuses("modules.yml", "new_kernel: true installs it", "leap");
    refuses("modules.yml", "none of linux-modules-extra-5.15.0-1050-kvm", "jammy");
  }

  /** Plans, applies and plans again: what was planned is what came, and then nothing is left. */
  private static void converges(String playbook, String... words) {
    Command.Ended planned = drydock("plan", playbook, words);
    assertEquals(2, planned.status(), planned::toString);
    Command.Ended applied = drydock("apply", playbook, words);
    assertEquals(0, applied.status(), applied::toString);
    assertEquals(Report.of(planned).outcomes(""), Report.of(applied).outcomes(""));
    Command.Ended again = drydock("plan", playbook, words);
    assertEquals(0, again.status(), again::toString);
  }

  /** The plan fails on each of these hosts, for that reason. */
  private static void refuses(String playbook, String reason, String hosts, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-l", hosts));
    Command.Ended planned = drydock("plan", playbook, all.toArray(String[]::new));
    assertEquals(1, planned.status(), planned::toString);
    for (var host : Report.of(planned).document().get("hosts")) {
      assertTrue(host.toString().replace("\\\"", "\"").contains(reason), () -> host + " does not say: " + reason);
    }
  }

  /** @param but hosts and what their versions begin with instead; empty: not looked at */
  private static void assertVersions(String name, String begins, String... but) {
    Map<String, String> expected = new TreeMap<>();
    for (String line : bed("inventory").lines().filter(l -> l.contains("ansible_host")).toList()) {
      expected.put(line.strip().split(":")[0], begins);
    }
    for (int i = 0; i < but.length; i += 2) expected.put(but[i], but[i + 1]);
    expected.forEach((host, version) -> {
      if (version.isEmpty()) return;
      String installed = ssh(host, "rpm -q --qf '%{VERSION}-%{RELEASE}\\n' " + name
          + " 2>/dev/null || dpkg-query -W -f '${Version}\\n' " + name + " 2>/dev/null || pacman -Q " + name + " | cut -d' ' -f2");
      assertTrue(installed.replaceFirst("^[0-9]:", "").startsWith(version), () -> host + ": " + name + " " + installed);
    });
  }

  private static Command.Ended drydock(String command, String playbook, String... words) {
    List<String> all = new ArrayList<>(List.of(Command.ROOT.resolve("bin/drydock").toString(), command, "-i",
        inventory.toString(), "--known-hosts", files.get("known_hosts"), "--format", "json"));
    all.addAll(List.of(words));
    all.add(PLAYBOOKS.resolve(playbook).toString());
    return Command.run(all);
  }

  private static String fingerprint() {
    return files.get("fingerprint");
  }

  private static String ssh(String host, String command) {
    String address = bed("inventory").lines().filter(l -> l.strip().startsWith(host + ":")).findFirst().orElseThrow()
        .replaceFirst(".*ansible_host: ([0-9.]+).*", "$1");
    Command.Ended ended = Command.run(List.of("ssh", "-i", files.get("key"), "-o", "BatchMode=yes",
        "-o", "UserKnownHostsFile=" + files.get("known_hosts"), "root@" + address, command));
    if (ended.status() != 0) throw new AssertionError(command + ": " + ended);
    return ended.out();
  }

  private static String bed(String word) {
    Command.Ended ended = Command.run(List.of(BED.toString(), word));
    if (ended.status() != 0) throw new IllegalStateException("the bed does not do " + word + ": " + ended);
    return ended.out();
  }
}
