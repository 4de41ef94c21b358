package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Real sudo, su, doas and sudo-rs, as they are set up in the field, and login shells with habits before them. */
@Tag("fleet")
final class BecomeTest extends OnFleet {
    private static final String PASSWORD = "tell-nobody-7";
    private static Path wrong;
    private static Path playbook;

    @BeforeAll
    static void up() throws IOException {
        up(2);
        bed.ssh(
                1,
                "apt-get install -y -qq --no-install-recommends opendoas git >/dev/null 2>&1;"
                        + " echo root:" + PASSWORD + " | chpasswd; echo 'permit ops' >/etc/doas.conf; useradd -m other;"
                        + " echo other:" + PASSWORD + " | chpasswd; cp /home/ops/.bashrc /root/bashrc;"
                        + " cp /etc/pam.d/su /root/pam-su");
        wrong = bed.file("wrong", "not the password\n");
        playbook = bed.file("become.yml", """
        - hosts: host1
          tasks:
            - name: a long one
              copy: {dest: /root/long, content: "it's \\\\ back ! \\u0001\\u0003\\u0004 %s\\r\\n"}
            - name: what it has
              shell: {cmd: "{ id -un; tty; cat; } >/root/shell", creates: /root/shell}
            - name: by sudo as another
              shell: {cmd: "id -un >/tmp/by-sudo", creates: /tmp/by-sudo}
              become_method: sudo
              become_user: other
            - name: by su
              shell: {cmd: "id -un >/tmp/by-su", creates: /tmp/by-su}
              become_method: su
              become_user: other
            - name: by doas
              shell: {cmd: "id -un >/tmp/by-doas", creates: /tmp/by-doas}
              become_method: doas
        """.formatted("x".repeat(300_000)));
    }

    private record Case(String name, String setUp, String undo, String vars, String password, String expected) {}

    private static Case of(String name, String setUp, String undo, String vars, String expected) {
        return new Case(name, setUp, undo, vars, "right", expected);
    }

    private static Case sudoers(String defaults, String expected) {
        return of(
                defaults, "echo 'Defaults " + defaults + "' >/etc/sudoers.d/zz", "rm /etc/sudoers.d/zz", "", expected);
    }

    private static Case file(String name, String file, String vars, String expected) {
        return of(name, "cp " + file + " /root/kept; " + name, "cat /root/kept >" + file, vars, expected);
    }

    private static final String SU = "ansible_become_method: su";
    private static final String DOAS = "ansible_become_method: doas";

    private static final List<Case> CASES = List.of(
            of("sudo", "", "", "", "ok"),
            sudoers("lecture=always", "ok"),
            sudoers("requiretty", "ok"),
            sudoers("use_pty,requiretty", "ok"),
            sudoers("passprompt_override,passprompt=\"Sesam>\"", "ok"),
            sudoers("rootpw", "ok"),
            sudoers("targetpw,timestamp_timeout=0", "ok"),
            sudoers("insults,requiretty", "ok"),
            new Case("sudo, wrong", "", "", "", "wrong", "sudo does not accept the password, which was tried once"),
            new Case(
                    "sudo on a terminal, wrong",
                    "echo 'Defaults requiretty' >/etc/sudoers.d/zz",
                    "rm /etc/sudoers.d/zz",
                    "",
                    "wrong",
                    "sudo does not accept the password"),
            new Case("sudo, none", "", "", "", "none", "sudo wants a password"),
            of(
                    "sudo as nobody there",
                    "",
                    "",
                    "ansible_become_user: no-such",
                    "the user to become does not exist there"),
            of("sudo -E", "", "", "ansible_become_flags: -H -E", "ok"),
            of("su", "", "", SU, "ok"),
            of("su -", "echo 'echo Welcome, root' >>/root/.profile", "", SU + ", ansible_become_flags: '-'", "ok"),
            of("sudo su", "", "", SU + ", ansible_become_exe: sudo su", "ok"),
            new Case("su, wrong", "", "", SU, "wrong", "su does not accept the password"),
            new Case("su, none", "", "", SU, "none", "su wants a password"),
            of("su as nobody there", "", "", SU + ", ansible_become_user: no-such", "does not exist there"),
            file(
                    "echo 'auth required pam_wheel.so' | cat - /root/pam-su >/etc/pam.d/su",
                    "/etc/pam.d/su",
                    SU,
                    "su does not allow it"),
            of("expired", "chage -E 0 other", "chage -E -1 other", SU + ", ansible_become_user: other", "expired"),
            of(
                    "password expired",
                    "chage -d 0 other",
                    "chage -d 20000 other",
                    SU + ", ansible_become_user: other",
                    "expired"),
            of(
                    "no shell",
                    "usermod -s /usr/sbin/nologin other",
                    "usermod -s /bin/sh other",
                    SU + ", ansible_become_user: other",
                    "no shell there"),
            of("doas", "", "", DOAS, "ok"),
            new Case("doas, wrong", "", "", DOAS, "wrong", "doas does not accept the password"),
            new Case("doas, none", "", "", DOAS, "none", "doas wants a password"),
            new Case(
                    "doas nopass",
                    "echo permit nopass ops >/etc/doas.conf",
                    "echo permit ops >/etc/doas.conf",
                    DOAS,
                    "none",
                    "ok"),
            of(
                    "doas for others",
                    "echo permit other >/etc/doas.conf",
                    "echo permit ops >/etc/doas.conf",
                    DOAS,
                    "doas does not allow it"),
            of(
                    "no terminal",
                    "sed -i 's/^/no-pty /' /home/ops/.ssh/authorized_keys",
                    "sed -i 's/^no-pty //' /home/ops/.ssh/authorized_keys",
                    DOAS,
                    "sshd gives none"),
            of(
                    "no doas",
                    "mv /usr/bin/doas /root/",
                    "mv /root/doas /usr/bin/",
                    DOAS,
                    "doas is not installed there, or not on the user's PATH; there is sudo and su"));

