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
  /** Bytes of both streams that one program may send. */
  private static final long LIMIT = 32 << 20;

  private final EventReader reader;
  private final Consumer<Event> events;
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private boolean started;
  private boolean finished;
  private Optional<String> fatal = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();
  private long received;

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
    run.check();
    if (run.fatal.isPresent()) throw new ProgramFailure(run.fatal.get());
    if (!run.finished) throw new ProgramFailure(run.reason(exit));
  }

  /** Whatever has gone wrong while the output was read, in whichever thread that was. */
  private void check() throws ProgramFailure {
    switch (broken.orElse(null)) {
      case null -> { }
      case BadAnswer e -> throw new ProgramFailure(e.getMessage());
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void accept(Event event) {
    if (!started && !event.kind().equals("start") && !event.kind().equals("fatal")) throw new BadAnswer("more, before it has started");
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
    return read(length, () -> reader.accept(data, length)) && !finished;
  }

  @Override
  public boolean stderr(byte[] data, int length) {
    return read(length, () -> stderr.write(data, 0, Math.min(length, STDERR_LIMIT - Math.min(STDERR_LIMIT, stderr.size()))));
  }

  private boolean read(int length, Runnable work) {
    try {
      received += length;
      if (received > LIMIT) throw new BadAnswer("more than " + (LIMIT >> 20) + " MiB");
      work.run();
    } catch (RuntimeException | Error e) {
      broken = Optional.of(e);
    }
    return broken.isEmpty();
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
