package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.time.Duration;

/** Phrases that several messages share. */
final class Words {
  private Words() {}

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() / 1000.0 + " s";
  }

  static String of(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The thread stays interrupted, so that its owner sees that it was. */
  static RemoteException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RemoteException(Kind.LOST, "interrupted", "", e);
  }
}
