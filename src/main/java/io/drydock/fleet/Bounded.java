package io.drydock.fleet;

import io.drydock.remote.Place;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Work on many things, a virtual thread each, so many at once; returns when all is done. */
final class Bounded {
  private Bounded() {}

  /** @param failed is told of every item whose work has thrown anything at all */
  static <T> void run(int limit, List<T> items, BiConsumer<T, Place> work, BiConsumer<T, Throwable> failed) {
    Places places = new Places(limit);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        Places.Taken place = places.take();
        threads.execute(() -> {
          try (place) {
            work.accept(item, place);
          } catch (RuntimeException | Error e) {
            failed.accept(item, e);
          }
        });
      }
    }
  }

  /**
   * Results in the order of {@code items}, which are all different.
   *
   * @param failed makes the result of an item whose work has not come to one
   */
  static <T, R> List<R> map(int limit, List<T> items, BiFunction<T, Place, R> work, BiFunction<T, Throwable, R> failed) {
    Map<T, R> results = new ConcurrentHashMap<>();
    run(limit, items, (item, place) -> results.put(item, work.apply(item, place)), (item, e) -> results.put(item, failed.apply(item, e)));
    return items.stream().map(item -> results.computeIfAbsent(item, i -> failed.apply(i, new IllegalStateException("its thread has died")))).toList();
  }
}
