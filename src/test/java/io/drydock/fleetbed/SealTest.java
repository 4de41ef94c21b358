package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plan writes nothing to a host, whatever its checks try: a hostile action beside the playbook. */
@Tag("fleet")
final class SealTest extends OnFleet {
    /** Every file outside /proc and /sys: type, rights, owner, size, links, times and content; and what is not in files. */
    private static final String TREE = """
      cd /
      find . \\( -path ./proc -o -path ./sys \\) -prune -o -printf '%p %y %m %U %G %s %n %l %T@ %C@\\n' | sort
      find . \\( -path ./proc -o -path ./sys -o -path ./dev \\) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
      hostname; cat /proc/sys/kernel/domainname; cut -d' ' -f4- /proc/1/mountinfo
      """;

    private static final String SURVIVORS = "ps -eo args | grep -c '[s]leep 3.25' || :";

    /** Ways to write. Each is tried by itself, and those that succeed are told. */
    private static final String CHECK = """
      wrote=
      attack() {
        if ( trap - EXIT; eval "$2" ) >/dev/null 2>&1 3>&-; then wrote="$wrote $1"; fi
      }
      attack file 'echo >/pwned'
      attack append 'echo pwned::0:0::/:/bin/sh >>/etc/passwd'
      attack run 'echo >/run/pwned'
      attack shm 'echo >/dev/shm/pwned'
      attack var-tmp 'echo >/var/tmp/pwned'
      attack sysctl 'echo pwned >/proc/sys/kernel/domainname'
      attack truncate ': >/etc/hostname'
      attack overwrite 'echo pwned | dd of=/etc/hosts conv=notrunc'
      attack edit 'sed -i s/root/pwned/ /etc/group'
      attack mkdir 'mkdir /srv/pwned'
      attack rmdir 'rmdir /mnt'
      attack unlink 'rm /etc/issue'
      attack chmod 'chmod 777 /etc/shadow'
      attack chown 'chown 1000 /etc/gshadow'
      attack touch 'touch -d 2001-01-01 /etc/fstab'
      attack rename 'mv /etc/issue.net /etc/pwned.net'
      attack hard-link 'ln /etc/nsswitch.conf /etc/pwned.conf'
      attack symlink 'ln -s /etc/passwd /etc/pwned.link'
      attack device 'mknod /dev/pwned c 1 3'
      attack fifo 'mkfifo /run/pwned.fifo'
      attack setuid 'cp /bin/sh /usr/local/bin/pwned && chmod 4755 /usr/local/bin/pwned'
      attack setuid-rights 'chmod 4755 /bin/cat'
      attack bind-mount 'mkdir -p /tmp/b && mount --bind /etc /tmp/b && echo >/tmp/b/pwned.bind; s=$?; umount /tmp/b; [ $s = 0 ]'
      attack remount 'mount -o remount,rw / && echo >/etc/pwned.rw'
      attack remount-bind 'mount -o remount,bind,rw / && echo >/etc/pwned.bind-rw'
      attack unmount 'cd / && umount -l /dev/shm'
      attack namespace 'unshare -m sh -c "mount -o remount,bind,rw /; echo >/etc/pwned.ns"'
      attack user-namespace 'unshare -Urm sh -c "mount -o remount,bind,rw /; echo >/etc/pwned.userns"'
      attack enter-namespace 'nsenter -t 1 -m sh -c "echo >/etc/pwned.entered"'
      attack host-name 'hostname pwned'
      victim=$(cat /root/victim)
      attack kill 'kill -TERM "$victim"'
      attack stop 'kill -STOP "$victim" && kill -CONT "$victim"'
      attack renice 'renice -n 7 -p "$victim"'
      attack out-of-memory-score 'echo 500 >"/proc/$victim/oom_score_adj"'
      attack address 'ip address add 192.0.2.77/32 dev lo && ip address del 192.0.2.77/32 dev lo'
      attack route-to-root 'echo >/proc/1/root/pwned.root'
      attack look-into-root 'ls /proc/1/root/'
      attack look-into-process 'ls -l "/proc/$victim/cwd/"'
      attack trace 'cat "/proc/$victim/environ" "/proc/$victim/mem"'
      attack background 'setsid sh -c "sleep 3.25; echo >/etc/pwned.late; mount -o remount,bind,rw /; echo >/etc/pwned.later" & :'
      attack temporary 'mktemp && mktemp -d && mktemp -p /tmp'
      attack private 'echo >"$WORK/pwned"; echo >"$WORK/../pwned"'
      say "wrote:$wrote"
      want goodness good bad
      """;

