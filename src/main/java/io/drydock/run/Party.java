package io.drydock.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The hosts that go through a play at the same time. The first of them runs what is to be run once, for all of them; when it is gone before that, the
 * next one does. At a throttled task they wait for each other. A host waits only for those that have joined before it has come to the task, so that none waits
 * for one that has not begun. Thread-safe.
 */
public final class Party {
    /** In the order in which they have joined. */
    private final List<String> hosts = new ArrayList<>();

    private final IdentityHashMap<BoundTask, SharedResult> shared = new IdentityHashMap<>();
    private final IdentityHashMap<BoundTask, Semaphore> turns = new IdentityHashMap<>();

    public synchronized void join(String host) {
        hosts.add(host);
    }

    /** The host goes no further in the play. */
    public synchronized void leave(String host) {
        hosts.remove(host);
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
