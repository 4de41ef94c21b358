package io.drydock.fleet;

import java.util.HashSet;
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

    /** From here on the command ends of itself when the wish comes, cleans up and reports. */
    public synchronized void heed() {
        heeded = true;
    }

    /** @return whether the command will end of itself */
    public synchronized boolean raise() {
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