    @TestFactory
    Stream<DynamicTest> becomes() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name() + " " + c.vars(), () -> {
                    bed.ssh(1, c.setUp().isEmpty() ? ":" : c.setUp());
                    try {
                        String message = exec(
                                1, c.vars(), c.password(), "id -u; cat; echo out; echo err >&2; tty -s || echo none");
                        if (c.expected().equals("ok"))
                            assertEquals(
                                    List.of("0", "err", "none", "out"),
                                    message.lines().sorted().toList());
                        else assertTrue(message.contains(c.expected()), message);
                        assertFalse(message.contains(PASSWORD) || message.contains("drydock-"), message);
                    } finally {
                        bed.ssh(1, c.undo().isEmpty() ? ":" : c.undo());
                    }
                }));
    }

    /** What exec says of the host or of its command. */
    private static String exec(int host, String vars, String password, String command) throws IOException {
        List<String> words = new ArrayList<>(List.of("--format", "json", "host" + host, command));
        words.addAll(
                switch (password) {
                    case "right" ->
                        List.of("--become-password-file", bed.passwordFile().toString());
                    case "wrong" -> List.of("--become-password-file", wrong.toString());
                    default -> List.of();
                });
        Command.Ended ended = bed.drydock("exec", inventory(vars), words.toArray(String[]::new))
                .end();
        var told = Report.of(ended).host("host" + host);
        return told.path("message").asText()
                + told.path("tasks").path(0).path("message").asText();
    }

    private static Path inventory(String vars) throws IOException {
        return bed.inventory("ops", vars.isEmpty() ? new String[0] : vars.split(", "));
    }

    /** Tasks of one play become others by different methods. */
    @TestFactory
    Stream<DynamicTest> plansAndApplies() {
        return Stream.of("sudo", "su", "doas")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    bed.ssh(1, "rm -f /root/long /root/shell /tmp/by-*");
                    String[] words = {
                        "--become-method",
                        method,
                        "--become-password-file",
                        bed.passwordFile().toString(),
                        playbook.toString()
                    };
                    Path inventory = inventory("");
                    assertEquals(2, bed.drydock("plan", inventory, words).end().status());
                    assertEquals("", bed.ssh(1, "ls /root/long /root/shell /tmp/by-* 2>/dev/null || :"));
                    Command.Ended applied =
                            bed.drydock("apply", inventory, words).end();
                    assertEquals(0, applied.status(), applied::toString);
                    assertEquals(0, bed.drydock("plan", inventory, words).end().status());
                    assertEquals(
                            "root\nnot a tty\nother\nother\nroot\n",
                            bed.ssh(1, "cat /root/shell /tmp/by-sudo /tmp/by-su /tmp/by-doas"));
                    assertEquals("300020", bed.ssh(1, "wc -c </root/long").strip());
                }));
    }

    private record Habit(String name, String bashrc, String asUser, String asRoot) {}

    private static final String FINE = "";

    private static final List<Habit> HABITS = List.of(
            new Habit(
                    "ends the shell",
                    "exit 3",
                    "with status 3; check the login shell",
                    "with status 3; check the login shell"),
            new Habit("is another program", "exec cat", "check the login shell", "has not come to its command"),
            new Habit("reads lines", "read -r x; read -r y", FINE, FINE),
            new Habit("prints", "echo Welcome; printf 'no end'; printf 'a\\0b'; echo warning >&2", FINE, FINE),
            new Habit("prints much", "yes | head -c 3000000", FINE, FINE),
            new Habit(
                    "sets options",
                    "alias sh='echo no'; set -o noclobber; set -u; cd /nonexistent; stty sane",
                    FINE,
                    FINE),
            new Habit("fails", "set -e; stty sane", "Inappropriate ioctl", "Inappropriate ioctl"));

    @TestFactory
    Stream<DynamicTest> startUpFiles() {
        return HABITS.stream()
                .flatMap(h -> Stream.of(false, true)
                        .map(become -> DynamicTest.dynamicTest(h.name() + " " + become, () -> {
                            bed.ssh(
                                    1,
                                    "printf '%s\\n' \"" + h.bashrc().replace("\\", "\\\\") + "\" >/home/ops/.bashrc");
                            try {
                                everyCommand(become, become ? h.asRoot() : h.asUser());
                            } finally {
                                bed.ssh(1, "cp /root/bashrc /home/ops/.bashrc");
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> shellsThatRunNothing() {
        return Stream.of(
                        List.of("/usr/sbin/nologin", "currently not available"),
                        List.of("/bin/false", "check the login shell"),
                        List.of("/bin/true", "check the login shell"),
                        List.of("/usr/bin/git-shell", "128"))
                .flatMap(s -> Stream.of(false, true)
                        .map(become -> DynamicTest.dynamicTest(s.getFirst() + " " + become, () -> {
                            bed.ssh(1, "usermod -s " + s.getFirst() + " ops");
                            try {
                                everyCommand(become, s.get(1));
                            } finally {
                                bed.ssh(1, "usermod -s /bin/bash ops");
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> accountsWithHabits() {
        return Stream.of(
                        List.of(
                                "no home",
                                "mv /home/ops/.ssh /etc/ops-ssh; mv /home/ops /root/home; echo 'AuthorizedKeysFile /etc/ops-ssh/authorized_keys .ssh/authorized_keys' >/etc/ssh/sshd_config.d/zz.conf; kill -HUP 1; sleep 1",
                                "mv /root/home /home/ops; mv /etc/ops-ssh /home/ops/.ssh; rm /etc/ssh/sshd_config.d/zz.conf; kill -HUP 1; sleep 1",
                                FINE),
                        List.of(
                                "a forced command",
                                "sed -i 's/^/command=\"echo backups only\" /' /home/ops/.ssh/authorized_keys",
                                "sed -i 's/^command=\"echo backups only\" //' /home/ops/.ssh/authorized_keys",
                                "backups only"))
                .flatMap(s -> Stream.of(false, true)
                        .map(become -> DynamicTest.dynamicTest(s.getFirst() + " " + become, () -> {
                            bed.ssh(1, s.get(1));
                            try {
                                everyCommand(become, s.get(3));
                            } finally {
                                bed.ssh(1, s.get(2));
                            }
                        })));
    }

    /** exec, facts, plan and apply say the same: that it works, or why not. */
    private static void everyCommand(boolean become, String expected) throws IOException {
        Path play =
                bed.file("who.yml", "- hosts: host1\n  tasks: [{name: who, shell: {cmd: id -u, changes: never}}]\n");
        Path inventory = inventory("");
        Files.writeString(
                inventory, Files.readString(inventory).replace("ansible_become: true", "ansible_become: " + become));
        for (String command : List.of("exec", "facts", "plan", "apply")) {
            List<String> words = new ArrayList<>(List.of(
                    "--format",
                    "json",
                    "--become-password-file",
                    bed.passwordFile().toString()));
            words.addAll(
                    command.equals("exec")
                            ? List.of("host1", "echo it works")
                            : command.equals("facts") ? List.of("host1") : List.of(play.toString()));
            Command.Ended ended = bed.drydock(command, inventory, words.toArray(String[]::new))
                    .end();
            assertEquals(expected.isEmpty() ? 0 : 1, ended.status(), command + " " + ended);
            if (command.equals("exec") && expected.isEmpty())
                assertEquals( // what is on standard error may be the command's
                        "it works",
                        Report.of(ended)
                                .host("host1")
                                .path("tasks")
                                .path(0)
                                .path("message")
                                .asText()
                                .lines()
                                .findFirst()
                                .orElse(""));
            if (!expected.isEmpty())
                assertTrue(
                        Report.of(ended).host("host1").path("message").asText().contains(expected),
                        command + " " + ended);
        }
    }

    /** That of Debian 13, in which the user of this host lives. */
    @TestFactory
    Stream<DynamicTest> sudoRs() {
        String made = bed.ssh(
                2,
                "apt-get install -y -qq debootstrap >/dev/null 2>&1;"
                        + " debootstrap --variant=minbase --include=sudo-rs trixie /srv/trixie http://deb.debian.org/debian >/dev/null 2>&1 || { echo none; exit 0; };"
                        + " cd /srv/trixie; chroot . useradd -m -s /bin/bash ops; echo ops:" + PASSWORD
                        + " | chroot . chpasswd;"
                        + " ln -sf sudo-rs usr/bin/sudo; echo 'ops ALL=(ALL) ALL' >etc/sudoers-rs;"
                        + " for d in proc dev; do mount --rbind /$d $d; done;"
                        + " printf 'Match User ops\\n ChrootDirectory /srv/trixie\\n' >>/etc/ssh/sshd_config; kill -HUP 1; sleep 1");
        org.junit.jupiter.api.Assumptions.assumeFalse(made.contains("none"), "Debian 13 cannot be fetched");
        return Stream.of(
                        List.of("right", "sudo-rs 0"),
                        List.of("wrong", "sudo does not accept the password"),
                        List.of("none", "sudo wants a password"))
                .map(c -> DynamicTest.dynamicTest(c.getFirst(), () -> {
                    String message = exec(2, "", c.getFirst(), "id -u; sudo --version");
                    assertTrue(message.contains(c.get(1)), message);
                }));
    }
}
