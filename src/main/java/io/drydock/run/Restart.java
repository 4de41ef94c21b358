package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A host that is about to restart.
 *
 * @param bootId of the boot that ends; another one shows that the host has started again
 * @param patience how long to wait for that
 */
record Restart(String bootId, Duration patience) {
  private static final Duration QUESTION = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** Of a {@code restart} event. */
  static Restart of(Event event) {
    return new Restart(event.text(0), Duration.ofSeconds(Long.parseLong(event.text(1))));
  }

  /**
   * Tries, with growing pauses, until the host answers from another boot.
   *
   * @throws RemoteException when it does not within the patience, or is another host than it was
   */
  Remote await(Connector connector, Target target) throws RemoteException {
    long start = System.nanoTime();
    Duration pause = SHORTEST;
    String last = "it has not gone down";
    while (Duration.ofNanos(System.nanoTime() - start).compareTo(patience) < 0) {
      sleep(pause);
      pause = pause.multipliedBy(3).dividedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(3).dividedBy(2) : LONGEST;
      try {
        Remote remote = connector.connect(target);
        if (isNew(remote)) return remote;
        remote.close();
      } catch (RemoteException e) {
        if (e.kind() == Kind.HOST_KEY_CHANGED || e.kind() == Kind.HOST_KEY_UNKNOWN) throw e;
        last = e.getMessage();
      }
    }
    throw new RemoteException(Kind.UNREACHABLE, "did not come back within " + patience.toSeconds() + " s of its restart; at last: " + last,
        "look at its console; a longer wait is the task's timeout");
  }

  private boolean isNew(Remote remote) throws RemoteException {
    StringBuilder id = new StringBuilder();
    Exit exit = remote.run("cat /proc/sys/kernel/random/boot_id", InputSource.of(new byte[0]), new Output() {
      @Override
      public boolean stdout(byte[] data, int length) {
        id.append(new String(data, 0, length, StandardCharsets.US_ASCII));
        return true;
      }

      @Override
      public boolean stderr(byte[] data, int length) {
        return true;
      }
    }, QUESTION);
    String now = id.toString().strip();
    return exit instanceof Exit.Exited && !now.isEmpty() && !now.equals(bootId);
  }

  private static void sleep(Duration time) throws RemoteException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteException(Kind.LOST, "interrupted while waiting for the restart", "");
    }
  }
}
