package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The launcher against real OpenSSH hosts. Needs root on Debian; src/test/fleet/fleet says so where it is not. */
@Tag("fleet")
final class FleetTest extends OnFleet {
    private static final int HOSTS = 10;
    private static final String HOSTILE = "'; touch /pwned; $(reboot) \"";

    @BeforeAll
    static void up() {
        up(HOSTS);
    }

    @Test
    void whatIsPlannedIsAppliedAndThenNothingIsLeft() throws IOException {
        Path inventory = bed.inventory("root");
        String[] words = {
            "--format",
            "json",
            "-l",
            "fleet",
            Command.ROOT.resolve("src/bench/baseline.yml").toString(),
            Command.ROOT.resolve("src/test/fleet/converge.yml").toString()
        };
        Command.Ended planned = bed.drydock("plan", inventory, words).end();
        assertEquals(2, planned.status(), planned::toString);
        Command.Ended applied = bed.drydock("apply", inventory, words).end();
        assertEquals(0, applied.status(), applied::toString);
        Command.Ended again = bed.drydock("plan", inventory, words).end();
        assertEquals(0, again.status(), again::toString);
        Report plan = Report.of(planned);
        assertEquals(HOSTS, plan.outcomes("").size());
        assertTrue(plan.outcomes("").get("host1").size() > 30, planned::toString);
        plan.deferred().forEach((host, tasks) -> assertEquals(List.of(), tasks, host));
        assertEquals(plan.outcomes(""), Report.of(applied).outcomes(""));
        assertEquals("marked by the handler\n", bed.ssh(HOSTS, "cat /etc/example/handled"));
        bed.ssh(1, "tree --version");
    }

    @Test
    void everyKeywordDoesInAnApplyWhatItsPlanSaid() throws IOException {
        Command.run(List.of(
                "cp", "-r", Command.ROOT.resolve("src/test/fleet/keywords").toString(), directory.toString()));
        Path site = directory.resolve("keywords/site.yml");
        Path inventory = bed.inventory("root");
        String[] words = {
            "-e", "target=fleet", "-e", "word=hidden-word", "-l", "host1,host2,host3,host4", site.toString()
        };
        Command.Ended planned = bed.drydock("plan", inventory, words).end();
        assertEquals(2, planned.status(), planned::toString);
        Command.Ended applied = bed.drydock("apply", inventory, words).end();
        assertEquals(0, applied.status(), applied::toString);
        Matcher asPlanned =
                Pattern.compile("as planned: (\\d+) of (\\d+) tasks").matcher(applied.out());
        assertTrue(asPlanned.find(), applied::toString);
        assertEquals(asPlanned.group(2), asPlanned.group(1), applied::toString);
        assertTrue(Integer.parseInt(asPlanned.group(1)) > 200, applied::toString);
        Command.Ended again = bed.drydock("plan", inventory, words).end();
        assertEquals(0, again.status(), again::toString);
        for (Command.Ended ended : List.of(planned, applied, again))
            assertFalse((ended.out() + ended.err()).contains("hidden-word"), ended::toString);
        assertEquals("play\ntask\n", bed.ssh(1, "cat /srv/keywords/environment"));
        assertEquals("$OF_TASK block\nhidden-word", bed.ssh(4, "cat /srv/keywords/rescued /srv/keywords/secret"));
        assertTrue(Files.readString(site.resolveSibling("events")).contains("batch_ended"), applied::toString);
    }

    /** With fewer places than hosts, and one host that is slow: the others wait, and keep nobody from beginning. */
    @Test
    void noHostPassesABarrierBeforeAllHaveComeThere() throws IOException {
        Path playbook = bed.file("barrier.yml", """
        - hosts: host1,host2,host3,host4
          tasks:
            - shell: {cmd: "sleep [=(inventory_hostname == 'host1')?then(3, 0)]; date +%s >/root/before", changes: always}
            - meta: barrier
            - shell: {cmd: "date +%s >/root/behind", changes: always}
            - {meta: end_play, when: "inventory_hostname == 'host1'"}
            - shell: {cmd: ": >/root/beyond", changes: always}
        """);
        Command.Ended ended = bed.drydock("apply", bed.inventory("root"), "--forks", "2", playbook.toString())
                .end();
        assertEquals(0, ended.status(), ended::toString);
        long last = Long.parseLong(bed.ssh(1, "cat /root/before").strip());
        for (int host = 1; host <= 4; host++) {
            String behind = bed.ssh(host, "cat /root/behind; ls /root/beyond 2>/dev/null || :")
                    .strip();
            assertTrue(Long.parseLong(behind) >= last, host + ": " + behind);
        }
    }

