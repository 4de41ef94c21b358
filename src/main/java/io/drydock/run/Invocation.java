package io.drydock.run;

import io.drydock.template.ShellWord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a program is started: a command line of words that every login shell takes alike, and the program on standard
 * input, so that nothing of it shows in a process list. Its first line states its length: one that did not arrive whole
 * does not start.
 *
 * @param program what is run of it; empty where the command is all
 * @param escalation whom to become first; what is on standard input comes then
 */
record Invocation(String command, String program, Optional<Escalation> escalation) {
    private static final String HEADER = "#drydock ";
    /** A login shell's start-up files may read some lines of standard input: there are lines to spare before the header. */
    static final String SPARE = "\n\n\n";

    /** What a login shell says before a command of the user's own, so that one which runs nothing is not taken for a command that says nothing. */
    static final String BEGUN = "drydock-begins-here";

    private static final String BODY = "\n#drydock program\n";

    /**
     * Reads a program and runs it. One line between single quotes, without quote, backslash or exclamation mark, because
     * csh, fish and the others agree on nothing else.
     */
    private static final String SCRIPT = reading("p=$(cat; echo .); p=${p%.}; ", "eval \"$p\"");

    private static final String READ = "sh -c '" + SCRIPT + "'";

    /**
     * The same where standard input is a terminal, which passes every byte from here on: the program's end is the line END, and the
     * program gets neither the terminal nor the rest of its input, but pipes as elsewhere.
     */
    private static final String ON_TERMINAL = "stty raw -echo; exec 4>&1; READY; "
            + reading(
                    "p=$(sed -n \"/^END/q;p\"; echo .); p=${p%??}; ",
                    "s=$( { { (eval \"$p\") </dev/null 2>&1 3>&- 4>&-; echo $? >&3; } | cat >&4; } 3>&1 ); exit $s");

    private static String reading(String body, String run) {
        return "while IFS= read -r l; do case $l in \"" + HEADER + "\"*) break;; esac; done; " + body
                + "if (LC_ALL=C; [ ${#p} = \"${l#* }\" ]); then " + run
                + "; else echo the program did not arrive whole, so nothing of it was run >&2; exit 97; fi";
    }

    /**
     * What can change a host without writing to a file: mounts, modules, devices, the clock, a reboot, addresses, other
     * processes. With mounts, or with a look into another process, the seal could be broken from inside.
     */
    private static final String POWERS =
            "-sys_admin,-sys_module,-sys_rawio,-sys_boot,-sys_time,-mknod,-sys_ptrace,-kill,-net_admin,-sys_nice";

    /**
     * Makes every filesystem read-only and /tmp private (with what is in it, where the kernel has overlays already), then
     * runs the program without those powers. What it leaves running ends with it: with the process namespace where there
     * is one, else it is what shares this mount namespace. The program's parent keeps the powers it had. mount -n: without
     * it, mount keeps notes in /run or /etc. REPLACED tells which processes run a program whose file has been replaced,
     * which nobody can see any more without those powers.
     */
    private static final String SEAL = """
      seal() {
        mount -n --make-rprivate / || return 1
        while read -r _ at type _; do
          case $at in *\\*) at=$(printf %b "$at") ;; esac
          [ "$type" != autofs ] || continue   # nothing can be written to it, and to look closer would mount what it stands for
          mount -n -o remount,bind,ro "$at"
          if [ -d "$at" ] || [ -f "$at" ]; then [ ! -w "$at" ] || open=$at; fi
        done </proc/self/mounts
        own_tmp && TMPDIR=/tmp && [ -z "$open" ]
      }
      own_tmp() {
        exec 9</tmp && mount -n -t tmpfs -o mode=1777,nosuid,nodev drydock /tmp || return 1
        if grep -qw overlay /proc/filesystems && mkdir /tmp/upper /tmp/work && chmod 1777 /tmp/upper; then
          mount -n -t overlay -o nosuid,nodev,lowerdir=/proc/self/fd/9,upperdir=/tmp/upper,workdir=/tmp/work drydock /tmp
        fi
        exec 9<&-
      }
      others() {
        found=
        for p in /proc/[0-9]*; do
          [ "$p" != "/proc/$$" ] && [ "$p/ns/mnt" -ef /proc/self/ns/mnt ] && kill -9 "${p#/proc/}" && found=yes
        done 2>/dev/null
        [ -n "$found" ]
      }
      SEALED= open= TMPDIR=${TMPDIR:-/tmp} FIXED_USR=
      [ -w /usr ] || FIXED_USR=yes
      [ $$ != 1 ] || export SYSTEMCTL_FORCE_BUS=1
      if seal 2>/dev/null; then SEALED=yes; fi
      REPLACED=$(ls -l /proc/[0-9]*/exe 2>/dev/null | sed -n 's,.* /proc/\\([0-9]*\\)/exe -> .* (deleted)$,\\1,p' | tr '\\n' ' ')
      export SEALED TMPDIR REPLACED FIXED_USR
      set -- setpriv --bounding-set POWERS --inh-caps POWERS
      "$@" true 2>/dev/null || set --
      "$@" READ; status=$?
      [ $$ = 1 ] || for _ in 1 2 3 4 5 6 7 8 9; do others || break; done
      exit $status
      """.replace("POWERS", POWERS).replace("READ", READ);

