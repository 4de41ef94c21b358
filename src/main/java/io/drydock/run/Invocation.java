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
  /** As root in a mount namespace of its own, which the program then seals; elsewhere unsealed. */
  private static final String SEALED =
      SKIP + "if [ \"$(id -u)\" = 0 ] && unshare -m true 2>/dev/null; then SEALED=try exec unshare -m sh -c '" + EVAL + "'; fi; " + EVAL;
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
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    if (user.isPresent()) password.ifPresent(p -> line(input, p.reveal()));
    line(input, BEGIN);
    input.writeBytes(program.getBytes(StandardCharsets.UTF_8));
    String shell = "sh -c " + ProgramText.quoted(script);
    return new Invocation(user.map(u -> sudo(u, password.isPresent()) + shell).orElse(shell), input.toByteArray());
  }

  /** For a command of the user's own, with nothing on standard input but sudo's password. */
  static Invocation command(String command, Optional<String> user, Optional<Secret> password) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    if (user.isPresent()) password.ifPresent(p -> line(input, p.reveal()));
    String shell = "sh -c " + ProgramText.quoted(command);
    return new Invocation(user.map(u -> sudo(u, password.isPresent()) + shell).orElse(command), input.toByteArray());
  }

  private static String sudo(String user, boolean password) {
    return "sudo -H " + (password ? "-S -p '' " : "-n ") + "-u " + ProgramText.quoted(user) + " ";
  }

  private static void line(ByteArrayOutputStream input, String text) {
    input.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