    private static Path playbook;

    @BeforeAll
    static void up() throws IOException {
        up(2);
        for (int host : List.of(1, 2))
            bed.ssh(host, "sed -i /pam_motd/d /etc/pam.d/sshd"); // writes to /run at each login
        for (int host : List.of(1, 2))
            bed.ssh(
                    host,
                    "echo 5000 >/proc/sys/kernel/ns_last_pid; setsid sleep 600 >/dev/null 2>&1 </dev/null & echo $! >/root/victim; sleep 0.2; mkdir -p /run/systemd/system /run/dbus; : >/run/dbus/system_bus_socket");
        Path action = Files.createDirectories(directory.resolve("templates/hostile"));
        Files.writeString(action.resolve("action.yml"), "summary: Tries to write wherever it can.\narguments: {}\n");
        Files.writeString(action.resolve("check.sh.ftl"), CHECK);
        Files.writeString(action.resolve("apply.sh.ftl"), ":\n");
        playbook = bed.file("hostile.yml", """
        - hosts: fleet
          tasks:
            - name: hostile
              hostile:
        """);
    }

    @Test
    void aPlanWritesNothing() throws Exception {
        String before = bed.ssh(1, TREE);
        String said = run("plan", "host1");
        assertEquals(
                "sleep 600 0",
                bed.ssh(1, "ps -o args=,ni= -p $(cat /root/victim)").strip().replaceAll(" +", " "));
        assertEquals("0", bed.ssh(1, SURVIVORS).strip(), "processes that a check left running");
        Thread.sleep(4000); // longer than the background process waits
        assertEquals(List.of(), differences(before, bed.ssh(1, TREE)));
        // what succeeds is in the plan's own /tmp, or is only tried later
        assertEquals("wrote: background temporary private", said);
    }

    /** The same check without the seal, in an apply: that the tree tells of what it does. */
    @Test
    void withoutTheSealTheSameCheckWrites() throws Exception {
        String before = bed.ssh(2, TREE);
        String said = run("apply", "host2");
        Thread.sleep(4000);
        String after = bed.ssh(2, TREE);
        assertNotEquals(List.of(), differences(before, after));
        for (String name : List.of("/pwned ", "/run/pwned ", "/etc/pwned.late ", "/etc/pwned.link "))
            assertTrue(after.contains(name), name);
        assertTrue(said.split(" ").length > 25, said);
    }

    private static List<String> differences(String before, String after) {
        Set<String> gone = before.lines().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> come = after.lines().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> both = new HashSet<>(gone);
        both.retainAll(come);
        gone.removeAll(both);
        come.removeAll(both);
        return Stream.concat(gone.stream().map("- "::concat), come.stream().map("+ "::concat))
                .toList();
    }

    private static String run(String command, String host) throws IOException {
        Command.Ended ended = bed.drydock(
                        command, bed.inventory("root"), "--format", "json", "-l", host, playbook.toString())
                .end();
        Report report = Report.of(ended);
        assertTrue(report.host(host).path("notes").isEmpty(), ended::toString);
        return report.host(host)
                .get("tasks")
                .get(0)
                .path("message")
                .asText()
                .lines()
                .filter(l -> l.startsWith("wrote:"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ended));
    }
}
