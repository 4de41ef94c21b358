package io.drydock.report;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Goes through a journal once and keeps what it comes to. */
final class HistoryReader {
    private final RunEvent.RunBegan run;
    private final Instant began;
    private final Map<String, HostReader> hosts = new LinkedHashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private Optional<Integer> exit = Optional.empty();
    private boolean paused;

    private HistoryReader(RunEvent.RunBegan run, Instant began) {
        this.run = run;
        this.began = began;
        run.hosts().forEach(host -> hosts.put(host.name(), new HostReader(host)));
    }

    static Optional<RunHistory> read(RunStore.RunRecord record, boolean owned) {
        Optional<HistoryReader> reader = record.entries().stream()
                .filter(entry -> entry.event() instanceof RunEvent.RunBegan)
                .findFirst()
                .map(entry -> new HistoryReader((RunEvent.RunBegan) entry.event(), entry.at()));
        reader.ifPresent(r -> record.entries().forEach(r::take));
        return reader.map(r -> r.history(record, owned));
    }

    private RunHistory history(RunStore.RunRecord record, boolean owned) {
        JournalEntry last = record.entries().getLast();
        return new RunHistory(
                run,
                began,
                last.at(),
                last.epoch(),
                status(owned),
                exit,
                stages,
                hosts.values().stream().map(HostReader::history).toList(),
                owned ? Optional.empty() : record.torn());
    }

    private RunHistory.Status status(boolean owned) {
        if (owned) return RunHistory.Status.RUNNING;
        if (paused) return RunHistory.Status.PAUSED;
        return exit.isPresent() ? RunHistory.Status.FINISHED : RunHistory.Status.UNFINISHED;
    }

    private void take(JournalEntry entry) {
        Instant at = entry.at();
        switch (entry.event()) {
            case RunEvent.RunBegan _, RunEvent.PlayBegan _ -> {}
            case RunEvent.RunResumed resumed -> {
                stages.add(new Stage.Resume(at, entry.epoch(), resumed.controller(), resumed.torn()));
                exit = Optional.empty();
                paused = false;
            }
            case RunEvent.BatchBegan b ->
                stages.add(new Stage.Batch(b.number(), b.of(), b.why(), b.hosts(), at, Optional.empty()));
            case RunEvent.BatchEnded b ->
                end(
                        Stage.Batch.class,
                        open -> open.number() == b.number() ? Optional.of(ended(open, at)) : Optional.empty());
            case RunEvent.GateBegan g ->
                stages.add(
                        new Stage.Gate(g.gate(), at, Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
            case RunEvent.GateTaskEnded t ->
                end(
                        Stage.Gate.class,
                        open -> open.name().equals(t.gate()) ? Optional.of(with(open, t)) : Optional.empty());
            case RunEvent.GateEnded g ->
                end(
                        Stage.Gate.class,
                        open -> open.name().equals(g.gate()) ? Optional.of(ended(open, g, at)) : Optional.empty());
            case RunEvent.RunPaused p -> {
                stages.add(new Stage.Pause(at, p.reason()));
                paused = true;
            }
            case RunEvent.RunEnded e -> exit = Optional.of(e.exit());
            case RunEvent.OfHost h -> host(h.host()).take(entry, h);
        }
    }

    /** A host that the run did not begin with is one of it all the same. */
    private HostReader host(String name) {
        return hosts.computeIfAbsent(name, n -> new HostReader(new RunEvent.HostEntry(n, List.of())));
    }

    private interface Ending<S> {
        /** The stage as it ended; empty when this is not the one. */
        Optional<Stage> of(S open);
    }

    /** The last of several that are meant: after a resume a stage may have begun again. */
    private <S extends Stage> void end(Class<S> kind, Ending<S> ending) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            Optional<Stage> ended =
                    kind.isInstance(stages.get(i)) ? ending.of(kind.cast(stages.get(i))) : Optional.empty();
            if (ended.isPresent()) {
                stages.set(i, ended.get());
                return;
            }
        }
    }

    private static Stage ended(Stage.Batch open, Instant at) {
        return new Stage.Batch(open.number(), open.of(), open.why(), open.hosts(), open.began(), Optional.of(at));
    }

    private static Stage ended(Stage.Gate open, RunEvent.GateEnded end, Instant at) {
        return new Stage.Gate(
                open.name(), open.began(), Optional.of(at), open.tasks(), Optional.of(end.outcome()), end.message());
    }

    private static Stage with(Stage.Gate open, RunEvent.GateTaskEnded task) {
        List<RunEvent.GateTaskEnded> tasks =
                Stream.concat(open.tasks().stream(), Stream.of(task)).toList();
        return new Stage.Gate(open.name(), open.began(), open.ended(), tasks, open.outcome(), open.message());
    }
}
