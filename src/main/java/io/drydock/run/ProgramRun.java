package io.drydock.run;

import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one program on a host and hands over its events as they come. */
final class ProgramRun implements Output {
  private static final int STDERR_LIMIT = 16 * 1024;

  private final EventReader reader;
  private final Consumer<Event> events;
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private boolean started;
  private boolean finished;
  private Optional<String> fatal = Optional.empty();

  private ProgramRun(String marker, Consumer<Event> events) {
    this.reader = new EventReader(marker, this::accept);
    this.events = events;
  }

  /**
   * Returns when the program has ended.
   *
   * @throws RemoteException when the connection failed; events up to then have been handed over
   * @throws ProgramFailure when the program could not start or did not come to its end
   */
  static void run(Remote remote, Invocation invocation, String marker, Duration timeout, Consumer<Event> events)
      throws RemoteException, ProgramFailure {
    ProgramRun run = new ProgramRun(marker, events);
    Exit exit = remote.run(invocation.command(), InputSource.of(invocation.input()), run, timeout);
    if (run.fatal.isPresent()) throw new ProgramFailure(run.fatal.get());
    if (!run.finished) throw new ProgramFailure(run.reason(exit));
  }

  private void accept(Event event) {
    switch (event.kind()) {
      case "start" -> started = true;
      case "finish" -> finished = true;
      case "fatal" -> fatal = Optional.of(event.text(0));
      default -> { }
    }
    events.accept(event);
  }

  @Override
  public boolean stdout(byte[] data, int length) {
    reader.accept(data, length);
    return !finished;
  }

  @Override
  public boolean stderr(byte[] data, int length) {
    stderr.write(data, 0, Math.min(length, STDERR_LIMIT - Math.min(STDERR_LIMIT, stderr.size())));
    return true;
  }

  private String reason(Exit exit) {
    String output = stderr.toString(StandardCharsets.UTF_8).strip();
    String ended = switch (exit) {
      case Exit.Exited e -> "with status " + e.status();
      case Exit.Signaled s -> "by signal " + s.signal();
      case Exit.Vanished v -> "without a status: " + v.reason();
      case Exit.Enough e -> "early";
    };
    if (output.contains("a password is required") || output.contains("no password was provided")) {
      return "sudo wants a password; give it with --ask-become-pass, --become-password-file or ansible_become_password";
    }
    String what = started ? "the program ended " + ended : "the program could not be started, it ended " + ended;
    return output.isEmpty() ? what : what + ": " + output;
  }
}
