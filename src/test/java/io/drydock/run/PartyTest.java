package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Hosts leave a barrier when no other one is still to come there, in the order in which they have joined. */
class PartyTest {
    private static final int BARRIER = 3;

    private final Party party = new Party(List.of("a", "b", "c", "d"));
    private final List<String> passed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stop = new AtomicBoolean();

    private Thread arrives(String host) {
        return Thread.startVirtualThread(() -> {
            try {
                party.reach(host, BARRIER);
                party.awaitAll(host, BARRIER, stop::get);
                passed.add(host);
                party.pass(host, BARRIER);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void joined(String... hosts) {
        for (String host : hosts) {
            party.join(host);
            party.reach(host, 0);
        }
    }

    /** Nobody may pass yet, and whoever wrongly does has the time to. */
    private void nobodyPasses() throws InterruptedException {
        Thread.sleep(50);
        assertEquals(List.of(), passed);
    }

    private static void ends(Thread... threads) throws InterruptedException {
        for (Thread thread : threads) assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void theLastOneOpensItForAllInTheirOrder() throws InterruptedException {
        joined("a", "b", "c", "d");
        Thread c = arrives("c");
        Thread b = arrives("b");
        Thread d = arrives("d");
        nobodyPasses();
        ends(arrives("a"), b, c, d);
        assertEquals(List.of("a", "b", "c", "d"), passed);
    }

    @Test
    void whoGoesNoFurtherIsNotWaitedFor() throws InterruptedException {
        joined("a", "b", "c");
        Thread b = arrives("b");
        Thread c = arrives("c");
        party.leave("a");
        nobodyPasses(); // d may still join
        party.close();
        ends(b, c);
        assertEquals(List.of("b", "c"), passed);
    }

    @Test
    void whoHasGoneBesidesItKeepsNobody() throws InterruptedException {
        joined("a", "b", "c", "d");
        party.reach("a", BARRIER + 1);
        ends(arrives("b"), arrives("c"), arrives("d"));
        assertEquals(3, passed.size());
    }

    @Test
    void nobodyWaitsWhereItIsToStop() throws InterruptedException {
        joined("a", "b");
        Thread b = arrives("b");
        nobodyPasses();
        stop.set(true);
        ends(b);
    }
}
