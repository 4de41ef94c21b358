package io.drydock.journal;

import io.drydock.diag.Labelled;
import io.drydock.journal.RunEvent.HostEnded;
import io.drydock.journal.RunEvent.HostEntry;
import io.drydock.journal.RunEvent.TaskEntry;
import io.drydock.run.Accuracy;
import io.drydock.run.HostPast;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one host of a run stands.
 *
 * @param task what it is at; empty unless it is running
 * @param planned what was foreseen of it; empty before that
 * @param tasks what has come of it. Of a run that was gone on with these are the tasks up to the last checkpoint and those after that:
 *     what the host tells a second time is in the journal twice, and here once
 * @param checkpoint where the next program goes on; empty before the first one
 * @param ended how; empty unless it has ended
 */
public record JournaledHost(
        HostEntry entry,
        Progress progress,
        Optional<String> task,
        Optional<Map<String, Object>> facts,
        Optional<List<TaskEntry>> planned,
        List<TaskEntry> tasks,
        Optional<Map<String, Object>> checkpoint,
        Optional<HostEnded> ended) {
    /** How far a host has come. */
    public enum Progress implements Labelled {
        NOT_STARTED,
        RUNNING,
        ENDED;

        /** In the words of a result's status, beside which it stands. */
        @Override
        public String label() {
            return Labelled.super.label().replace('-', ' ');
        }
    }

    public String name() {
        return entry.name();
    }

    /** What a report has of it; empty unless it has ended. */
    public Optional<HostResult> result() {
        return ended.map(end -> new HostResult(
                name(),
                status(end),
                Optional.empty(),
                results(done(end)),
                end.message(),
                end.notes(),
                planned.filter(foreseen -> status(end).isWhole() && !tasks.isEmpty())
                        .map(foreseen -> Accuracy.of(results(foreseen), results(tasks)))));
    }

    /** Where there was nothing to do, nothing was reported after the plan. */
    private List<TaskEntry> done(HostEnded end) {
        return tasks.isEmpty() && status(end) == HostResult.Status.OK ? planned.orElse(tasks) : tasks;
    }

    /** One that is not known here is no success. */
    private static HostResult.Status status(HostEnded end) {
        return Labelled.of(HostResult.Status.class, end.status()).orElse(HostResult.Status.FAILED);
    }

    /** What a process that goes on with the run has to know of it. */
    public HostPast past() {
        Optional<HostPast> over = result().map(HostPast.Ended::new);
        return over.or(() -> checkpoint.map(
                        last -> new HostPast.Begun(last, results(planned.orElse(List.of())), results(tasks))))
                .orElseGet(HostPast.None::new);
    }

    /** Whether it has ended as it should. */
    public boolean isDone() {
        return result().filter(r -> r.status() == HostResult.Status.OK || r.status() == HostResult.Status.CHANGED)
                .isPresent();
    }

    private static List<TaskResult> results(List<TaskEntry> tasks) {
        return tasks.stream().map(JournaledTask::result).toList();
    }

    static final class Fold {
        private final HostEntry entry;
        private final List<TaskEntry> tasks = new ArrayList<>();
        private final Map<String, Object> checkpoint = new LinkedHashMap<>();
        private Progress progress = Progress.NOT_STARTED;
        private Optional<String> task = Optional.empty();
        private Optional<Map<String, Object>> facts = Optional.empty();
        private Optional<List<TaskEntry>> planned = Optional.empty();
        private Optional<HostEnded> ended = Optional.empty();
        /** How many tasks had ended at the last checkpoint. */
        private int kept;

        Fold(HostEntry entry) {
            this.entry = entry;
        }

        void accept(RunEvent.OfHost event) {
            switch (event) {
                case RunEvent.HostBegan _ -> progress = Progress.RUNNING;
                case RunEvent.FactsGathered e -> facts = Optional.of(e.facts());
                case RunEvent.ProgramBegan _ -> {}
                case RunEvent.HostPlanned e -> planned = Optional.of(e.tasks());
                case RunEvent.TaskBegan e -> task = Optional.of(e.task());
                case RunEvent.TaskEnded e -> {
                    tasks.add(e.task());
                    task = Optional.empty();
                }
                case RunEvent.HostCheckpoint e -> {
                    checkpoint.putAll(e.state()); // what one does not say is as the one before had it
                    kept = tasks.size();
                }
                case HostEnded e -> {
                    progress = Progress.ENDED;
                    task = Optional.empty();
                    ended = Optional.of(e);
                }
            }
        }

        /** Another process goes on from the last checkpoint. */
        void goOn() {
            if (ended.filter(end -> status(end).isWhole()).isPresent()) return;
            tasks.subList(kept, tasks.size()).clear();
            task = Optional.empty();
            ended = Optional.empty();
            progress = checkpoint.isEmpty() ? Progress.NOT_STARTED : Progress.RUNNING;
        }

        JournaledHost state() {
            return new JournaledHost(
                    entry,
                    progress,
                    task,
                    facts,
                    planned,
                    List.copyOf(tasks),
                    checkpoint.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Collections.unmodifiableMap(new LinkedHashMap<>(checkpoint))),
                    ended);
        }
    }
}
