package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user exchanges everything in a directory of theirs while root works in it: nothing elsewhere is read, changed or given away. */
@Tag("fleet")
final class OwnedDirectoryTest extends OnFleet {
    /** $ARGV[0]: seconds; $ARGV[1]: what is exchanged. */
    private static final String ATTACK = """
      use strict; my ($end, $what, $n) = (time + $ARGV[0], $ARGV[1], 0); chdir "/home/ops/own" or die;
      while (time < $end) {
        $n++;
        if ($what eq "temporary") {
          opendir my $d, "."; for (readdir $d) {
            next unless /^\\.drydock\\./ and !-l $_;
            rename $_, "gone.$n" or next;
            if ($n % 2) { symlink "/etc/victims", $_ } else { mkdir $_; symlink "/etc/victims/file", "$_/file" }
          }
          closedir $d;
        } elsif ($what eq "file") {
          symlink "/etc/victims/file", "l"; rename "l", "file";
          open my $f, ">", "f"; print $f "mine\\n"; close $f; rename "f", "file";
          select undef, undef, undef, 0.02 if $n % 3 == 0;
        } else {
          rename "sub", "real"; symlink "/etc/victims", "sub"; unlink "sub"; rename "real", "sub";
          select undef, undef, undef, 0.02 if $n % 3 == 0;
        }
      }
      """;

    private static final String PREPARE = """
      rm -rf /etc/victims /home/ops/own; mkdir -m 755 /etc/victims; echo secret >/etc/victims/file; echo secret >/etc/victims/gone
      chmod 600 /etc/victims/*; su ops -c 'mkdir -p ~/own/sub; echo mine >~/own/file; echo mine >~/own/sub/file'
      """;
    private static final String VICTIMS = "cd /etc/victims; stat -c '%n %a %U %s %h' . *; cat *";

    private static Path playbook;

    @BeforeAll
    static void up() throws Exception {
        up(1);
        playbook = bed.file("own.yml", """
        - hosts: host1
          tasks:
            - {copy: {dest: /home/ops/own/file, content: "a ${n}\\n", mode: "0644", backup: true}, ignore_errors: true}
            - {line: {path: /home/ops/own/file, line: "b ${n}", mode: "0644"}, ignore_errors: true}
            - {file: {path: /home/ops/own/file, owner: ops, mode: "0666"}, ignore_errors: true}
            - {copy: {dest: /home/ops/own/sub/file, content: "a ${n}\\n", owner: ops}, ignore_errors: true}
            - {file: {path: "/home/ops/own/sub/new${n}", state: touch, owner: ops, mode: "0666"}, ignore_errors: true}
            - {file: {path: "/home/ops/own/sub/dir${n}", state: directory, owner: ops}, ignore_errors: true}
            - {file: {path: "/home/ops/own/sub/link${n}", state: link, src: /nowhere, force: true, owner: ops}, ignore_errors: true}
            - {file: {path: /home/ops/own/sub/gone, state: absent}, ignore_errors: true}
            - {file: {path: /home/ops/own/sub, state: directory, recurse: true, owner: ops, mode: "0777"}, ignore_errors: true}
        """);
    }

    @Test
    void whatIsExchangedLeadsNowhereElse() throws Exception {
        for (String what : List.of("temporary", "file", "directory")) {
            bed.ssh(1, PREPARE);
            String before = bed.ssh(1, VICTIMS);
            bed.ssh(
                    1,
                    "cat >/home/ops/attack.pl <<'END'\n" + ATTACK + "END\n(setsid su ops -c 'perl ~/attack.pl 25 "
                            + what + "' >/dev/null 2>&1 </dev/null &)");
            String told = "";
            for (int n = 1; n <= 6; n++)
                told += bed.drydock("apply", bed.inventory("root"), "-e", "n=" + n, playbook.toString())
                        .end()
                        .out();
            assertEquals(before, bed.ssh(1, VICTIMS), what + "\n" + told);
            assertEquals(
                    "",
                    bed.ssh(
                            1,
                            "grep -rl secret /home/ops/own --exclude=l --exclude=file || :; find /home/ops/own -user root -perm -4000"),
                    what);
            assertTrue(told.contains("changed "), told); // not only refusals
            bed.ssh(1, "pkill -u ops perl || :");
        }
    }

    /** All the names that a backup could get are there already, and lead to where only root writes. */
    @Test
    void aBackupFollowsNoLink() throws Exception {
        bed.ssh(
                1,
                PREPARE + "su ops -c 'cd ~/own; now=$(date +%s); for i in $(seq -5 120); do "
                        + "ln -s /etc/sudoers.d/pwned file.$(date -d @$((now+i)) +%Y%m%d-%H%M%S)~; done'");
        Command.Ended ended = bed.drydock("apply", bed.inventory("root"), "-e", "n=1", playbook.toString())
                .end();
        assertTrue(ended.out().contains("changed   copy"), ended::toString);
        assertEquals(
                "mine",
                bed.ssh(1, "test ! -e /etc/sudoers.d/pwned && cat /home/ops/own/file.*~~")
                        .strip());
    }
}
