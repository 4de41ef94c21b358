package io.drydock.run;

import io.drydock.diag.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a program is started: a constant command line, and the program on standard input, so that nothing of it shows in a
 * process list. A line of its own marks where it begins: what sudo leaves of its password lies before that.
 */
record Invocation(String command, byte[] input) {
  private static final String BEGIN = "#drydock";
  private static final String SKIP = "while IFS= read -r l; do [ \"$l\" = \"" + BEGIN + "\" ] && break; done; ";
  private static final String EVAL = "eval \"$(cat)\"";
  private static final String READ = SKIP + EVAL;
  /**
   * What can change a host without writing to a file: mounts, modules, devices, the clock, a reboot. With mounts, the seal
   * could be broken from inside.
   */
  private static final String POWERS = "-sys_admin,-sys_module,-sys_rawio,-sys_boot,-sys_time,-mknod";
  /**
   * Makes every filesystem read-only and /tmp private (with what is in it, where the kernel has overlays already), then
   * runs the program without those powers. What it leaves running is ended: it is what shares this mount namespace. The
   * program's parent keeps the powers it had. mount -n: without it, mount keeps notes in /run or /etc.
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
      SEALED= open= TMPDIR=${TMPDIR:-/tmp}
      if seal 2>/dev/null; then SEALED=yes; fi
      export SEALED TMPDIR
      set -- setpriv --bounding-set POWERS --inh-caps POWERS
      "$@" true 2>/dev/null || set --
      "$@" sh -c 'EVAL'; status=$?
      for _ in 1 2 3 4 5 6 7 8 9; do others || break; done
      exit $status
      """.replace("POWERS", POWERS).replace("EVAL", EVAL);
  /** As root sealed, in a mount namespace of its own; elsewhere as it is. */
  private static final String SEALED = SKIP + "if [ \"$(id -u)\" = 0 ] && unshare -m true 2>/dev/null; then exec unshare -m sh -c "
      + ProgramText.quoted(SEAL) + "; fi; " + EVAL;
  /** In a session of its own, so that losing the connection does not end it. */
  private static final String DETACHED =
      SKIP + "if command -v setsid >/dev/null; then setsid sh -c '" + EVAL + "'; else trap '' HUP; " + EVAL + "; fi";

  enum Kind { READ, PLAN, APPLY }

  /**
   * @param user whom to become by sudo; empty: nobody
   * @param password sudo's password, if it asks for one
   */
  static Invocation of(Kind kind, String program, Optional<String> user, Optional<Secret> password) {
    String script = switch (kind) {
      case READ -> READ;
      case PLAN -> SEALED;
      case APPLY -> DETACHED;
    };
    String shell = "sh -c " + ProgramText.quoted(script);
    return as(user, password, shell, shell, (BEGIN + "\n" + program).getBytes(StandardCharsets.UTF_8));
  }

  /** For a command of the user's own, with nothing on standard input but sudo's password. */
  static Invocation command(String command, Optional<String> user, Optional<Secret> password) {
    return as(user, password, command, "sh -c " + ProgramText.quoted(command), new byte[0]);
  }

  /**
   * @param own the command line where nobody is to be become
   * @param shell the same behind sudo, which runs programs only
   */
  private static Invocation as(Optional<String> user, Optional<Secret> password, String own, String shell, byte[] input) {
    if (user.isEmpty()) return new Invocation(own, input);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    password.ifPresent(p -> all.writeBytes((p.reveal() + "\n").getBytes(StandardCharsets.UTF_8)));
    all.writeBytes(input);
    return new Invocation(sudo(user.get(), password.isPresent()) + shell, all.toByteArray());
  }

  private static String sudo(String user, boolean password) {
    return "sudo -H " + (password ? "-S -p '' " : "-n ") + "-u " + ProgramText.quoted(user) + " ";
  }
}