    /**
     * As root sealed, in namespaces of its own; elsewhere as it is. Where systemd does not run, scripts ask a service's process
     * by a signal whether it is there, and it has to be seen. To systemctl a process that it cannot see is none, and it does not
     * talk to systemd at its own socket then: it has to take the bus, where there is one.
     */
    private static final String SEALED = """
      if [ "$(id -u)" = 0 ]; then
        for l in '-m -p -f' -m; do
          { [ -d /run/systemd/system ] && [ -e /run/dbus/system_bus_socket ]; } || [ "$l" = -m ] || continue
          unshare $l true 2>/dev/null || continue
          pass | unshare $l sh -c %s; exit
        done
      fi
      """.formatted(ShellWord.quoted(SEAL));

    /** In a session of its own, so that losing the connection does not end it. */
    private static final String DETACHED =
            "if command -v setsid >/dev/null; then pass | setsid " + READ + "; exit; fi; trap '' HUP\n";

    enum Kind {
        /** As it is. */
        OPEN,
        /** Where it can change nothing, as far as the host can do that. */
        SEALED
    }

    /** @param user whom to become; empty: nobody */
    static Invocation of(Kind kind, String program, Optional<Become> user, Access access) throws ProgramFailure {
        return switch (kind) {
            case OPEN -> as(user, access, program);
            case SEALED -> as(user, access, around(SEALED, program));
        };
    }

    /** {@code starter}, in which {@code pass} hands on what {@link #READ} takes, before a program that runs if the starter ends. */
    private static String around(String starter, String program) {
        return "n='\n'\nq=${p#*\"${n}#drydock program$n\"}\npass() { printf '" + HEADER + "%s\\n%s' " + length(program)
                + " \"$q\"; }\n" + starter + "eval \"$q\"; exit" + BODY + program;
    }

    /** How the shell of an apply's program, which has read it already, hands it on to one in a session of its own. */
    static String reader() {
        return "READ=" + ShellWord.quoted(SCRIPT) + "\n";
    }

    /** For a command of the user's own, as the login shell takes it or, as another user, as sh does; nothing is on its standard input. */
    static Invocation command(String command, Optional<Become> user, Access access) throws ProgramFailure {
        if (user.isEmpty()) return new Invocation("echo " + BEGUN + "; " + command, "", Optional.empty());
        return as(user, access, "unset LC_ALL l; exec </dev/null\neval " + ShellWord.quoted(command));
    }

    /** Ends the sudo that asks with this prompt, which no other process has among its words. */
    static Invocation ofKill(String prompt) {
        return of("""
        for p in /proc/[0-9]*; do
          ! tr '\\0' '\\n' <"$p/cmdline" 2>/dev/null | grep -qxF %s || kill -9 "${p#/proc/}"
        done
        """.formatted(prompt));
    }

    private static Invocation of(String program) {
        return new Invocation("sh -c '" + SCRIPT + "'", program, Optional.empty());
    }

    private static Invocation as(Optional<Become> user, Access access, String program) throws ProgramFailure {
        return user.isEmpty() ? of(program) : as(Escalation.to(user.get(), access), program);
    }

    private static Invocation as(Escalation escalation, String program) throws ProgramFailure {
        String script = escalation.terminal() ? ON_TERMINAL : "echo ERRORS >&2; READY; " + SCRIPT;
        String command = escalation.command(script.replace("ERRORS", escalation.errors())
                .replace("READY", "echo " + escalation.ready())
                .replace("END", escalation.end()));
        return new Invocation(command, program, Optional.of(escalation));
    }

    /** The same where becoming takes a terminal. */
    Invocation onTerminal() throws ProgramFailure {
        return as(escalation.orElseThrow().onTerminal(), program);
    }

    /** What goes to standard input. On a terminal the program is detached from it, so that nothing of it can ask there. */
    byte[] input() {
        if (program.isEmpty()) return new byte[0];
        boolean terminal = escalation.map(Escalation::terminal).orElse(false);
        String sent = terminal ? around(DETACHED, program) : program;
        return (SPARE + HEADER + length(sent) + "\n" + sent).getBytes(StandardCharsets.UTF_8);
    }

    /** What was said, without a program that somebody has given back. */
    static String withoutInput(String said) {
        int at = said.indexOf(HEADER);
        return at < 0 ? said : said.substring(0, at);
    }

    /** In bytes. */
    private static int length(String program) {
        return program.getBytes(StandardCharsets.UTF_8).length;
    }
}