    /** Who is added to a group is a member once logged in anew. */
    @Test
    void aLoginAnewHasTheGroupsOfThen() throws IOException {
        Path playbook = bed.file("login.yml", """
        - hosts: host5
          tasks:
            - {become: true, user: {name: ops, groups: [games], append: true}}
            - {become: false, shell: {cmd: id -Gn, changes: never}, register: before}
            - meta: reset_connection
            - {become: false, shell: {cmd: id -Gn, changes: never}, register: after}
            - debug: {msg: "${before.stdout} and then ${after.stdout}"}
        """);
        Command.Ended ended = applyAsOps(playbook).end();
        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.out().contains("ops and then ops games"), ended::toString);
    }

    @Test
    void brokenHostsAreReportedForWhatTheyAreAndDelayNobody() throws IOException {
        Path playbook = bed.file("all.yml", """
        - hosts: all
          tasks:
            - name: a mark
              copy: {dest: /etc/mark, content: "here\\n"}
        """);
        long start = System.nanoTime();
        Command.Ended ended = bed.drydock(
                        "apply", bed.inventory("root"), "--format", "json", "--timeout", "4", playbook.toString())
                .end();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(4, ended.status(), ended::toString);
        Report report = Report.of(ended);
        assertAll(IntStream.rangeClosed(1, HOSTS)
                .mapToObj(i -> () -> assertEquals("changed", report.status("host" + i))));
        assertAll(
                () -> assertBroken(report, "refused", "refused"),
                () -> assertBroken(report, "hanging", "4 s"),
                () -> assertBroken(report, "changed", "host key"));
        assertTrue(time.toSeconds() < 20, "took " + time);
    }

    @Test
    void aptThatCannotReadItsSourcesIsNeverOk() throws IOException {
        bed.ssh(4, """
        mkdir -p /srv/own && : >/srv/own/Packages
        echo 'deb [signed-by=/etc/by-hand.asc] file:///srv/own/ ./' >/etc/apt/sources.list.d/own.list
        printf 'Package: cowsay\\nPin: release *\\nPin-Priority: -1\\n' >/etc/apt/preferences.d/no-cowsay
        """);
        Path playbook = bed.file("own.yml", """
        - hosts: host4
          tasks:
            - name: own
              package_repository: {name: own, url: "file:/srv/own", trusted: true, replace: "${replace!false}"}
            - name: forbidden
              package: {name: cowsay}
              ignore_errors: true
        """);
        Command.Ended refused =
                bed.drydock("plan", bed.inventory("root"), playbook.toString()).end();
        assertEquals(1, refused.status(), refused::toString);
        assertTrue(refused.out().contains("E: Conflicting values set for option"), refused::toString);
        assertTrue(refused.out().contains("/etc/apt/sources.list.d/own.list:1"), refused::toString);
        Command.Ended applied = bed.drydock("apply", bed.inventory("root"), "-e", "replace=true", playbook.toString())
                .end();
        assertEquals(0, applied.status(), applied::toString);
        assertTrue(applied.out().contains("/etc/apt/preferences.d/no-cowsay"), applied::toString);
        bed.ssh(
                4,
                "apt-get indextargets >/dev/null && grep -qx '# deb .signed-by=/etc/by-hand.asc. file:///srv/own/ ./' /etc/apt/sources.list.d/own.list");
        bed.ssh(4, "echo 'deb http://x/' >/etc/apt/sources.list.d/bad.list");
        Command.Ended broken = bed.drydock("plan", bed.inventory("root"), "-e", "replace=true", playbook.toString())
                .end();
        assertTrue(
                broken.out().contains("E: Malformed entry 1 in list file /etc/apt/sources.list.d/bad.list"),
                broken::toString);
    }

    @Test
    void aLockIsWaitedForOnceAlsoByTheRecoveryOfWhatWasCutOff() throws IOException {
        bed.ssh(5, "cd /tmp && apt-get -q download hello && dpkg --unpack hello_*.deb");
        Path playbook = bed.file("locked.yml", """
        - hosts: host5
          tasks:
            - name: hello
              package: {name: [hello, tree], lock_timeout: 6}
        """);
        holdLock(300);
        Command.Ended locked =
                bed.drydock("apply", bed.inventory("root"), playbook.toString()).end();
        assertEquals(1, locked.status(), locked::toString);
        assertTrue(locked.out().contains("(perl); it was waited for 6 s"), locked::toString);
        bed.ssh(5, "kill $(cat /tmp/held)");
        holdLock(3);
        Command.Ended freed =
                bed.drydock("apply", bed.inventory("root"), playbook.toString()).end();
        assertEquals(0, freed.status(), freed::toString);
        assertEquals("", bed.ssh(5, "dpkg --audit"));
    }

    private static void holdLock(int seconds) {
        bed.ssh(5, """
        cat >/tmp/hold.pl <<'END'
        use Fcntl; open(my $f, '+>>', '/var/lib/dpkg/lock-frontend') or die;
        my $x = pack('s s x4 q q i x4', F_WRLCK, 0, 0, 0, 0); fcntl($f, F_SETLK, $x) or die "no lock: $!"; sleep $ARGV[0];
        END
        setsid perl /tmp/hold.pl %d >/dev/null 2>&1 </dev/null & echo $! >/tmp/held; sleep 1
        """.formatted(seconds));
    }

    private static void assertBroken(Report report, String host, String reason) {
        assertEquals("unreachable", report.status(host));
        String message = report.host(host).get("message").asText();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void hostileValuesArriveLiterally() throws IOException {
        bed.ssh(2, """
        cat >/etc/os-release <<'END'
        ID=debian
        VERSION_ID=12
        PRETTY_NAME="'; touch /pwned; \\$(reboot) \\""
        END
        """);
        Path inventory = bed.inventory("root", "from_inventory: \"'; touch /pwned; $(reboot) \\\"\"");
        Path playbook = bed.file("hostile.yml", """
        - hosts: host2
          tasks:
            - name: files
              copy: {dest: "/srv/${item.name}", content: "${item.value}"}
              loop:
                - {name: inventory, value: "${from_inventory}"}
                - {name: extra, value: "${from_extra}"}
                - {name: fact, value: "${facts.os.pretty_name}"}
            - name: paths
              file: {path: "/srv/paths/${item.name}/${item.value}", state: directory}
              loop:
                - {name: inventory, value: "${from_inventory}"}
                - {name: extra, value: "${from_extra}"}
                - {name: fact, value: "${facts.os.pretty_name}"}
            - name: comments
              user: {name: "${item.name}", comment: "${item.value}"}
              loop:
                - {name: inventory, value: "${from_inventory}"}
                - {name: extra, value: "${from_extra}"}
                - {name: fact, value: "${facts.os.pretty_name}"}
            - name: shell
              shell: {cmd: "printf %s [=from_inventory] >/srv/shell", creates: /srv/shell}
        """);
        String[] words = {"-e", "from_extra=" + ShellWord.quoted(HOSTILE), playbook.toString()};
        Command.Ended planned = bed.drydock("plan", inventory, words).end();
        assertEquals(2, planned.status(), planned::toString);
        Command.Ended applied = bed.drydock("apply", inventory, words).end();
        assertEquals(0, applied.status(), applied::toString);
        for (String source : List.of("inventory", "extra", "fact")) {
            assertEquals(HOSTILE, bed.ssh(2, "cat /srv/" + source), source);
            assertEquals(
                    "/srv/paths/" + source + "/" + HOSTILE,
                    bed.ssh(2, "find /srv/paths/" + source + " -depth | head -n 1")
                            .strip());
            assertEquals(
                    HOSTILE,
                    bed.ssh(2, "getent passwd " + source + " | cut -d: -f5").strip());
        }
        assertEquals(HOSTILE, bed.ssh(2, "cat /srv/shell"));
        assertEquals("none", bed.ssh(2, "ls /pwned 2>/dev/null || echo none").strip());
        assertFalse(Files.exists(Path.of("/pwned")));
        Command.Ended again = bed.drydock("plan", inventory, words).end();
        assertEquals(0, again.status(), again::toString);
    }

    @Test
    void sudoWithAPasswordThatNobodySees() throws Exception {
        String password = Files.readString(bed.passwordFile()).strip();
        Path playbook = bed.file("sudo.yml", """
        - hosts: host3
          tasks:
            - name: as root
              copy: {dest: /root/by-sudo, content: "done\\n"}
            - name: time to look
              command: {cmd: sleep 2.5, changes: always}
        """);
        Path out = directory.resolve("sudo.out");
        Path err = directory.resolve("sudo.err");
        Process process = applyAsOps(playbook).start(out, err);
        boolean sudoSeen = false;
        while (process.isAlive()) {
            for (String seen : commandLinesAndEnvironments()) {
                assertFalse(seen.contains(password), seen);
                sudoSeen |= seen.contains("sudo") && seen.contains("-S");
            }
        }
        assertEquals(0, process.waitFor(), () -> read(out) + read(err));
        assertTrue(sudoSeen);
        assertFalse((read(out) + read(err)).contains(password));
        assertEquals("done\n", bed.ssh(3, "cat /root/by-sudo"));
        assertEquals("", bed.ssh(3, "grep -rslF " + password + " /tmp /run /var/tmp /root /home /var/log || true"));
    }

    @Test
    void aWrongSudoPasswordIsAFailureThatSaysSo() throws IOException {
        Path playbook = bed.file("wrong.yml", """
        - hosts: host4
          tasks:
            - name: as root
              copy: {dest: /root/by-sudo, content: "done\\n"}
        """);
        Path wrong = bed.file("wrong-password", "not-this\n");
        Command.Ended ended = bed.drydock(
                        "apply",
                        bed.inventory("ops"),
                        "--format",
                        "json",
                        "--become-password-file",
                        wrong.toString(),
                        playbook.toString())
                .end();
        assertEquals(1, ended.status(), ended::toString);
        String message = Report.of(ended).host("host4").get("message").asText();
        assertTrue(message.contains("sudo") && message.contains("password"), message);
        assertFalse(ended.out().contains("not-this"));
    }

    /** Of every process of this machine, those inside the hosts with them. */
    private static List<String> commandLinesAndEnvironments() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .flatMap(p -> Stream.of(p.resolve("cmdline"), p.resolve("environ")))
                    .map(FleetTest::read)
                    .toList();
        }
    }

    /** A process may end while it is read. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Command applyAsOps(Path playbook) throws IOException {
        return bed.drydock(
                "apply",
                bed.inventory("ops"),
                "-v",
                "--become-password-file",
                bed.passwordFile().toString(),
                playbook.toString());
    }
}
