package io.drydock.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The hosts that go through a play at the same time. The first of them runs what is to be run once, for all of them; when it is gone before that, the
 * next one does. At a throttled task they wait for each other. There a host waits only for those that have joined before it has come to the task, so that none
 * waits for one that has not begun; at a barrier it waits for all. Thread-safe.
 */
public final class Party {
    /** How soon a host that waits sees that it is to stop, in milliseconds. */
    private static final long LOOK = 200;

    /** Those that have not joined. */
    private final Set<String> expected;
    /** In the order in which they have joined. */
    private final List<String> hosts = new ArrayList<>();

    private final IdentityHashMap<BoundTask, SharedResult> shared = new IdentityHashMap<>();
    private final IdentityHashMap<BoundTask, Semaphore> turns = new IdentityHashMap<>();

    /** How far the hosts have come in the play, in places of its course. */
    private final Map<String, Integer> reached = new HashMap<>();
    /** The barriers that hosts wait at, by their places. */
    private final Set<Integer> closed = new HashSet<>();
    /** Those that all have come to, with the hosts that are still to go on. */
    private final Map<Integer, Deque<String>> opened = new HashMap<>();

    /** @param expected the hosts that are to join, for which those at a barrier wait too */
    public Party(Collection<String> expected) {
        this.expected = new HashSet<>(expected);
    }

    /** Of a host that waits for no other one. */
    public Party() {
        this(List.of());
    }

    public synchronized void join(String host) {
        expected.remove(host);
        hosts.add(host);
    }

    /** No other host joins. */
    public synchronized void close() {
        expected.clear();
        open();
    }

    synchronized void reach(String host, int place) {
        reached.merge(host, place, Math::max);
        open();
    }

    /** Opens each barrier that all have come to, or go no further than before it. */
    private void open() {
        if (closed.isEmpty() || !expected.isEmpty()) return;
        boolean some = closed.removeIf(place -> {
            boolean isReached = hosts.stream().allMatch(host -> place(host) >= place);
            if (isReached)
                opened.put(
                        place,
                        hosts.stream()
                                .filter(host -> place(host) == place)
                                .collect(Collectors.toCollection(ArrayDeque::new)));
            return isReached;
        });
        if (some) notifyAll();
    }

    private int place(String host) {
        return reached.getOrDefault(host, -1);
    }

    /**
     * Waits at a barrier until it opens, or it is to stop. Hosts go on in their order, each when the one before has said so by {@link #pass}: the first
     * of them, for which the others wait where a task is run once, is to have its place among those that are worked on before they have theirs.
     */
    synchronized void awaitAll(String host, int place, BooleanSupplier isToStop) throws InterruptedException {
        if (!opened.containsKey(place)) closed.add(place);
        open();
        while (!isToStop.getAsBoolean() && !isNext(host, place)) wait(LOOK);
    }

    private boolean isNext(String host, int place) {
        Deque<String> queue = opened.get(place);
        return queue != null && (queue.isEmpty() || host.equals(queue.peek()));
    }

    /** The host goes on from a barrier. */
    synchronized void pass(String host, int place) {
        Optional.ofNullable(opened.get(place)).ifPresent(queue -> queue.remove(host));
        notifyAll();
    }

    /** The host goes no further in the play. */
    public synchronized void leave(String host) {
        hosts.remove(host);
        opened.values().forEach(queue -> queue.remove(host));
        open();
        notifyAll();
    }

    /** What has come of a task that is run once, after a wait for it; empty for the host that is to run it. */
    synchronized Optional<SharedResult> await(BoundTask task, String host) throws InterruptedException {
        while (!shared.containsKey(task)
                && !hosts.isEmpty()
                && !hosts.getFirst().equals(host)) wait();
        return Optional.ofNullable(shared.get(task));
    }

    synchronized void share(BoundTask task, SharedResult result) {
        shared.put(task, result);
        notifyAll();
    }

    /** Waits until fewer hosts than the task allows are at it. */
    Turn turn(BoundTask task) throws InterruptedException {
        Optional<Integer> throttle = task.task().conduct().throttle();
        if (throttle.isEmpty()) return () -> {};
        Semaphore places = places(task, throttle.get());
        places.acquire();
        return places::release;
    }

    private synchronized Semaphore places(BoundTask task, int throttle) {
        return turns.computeIfAbsent(task, _ -> new Semaphore(throttle, true));
    }

    /** A host's time at a throttled task, until it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
