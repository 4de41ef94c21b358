package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.remote.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One host's part of a run.
 *
 * @param message why the host is unreachable, or failed outside any task
 * @param notes what the reader should know besides, such as a plan that could not be sealed
 * @param accuracy of an apply: how its plan compares with what it did
 */
public record HostResult(
        String host,
        Status status,
        Optional<Facts> facts,
        List<TaskResult> tasks,
        Optional<String> message,
        List<String> notes,
        Optional<Accuracy> accuracy) {

    public enum Status {
        OK,
        CHANGED,
        FAILED,
        UNREACHABLE,
        INTERRUPTED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Of a host that was lost, or let go of: whatever else the library that was at work says of an interruption. */
        static Status of(RemoteException lost) {
            return Stream.iterate((Throwable) lost, t -> t != null, Throwable::getCause)
                                    .anyMatch(t -> t instanceof InterruptedException)
                            || Thread.currentThread().isInterrupted()
                    ? INTERRUPTED
                    : UNREACHABLE;
        }

        /** The one of this label. */
        public static Optional<Status> of(String label) {
            return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
        }
    }

    public HostResult {
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /** The same host, failed after all. */
    public HostResult failed(Throwable e) {
        return new HostResult(host, Status.FAILED, facts, tasks, Optional.of(HostSession.message(e)), notes, accuracy);
    }

    /** Of a host with which nothing was begun, or whose answer is not waited for. */
    public static HostResult interrupted(String host) {
        return new HostResult(
                host,
                Status.INTERRUPTED,
                Optional.empty(),
                List.of(),
                Optional.of("interrupted"),
                List.of(),
                Optional.empty());
    }

    /** The status that the tasks amount to. */
    static Status statusOf(List<TaskResult> tasks) {
        if (tasks.stream().anyMatch(t -> t.outcome().isFailure() && !t.ignored())) return Status.FAILED;
        return tasks.stream().anyMatch(t -> t.outcome().isChange()) ? Status.CHANGED : Status.OK;
    }
}
