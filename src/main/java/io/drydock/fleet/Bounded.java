package io.drydock.fleet;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

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
}
