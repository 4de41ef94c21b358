package io.drydock.fleet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on many things, a virtual thread each, so many at once; returns when all is done, or soon after an interruption. */
record Bounded(int limit, Interruption interruption) {
  private static final int GRACE = 50; // tenths of a second that interrupted work has to end

  <T> void run(List<T> items, Consumer<T> work) {
    Semaphore slots = new Semaphore(limit, true);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (T item : items) threads.execute(() -> interruption.during(() -> inTurn(slots, () -> work.accept(item))));
    threads.shutdown();
    for (int waited = 0; waited < GRACE && !ended(threads); ) {
      if (interruption.raised()) waited++;
    }
  }

  /** An interrupted wait is no turn. */
  private static void inTurn(Semaphore slots, Runnable work) {
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      return;
    }
    try {
      work.run();
    } finally {
      slots.release();
    }
  }

  private static boolean ended(ExecutorService threads) {
    try {
      return threads.awaitTermination(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the command's own thread", e);
    }
  }

  /**
   * Results in the order of {@code items}, which are all different.
   *
   * @param unfinished the result of what an interruption has kept from its end
   */
  <T, R> List<R> map(List<T> items, Function<T, R> work, Function<T, R> unfinished) {
    Map<T, R> results = new ConcurrentHashMap<>();
    run(items, item -> results.put(item, work.apply(item)));
    return items.stream().map(item -> results.computeIfAbsent(item, unfinished)).toList();
  }
}
