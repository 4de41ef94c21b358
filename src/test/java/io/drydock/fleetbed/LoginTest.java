package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Accounts as they are: every login shell, as root and behind sudo, and what sudo has against a user. */
@Tag("fleet")
final class LoginTest extends OnFleet {
    private static final List<String> SHELLS = List.of(
            "/bin/sh",
            "/bin/bash",
            "/bin/zsh",
            "/bin/ksh93",
            "/bin/mksh",
            "/bin/bsd-csh",
            "/bin/tcsh",
            "/usr/bin/fish",
            "/bin/rbash");
    /** Behind sudo only the first command line differs, so one of each family is enough there. */
    private static final List<String> BEHIND_SUDO = List.of("/bin/bash", "/bin/tcsh", "/usr/bin/fish", "/bin/rbash");

    private static Path playbook;

    @BeforeAll
    static void up() throws IOException {
        up(2);
        bed.ssh(
                1,
                "apt-get install -y -qq --no-install-recommends tcsh csh fish ksh mksh zsh >/dev/null 2>&1; mount --make-rshared /");
        playbook = bed.file("login.yml", """
        - hosts: host1
          tasks:
            - name: a file
              copy: {dest: "/root/x'y.txt", content: "it's \\\\ back ! hist\\n"}
            - name: a shell
              shell: {cmd: "printf '%s\\\\n' 'a!b' \\"c\\\\\\\\d\\" >/root/sh.out", creates: /root/sh.out}
        """);
    }

    @TestFactory
    Stream<DynamicTest> everyLoginShell() {
        return Stream.of("root", "ops")
                .flatMap(user -> (user.equals("root") ? SHELLS : BEHIND_SUDO)
                        .stream()
                                .map(shell -> DynamicTest.dynamicTest(user + " " + shell, () -> {
                                    bed.ssh(1, "rm -f /root/x* /root/sh.out");
                                    String before = bed.ssh(1, "cut -d' ' -f4- /proc/1/mountinfo");
                                    bed.ssh(1, "usermod -s " + shell + " " + user);
                                    try {
                                        Path inventory = bed.inventory(user);
                                        assertEquals(2, run("plan", inventory).status());
                                        assertEquals(
                                                before,
                                                run("exec", inventory, "host1", "cut -d' ' -f4- /proc/1/mountinfo")
                                                        .message());
                                        Command.Ended applied =
                                                run("apply", inventory).ended();
                                        assertEquals(0, applied.status(), applied::toString);
                                        assertEquals(0, run("plan", inventory).status());
                                    } finally {
                                        restore(user);
                                    }
                                    assertEquals(
                                            "it's \\ back ! hist\na!b\nc\\d\n",
                                            bed.ssh(1, "cat /root/x* /root/sh.out"));
                                })));
    }

    private static void restore(String user) throws IOException {
        Command.Ended ended = bed.drydock(
                        "exec",
                        bed.inventory(user),
                        "--become-password-file",
                        bed.passwordFile().toString(),
                        "host1",
                        "usermod -s /bin/bash " + user)
                .end();
        assertEquals(0, ended.status(), ended::toString);
    }

    private record Said(Command.Ended ended) {
        int status() {
            return ended.status();
        }

        String message() {
            return Report.of(ended)
                            .host("host1")
                            .get("tasks")
                            .get(0)
                            .path("message")
                            .asText() + "\n";
        }
    }

