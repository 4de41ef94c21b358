package io.drydock.remote;

import java.time.Duration;

/** Does something once when its time is up, unless it is closed before. */
final class Deadline implements AutoCloseable {
  private final Thread sleeper;
  private volatile boolean expired;

  private Deadline(Duration time, Runnable action) {
    sleeper =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(time);
                  } catch (InterruptedException closed) {
                    return;
                  }
                  expired = true;
                  action.run();
                });
  }

  static Deadline in(Duration time, Runnable action) {
    Deadline deadline = new Deadline(time, action);
    deadline.sleeper.start();
    return deadline;
  }

  boolean expired() {
    return expired;
  }

  @Override
  public void close() {
    sleeper.interrupt();
  }
}
