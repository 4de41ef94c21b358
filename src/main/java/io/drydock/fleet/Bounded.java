package io.drydock.fleet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on many things, a virtual thread each, so many at once; returns when all is done. */
final class Bounded {
  private Bounded() {}

  static <T> void run(int limit, List<T> items, Consumer<T> work) {
    Semaphore slots = new Semaphore(limit);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        slots.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            work.accept(item);
          } finally {
            slots.release();
          }
        });
      }
    }
  }

  /** Results in the order of {@code items}, which are all different. */
  static <T, R> List<R> map(int limit, List<T> items, Function<T, R> work) {
    Map<T, R> results = new ConcurrentHashMap<>();
    run(limit, items, item -> results.put(item, work.apply(item)));
    return items.stream().map(results::get).toList();
  }
}
