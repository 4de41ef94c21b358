package io.drydock.run;

import io.drydock.diag.Labelled;
import io.drydock.facts.Facts;
import io.drydock.remote.RemoteException;
import java.util.List;
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
    static final String UNFINISHED = "the work on this host did not come to its end";

    public enum Status implements Labelled {
        OK,
        CHANGED,
        FAILED,
        UNREACHABLE,
        /** It could not be reached before anything was done on it, and all of its plays ignore that. */
        IGNORED,
        INTERRUPTED,
        /** The run has ended, or pauses, before all of its plays were done. */
        STOPPED,
        /** The run has ended, or pauses, before the host was begun. */
        NOT_STARTED;

        /** Whether the host's part of the run has come to its end, good or bad. */
        public boolean isWhole() {
            return switch (this) {
                case OK, CHANGED, FAILED, UNREACHABLE, IGNORED -> true;
                case INTERRUPTED, STOPPED, NOT_STARTED -> false;
            };
        }

        /** Whether the host could not be reached, or was lost. */
        public boolean isOutOfReach() {
            return this == UNREACHABLE || this == IGNORED;
        }

        @Override
        public String label() {
            return Labelled.super.label().replace('-', ' ');
        }

        /** Of a host that was lost, or let go of: whatever else the library that was at work says of an interruption. */
        static Status of(RemoteException lost) {
            return Stream.iterate((Throwable) lost, t -> t != null, Throwable::getCause)
                                    .anyMatch(t -> t instanceof InterruptedException)
                            || Thread.currentThread().isInterrupted()
                    ? INTERRUPTED
                    : UNREACHABLE;
        }
    }

    public HostResult {
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /** Of a host that has been through these tasks. */
    public static HostResult of(String host, List<TaskResult> tasks) {
        return new HostResult(
                host, statusOf(tasks), Optional.empty(), tasks, Optional.empty(), List.of(), Optional.empty());
    }

    /** Of a host that was only asked for its facts. */
    static HostResult of(String host, Facts facts) {
        return new HostResult(
                host, Status.OK, Optional.of(facts), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** Of a host on which no task has come to its end. */
    public static HostResult without(String host, Status status, String message) {
        return new HostResult(
                host, status, Optional.empty(), List.of(), Optional.of(message), List.of(), Optional.empty());
    }

    /** The same host, failed after all. */
    public HostResult failed(Throwable e) {
        return new HostResult(host, Status.FAILED, facts, tasks, Optional.of(HostSession.message(e)), notes, accuracy);
    }

    /** The same host with other results of its tasks. */
    public HostResult with(List<TaskResult> others) {
        return new HostResult(host, status, facts, others, message, notes, accuracy);
    }

    /** The status that the tasks amount to. */
    static Status statusOf(List<TaskResult> tasks) {
        if (tasks.stream().anyMatch(t -> t.outcome().isFailure() && !t.ignored())) return Status.FAILED;
        return tasks.stream().anyMatch(t -> t.outcome().isChange()) ? Status.CHANGED : Status.OK;
    }
}
