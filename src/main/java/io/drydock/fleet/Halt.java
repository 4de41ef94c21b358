package io.drydock.fleet;

import java.util.Optional;

/** Whether a run begins anything new, and if not, why: what is at work comes to its end. Thread-safe. */
public final class Halt {
    /** STOP: the run has ended. PAUSE: it can be resumed. */
    public enum Kind {
        STOP,
        PAUSE
    }

    /** @param reason a sentence's end, such as "max_failures: 2 was reached" */
    public record Call(Kind kind, String reason) {}

    private Optional<Call> called = Optional.empty();

    /** The first reason is kept; that of an end in the place of that of a pause. */
    public synchronized void stop(String reason) {
        if (called.filter(c -> c.kind() == Kind.STOP).isEmpty()) called = Optional.of(new Call(Kind.STOP, reason));
    }

    /** The first reason is kept. */
    public synchronized void pause(String reason) {
        if (called.isEmpty()) called = Optional.of(new Call(Kind.PAUSE, reason));
    }

    public synchronized Optional<Call> called() {
        return called;
    }

    public boolean isCalled() {
        return called().isPresent();
    }
}