    private static Said run(String command, Path inventory, String... words) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of(
                "--format", "json", "--become-password-file", bed.passwordFile().toString()));
        all.addAll(words.length > 0 ? List.of(words) : List.of(playbook.toString()));
        return new Said(
                bed.drydock(command, inventory, all.toArray(String[]::new)).end());
    }

    @Test
    void aWrongPasswordIsOneAttemptForSudo() throws Exception {
        bed.ssh(2, "echo 'Defaults logfile=/var/log/sudo.log' >/etc/sudoers.d/log");
        Path wrong = bed.file("wrong", "not the password\n");
        Command.Ended ended = bed.drydock(
                        "apply",
                        bed.inventory("ops"),
                        "--format",
                        "json",
                        "-l",
                        "host2",
                        "--become-password-file",
                        wrong.toString(),
                        Files.writeString(
                                        bed.file("two.yml", ""),
                                        Files.readString(playbook).replace("host1", "host2"))
                                .toString())
                .end();
        assertEquals(1, ended.status(), ended::toString);
        assertTrue(
                Report.of(ended).host("host2").get("message").asText().startsWith("sudo does not accept the password"),
                ended::toString);
        assertEquals(
                "1 incorrect password attempt",
                bed.ssh(2, "grep -o '[0-9]* incorrect password attempts*' /var/log/sudo.log")
                        .strip());
    }

    private static Command.Ended execAsOps(String command) throws Exception {
        return bed.drydock(
                        "exec",
                        bed.inventory("ops"),
                        "--format",
                        "json",
                        "--become-password-file",
                        bed.passwordFile().toString(),
                        "host2",
                        command)
                .end();
    }

    @Test
    void sudoWithoutAPasswordHandsNoneToTheCommand() throws Exception {
        bed.ssh(2, "echo 'ops ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/zz");
        try {
            Command.Ended ended = execAsOps("echo \"[$(cat)]\"");
            assertEquals(
                    "[]",
                    Report.of(ended)
                            .host("host2")
                            .get("tasks")
                            .get(0)
                            .path("message")
                            .asText(),
                    ended::toString);
        } finally {
            bed.ssh(2, "rm /etc/sudoers.d/zz");
        }
    }

    @TestFactory
    Stream<DynamicTest> whatSudoHasAgainstAUser() {
        return Stream.of(
                        List.of(
                                "not in sudoers",
                                "mv /etc/sudoers.d/ops /root/",
                                "mv /root/ops /etc/sudoers.d/",
                                "not in sudoers"),
                        List.of(
                                "other commands only",
                                "echo 'ops ALL=(ALL) /bin/true' >/etc/sudoers.d/ops",
                                "echo 'ops ALL=(ALL) ALL' >/etc/sudoers.d/ops",
                                "does not allow it"),
                        List.of(
                                "not installed",
                                "chmod 0 /usr/bin/sudo; mv /usr/bin/sudo /root/",
                                "mv /root/sudo /usr/bin/; chmod 4755 /usr/bin/sudo",
                                "not installed"),
                        List.of(
                                "other language",
                                "echo 'LANG=de_DE.UTF-8' >/etc/default/locale; mv /etc/sudoers.d/ops /root/",
                                "rm /etc/default/locale; mv /root/ops /etc/sudoers.d/",
                                "not in sudoers"))
                .map(c -> DynamicTest.dynamicTest(c.getFirst(), () -> {
                    bed.ssh(2, c.get(1));
                    try {
                        Command.Ended ended = execAsOps("id");
                        assertTrue(
                                Report.of(ended)
                                        .host("host2")
                                        .get("message")
                                        .asText()
                                        .contains(c.get(3)),
                                ended::toString);
                    } finally {
                        bed.ssh(2, c.get(2));
                    }
                }));
    }

    /** While one apply is between two of its programs, or in one, no other run gets in; afterwards it does. */
    @Test
    void theLockHoldsForAWholeApply() throws Exception {
        Path slow = bed.file("slow.yml", """
        - hosts: host2
          tasks:
            - name: ask
              shell: {cmd: "sleep 1; echo b", changes: always}
              register: r
            - name: answer
              shell: {cmd: "sleep 6; echo [=r.stdout]", changes: always}
        """);
        Path quick = bed.file(
                "quick.yml", "- hosts: host2\n  tasks:\n    - {name: quick, shell: {cmd: 'true', changes: always}}\n");
        Process running = bed.drydock("apply", bed.inventory("root"), slow.toString())
                .start(directory.resolve("slow.out"), directory.resolve("slow.err"));
        while (running.isAlive()
                && bed.ssh(2, "ls -A /run/drydock 2>/dev/null || :").isBlank())
            Thread.sleep(50); // before that, the other could be first
        int refused = 0;
        while (running.isAlive()) {
            Command.Ended other = bed.drydock("apply", bed.inventory("root"), "--format", "json", quick.toString())
                    .end();
            if (other.toString().contains("another run is applying")) refused++;
            else if (refused > 0) assertTrue(!running.isAlive(), "another run got in: " + other);
        }
        assertTrue(refused > 0, "never refused");
        assertEquals(0, running.waitFor());
        assertEquals(
                0,
                bed.drydock("apply", bed.inventory("root"), quick.toString())
                        .end()
                        .status());
        assertEquals(
                "directory root 700",
                bed.ssh(2, "stat -c '%F %U %a' /run/drydock").strip());
        assertEquals("", bed.ssh(2, "ls -A /run/drydock").strip());
    }
}
