package io.drydock.report;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.JournaledTask;
import io.drydock.journal.RunEvent;
import io.drydock.run.TaskResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal says of one host, as far as it has been read. */
final class HostReader {
    private final RunEvent.HostEntry entry;
    private final List<TaskResult> tasks = new ArrayList<>();
    private List<TaskResult> planned = List.of();
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Optional<String> current = Optional.empty();
    private HostState state = HostState.NOT_STARTED;
    private Optional<String> message = Optional.empty();
    private List<String> notes = List.of();
    private Map<String, Object> before = Map.of();
    private Map<String, Object> after = Map.of();

    private long epoch = 1;
    /** How many tasks a process that goes on with the run will not report again. */
    private int settled;
    /** Results of earlier epochs since then: each may be reported once more. */
    private final List<Integer> repeatable = new ArrayList<>();
    /** Whether the process that goes on with the run has reported nothing yet. */
    private boolean isSilent;

    HostReader(RunEvent.HostEntry entry) {
        this.entry = entry;
    }

    void take(JournalEntry entry, RunEvent.OfHost event) {
        if (entry.epoch() != epoch) goOn(entry.epoch());
        switch (event) {
            case RunEvent.HostBegan _ -> begin(entry.at());
            case RunEvent.FactsGathered e -> facts(e.facts());
            case RunEvent.HostPlanned e -> planned(e.tasks());
            case RunEvent.ProgramBegan _ -> {}
            case RunEvent.TaskBegan e -> current = Optional.of(e.task());
            case RunEvent.TaskEnded e -> end(e.task());
            case RunEvent.HostCheckpoint _ -> checkpoint();
            case RunEvent.HostEnded e -> end(entry.at(), e);
        }
    }

    private void begin(Instant at) {
        if (began.isEmpty()) began = Optional.of(at);
        ended = Optional.empty();
        state = HostState.UNFINISHED;
        message = Optional.empty();
        notes = List.of();
    }

    private void facts(Map<String, Object> facts) {
        if (before.isEmpty()) before = facts;
        after = facts;
    }

    /** What was planned first is what the host is held to: a plan of an epoch that goes on knows what has been done. */
    private void planned(List<RunEvent.TaskEntry> foreseen) {
        if (planned.isEmpty())
            planned = foreseen.stream().map(JournaledTask::result).toList();
    }

    private void goOn(long now) {
        epoch = now;
        isSilent = true;
        repeatable.clear();
        for (int i = settled; i < tasks.size(); i++) repeatable.add(i);
    }

    /** A process that goes on begins with a checkpoint, before it reports anything again; that one settles nothing. */
    private void checkpoint() {
        if (isSilent) return;
        repeatable.reversed().forEach(i -> tasks.remove(i.intValue())); // the host knows nothing of them
        repeatable.clear();
        settled = tasks.size();
    }

    private void end(RunEvent.TaskEntry task) {
        isSilent = false;
        current = Optional.empty();
        TaskResult result = JournaledTask.result(task);
        Optional<Integer> earlier =
                repeatable.stream().filter(i -> isSame(tasks.get(i), result)).findFirst();
        earlier.ifPresentOrElse(i -> tasks.set(i, result), () -> tasks.add(result));
        earlier.ifPresent(repeatable::remove);
    }

    private static boolean isSame(TaskResult one, TaskResult other) {
        return one.pos().equals(other.pos()) && one.name().equals(other.name());
    }

    private void end(Instant at, RunEvent.HostEnded end) {
        ended = Optional.of(at);
        current = Optional.empty();
        state = HostState.of(end.status());
        message = end.message();
        notes = end.notes();
    }

    HostHistory history() {
        return new HostHistory(
                entry.name(),
                entry.groups(),
                state,
                began,
                ended,
                current,
                planned,
                tasks.isEmpty() && state == HostState.OK ? planned : tasks, // there was nothing to do
                before,
                after,
                message,
                notes);
    }
}
