package io.drydock.report;

import io.drydock.diag.Labelled;
import io.drydock.run.Accuracy;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One host's part of a run.
 *
 * @param began when it was begun for the first time
 * @param ended when it ended; of several times the last
 * @param current the task it is at, or was at when the journal ends
 * @param planned what an apply foresaw; empty where it has not come that far
 * @param tasks what became of them; one that was reported again after the run was resumed is there once
 * @param before the facts it had at first; empty where none were gathered
 * @param after the facts it had at last; the same as {@code before} where they were gathered once
 * @param message why it is unreachable, or failed outside any task
 */
public record HostHistory(
        String name,
        List<String> groups,
        HostState state,
        Optional<Instant> began,
        Optional<Instant> ended,
        Optional<String> current,
        List<TaskResult> planned,
        List<TaskResult> tasks,
        Map<String, Object> before,
        Map<String, Object> after,
        Optional<String> message,
        List<String> notes) {
    public HostHistory {
        groups = List.copyOf(groups);
        planned = List.copyOf(planned);
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /** From its first beginning to its last end; empty where it has not ended. */
    public Optional<Duration> took() {
        return began.flatMap(from -> ended.filter(to -> !to.isBefore(from)).map(to -> Duration.between(from, to)));
    }

    /** How the plan compares with what came of it; empty where nothing was planned or done. */
    public Optional<Accuracy> accuracy() {
        boolean whole = !planned.isEmpty()
                && !tasks.isEmpty()
                && ended.isPresent()
                && state != HostState.INTERRUPTED
                && state != HostState.STOPPED;
        return whole ? Optional.of(Accuracy.of(planned, tasks)) : Optional.empty();
    }

    /** As the run that it was part of had it; empty where it has not ended. */
    Optional<HostResult> result() {
        return Labelled.of(HostResult.Status.class, state.label())
                .filter(_ -> ended.isPresent())
                .map(status -> new HostResult(name, status, Optional.empty(), tasks, message, notes, accuracy()));
    }

    /** The same for hosts of which all the same is to be said, whatever time they took. */
    Object kind() {
        List<TaskResult> timeless = tasks.stream().map(TaskResult::timeless).toList();
        return List.of(state, timeless, message, notes, accuracy(), current);
    }
}
