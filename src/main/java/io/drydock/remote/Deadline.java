package io.drydock.remote;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something once when its time is up, unless it is closed before. What is done must not wait for anything. */
final class Deadline implements AutoCloseable {
    /** A thread of the system: virtual ones wait for each other, and it is those that a deadline is to end. */
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Runnable action;
    private ScheduledFuture<?> alarm;
    private long left;
    private volatile boolean expired;

    private Deadline(Duration time, Runnable action) {
        this.action = action;
        this.alarm = alarm(time.toNanos());
    }

    private ScheduledFuture<?> alarm(long nanos) {
        return CLOCK.schedule(
                () -> {
                    expired = true;
                    action.run();
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    static Deadline in(Duration time, Runnable action) {
        return new Deadline(time, action);
    }

    /** The time stands still while a person does something; {@link #resume} has it go on. */
    synchronized void suspend() {
        left = alarm.getDelay(TimeUnit.NANOSECONDS);
        alarm.cancel(false);
    }

    synchronized void resume() {
        if (!expired) alarm = alarm(Math.max(0, left));
    }

    boolean expired() {
        return expired;
    }

    @Override
    public synchronized void close() {
        alarm.cancel(false);
    }
}
