package io.drydock.fleet;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The wish that a command ends before its work is done: whoever works on a host is interrupted, and no more work begins.
 * Thread-safe.
 */
public final class Interruption {
    private final Set<Thread> working = new HashSet<>();
    private boolean begun;
    private boolean heeded;
    private boolean raised;
    private boolean asked;
    private Optional<Runnable> gentle = Optional.empty();

    /** How long a first wish is only handed on. */
    public interface Gently extends AutoCloseable {
        @Override
        void close();
    }

    /** Until that is closed, the first wish only runs this, which has the work come to an end by itself; the next one is as ever. */
    public synchronized Gently gently(Runnable asks) {
        heeded = true;
        gentle = Optional.of(asks);
        return () -> {
            synchronized (this) {
                gentle = Optional.empty();
            }
        };
    }

    /** Whether the work is to go on when the terminal is gone. */
    public synchronized boolean outlivesTerminal() {
        return gentle.isPresent();
    }

    /** Whether there was any such wish. */
    public synchronized boolean wished() {
        return raised || asked;
    }

    /** From here on the command ends of itself when the wish comes, cleans up and reports. */
    public synchronized void heed() {
        heeded = true;
    }

    /** @return whether the command will end of itself */
    public boolean raise() {
        Optional<Runnable> first = firstWish();
        first.ifPresent(Runnable::run);
        return first.isPresent() || end();
    }

    private synchronized Optional<Runnable> firstWish() {
        if (asked || gentle.isEmpty()) return Optional.empty();
        asked = true;
        return gentle;
    }

    /** Without a first wish that is only handed on. Returns what {@link #raise} does. */
    public synchronized boolean end() {
        raised = true;
        working.forEach(Thread::interrupt);
        return heeded;
    }

    public synchronized boolean raised() {
        return raised;
    }

    /** Whether the work on a host has begun. */
    public synchronized boolean hasWork() {
        return begun;
    }

    /** Does the work in this thread, unless the wish has come. */
    void during(Runnable work) {
        synchronized (this) {
            heeded = true;
            if (raised) return;
            begun = true;
            working.add(Thread.currentThread());
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                working.remove(Thread.currentThread());
            }
        }
    }
}
