package io.drydock.fleet;

import io.drydock.remote.Slot;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Work on many things, a virtual thread each, so many at once; returns when all is done, or soon after an interruption. */
record BoundedWork(int limit, Interruption interruption) {
    private static final int GRACE = 50; // tenths of a second that interrupted work has to end
    private static final Duration TENTH = Duration.ofMillis(100);

    /** What is done with each item, and with one whose work has thrown anything at all. */
    private record Job<T>(BiConsumer<T, Slot> work, BiConsumer<T, Throwable> failed, Admission<T> admission) {
        void run(T item, ForkPlaces.Taken place) {
            try (place) {
                try {
                    work.accept(item, place);
                } catch (RuntimeException | Error e) {
                    failed.accept(item, e);
                } finally {
                    admission.ended(item);
                }
            }
        }
    }

    /** Begins with the items in their order. */
    <T> void run(List<T> items, BiConsumer<T, Slot> work, BiConsumer<T, Throwable> failed) {
        run(items, Admission.open(), work, failed);
    }

    /**
     * Begins with the items as they are admitted.
     *
     * @param items no two of them equal
     * @param failed is told of every item whose work has thrown anything at all
     */
    <T> void run(List<T> items, Admission<T> admission, BiConsumer<T, Slot> work, BiConsumer<T, Throwable> failed) {
        Job<T> job = new Job<>(work, failed, admission);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread begin = Thread.startVirtualThread(() -> interruption.during(() -> begin(items, job, threads)));
        for (int waited = 0; waited < GRACE && !ended(begin, threads); ) {
            if (interruption.raised()) waited++;
        }
    }

    /** An interrupted wait begins nothing more. */
    private <T> void begin(List<T> items, Job<T> job, ExecutorService threads) {
        ForkPlaces places = new ForkPlaces(limit);
        Set<T> waiting = new LinkedHashSet<>(items);
        try {
            while (!waiting.isEmpty()) {
                Optional<T> next =
                        job.admission().next(waiting); // with no place held: one that was lent may be wanted back
                if (next.isEmpty()) return;
                waiting.remove(next.get());
                ForkPlaces.Taken place = places.take();
                if (!job.admission().begin(next.get())) return;
                threads.execute(() -> interruption.during(() -> job.run(next.get(), place)));
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private static boolean ended(Thread begin, ExecutorService threads) {
        try {
            if (!begin.join(TENTH)) return false;
            threads.shutdown();
            return threads.awaitTermination(TENTH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the command's own thread", e);
        }
    }
}
