package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.time.Duration;

/** Phrases that several messages share. */
final class FailureText {
    private static final int LONGEST = 2000; // of a message, which may be what a server says as it hangs up

    private FailureText() {}

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() / 1000.0 + " s";
    }

    static String of(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "\u2026" : message;
    }

    /** The thread stays interrupted, so that its owner sees that it was. */
    static RemoteException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RemoteException(Kind.LOST, "interrupted", "", e);
    }
}
