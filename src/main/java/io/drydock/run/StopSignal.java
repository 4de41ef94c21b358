package io.drydock.run;

/** The wish that every host ends after the task that it is at, and begins nothing more. Thread-safe. */
public final class StopSignal {
    private boolean raised;

    /** Until it is closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    public synchronized void raise() {
        raised = true;
        notifyAll();
    }

    public synchronized boolean isRaised() {
        return raised;
    }

    /** As soon as the wish is there, does this in another thread, which closing interrupts. */
    Listening once(Runnable told) {
        Thread thread = Thread.startVirtualThread(() -> {
            if (await()) told.run();
        });
        return thread::interrupt;
    }

    private synchronized boolean await() {
        try {
            while (!raised) wait();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
