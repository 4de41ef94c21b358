package io.drydock.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedWorkTest {
    @Test
    void whateverEndsTheWorkOnAnItemIsItsOwnResult() {
        Map<String, String> results = new ConcurrentHashMap<>();
        new BoundedWork(2, new Interruption())
                .run(
                        List.of("fine", "error", "exception", "also fine"),
                        (item, place) -> {
                            if (item.equals("error")) throw new StackOverflowError();
                            if (item.equals("exception")) throw new IllegalStateException();
                            results.put(item, "done");
                        },
                        (item, e) -> results.put(item, e.getClass().getSimpleName()));
        assertEquals(
                Map.of(
                        "fine", "done",
                        "error", "StackOverflowError",
                        "exception", "IllegalStateException",
                        "also fine", "done"),
                results);
    }

    /** Eight wait for the last one, with two places: they can only have lent theirs; and no more than two work at once. */
    @Test
    void placesThatAreLentAreUsedByOthers() {
        CountDownLatch last = new CountDownLatch(1);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> new BoundedWork(2, new Interruption())
                        .run(
                                IntStream.range(0, 9).boxed().toList(),
                                (item, place) -> {
                                    if (item == 8) {
                                        last.countDown();
                                    } else {
                                        place.lend();
                                        place.lend();
                                        await(last);
                                        place.regain();
                                        place.lend();
                                        most.accumulateAndGet(working.incrementAndGet(), Math::max);
                                        pause();
                                        working.decrementAndGet();
                                    }
                                },
                                (item, e) -> {}));
        assertEquals(2, most.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
