package io.drydock.fleet;

import io.drydock.remote.Slot;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Work on many things, a virtual thread each, so many at once; returns when all is done, or soon after an interruption. */
record BoundedWork(int limit, Interruption interruption) {
    private static final int GRACE = 50; // tenths of a second that interrupted work has to end

    /** @param failed is told of every item whose work has thrown anything at all */
    <T> void run(List<T> items, BiConsumer<T, Slot> work, BiConsumer<T, Throwable> failed) {
        ForkPlaces places = new ForkPlaces(limit);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        for (T item : items) threads.execute(() -> interruption.during(() -> inTurn(places, item, work, failed)));
        threads.shutdown();
        for (int waited = 0; waited < GRACE && !ended(threads); ) {
            if (interruption.raised()) waited++;
        }
    }

    /** An interrupted wait is no turn. */
    private static <T> void inTurn(
            ForkPlaces places, T item, BiConsumer<T, Slot> work, BiConsumer<T, Throwable> failed) {
        try (ForkPlaces.Taken place = places.take()) {
            work.accept(item, place);
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException | Error e) {
            failed.accept(item, e);
        }
    }

    private static boolean ended(ExecutorService threads) {
        try {
            return threads.awaitTermination(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the command's own thread", e);
        }
    }
}
