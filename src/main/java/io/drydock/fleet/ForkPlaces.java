package io.drydock.fleet;

import io.drydock.remote.Slot;
import java.util.concurrent.Semaphore;

/**
 * The places of the hosts that are worked on at once. Hosts that do not answer lend theirs to others, up to a number of them:
 * each costs an open connection.
 */
final class ForkPlaces {
    private static final int LENT = 4; // times as many

    private final Semaphore free;
    private final Semaphore lendable;

    ForkPlaces(int places) {
        this.free = new Semaphore(places, true);
        this.lendable = new Semaphore(LENT * places);
    }

    /** Waits for a free one. */
    Taken take() throws InterruptedException {
        free.acquire();
        return new Taken();
    }

    /** One host's place, until it is closed. */
    final class Taken implements Slot, AutoCloseable {
        private boolean kept;
        private boolean lent;

        @Override
        public synchronized void lend() {
            if (kept || lent || !lendable.tryAcquire()) return;
            lent = true;
            free.release();
        }

        @Override
        public void regain() {
            synchronized (this) {
                kept = true;
                if (!lent) return;
            }
            free.acquireUninterruptibly();
            synchronized (this) {
                lent = false;
            }
            lendable.release();
        }

        @Override
        public void during(Wait wait) throws InterruptedException {
            free.release();
            try {
                wait.run();
            } finally {
                free.acquireUninterruptibly();
            }
        }

        @Override
        public synchronized void close() {
            kept = true;
            (lent ? lendable : free).release();
        }
    }
}
