package io.drydock.journal;

import io.drydock.diag.Labelled;
import io.drydock.journal.RunEvent.HostEntry;
import io.drydock.run.HostResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run stands, as its events have it.
 *
 * @param hosts all of the run, in the inventory's order, by their names
 * @param play the number of the last play that has begun; 0: none has
 * @param paused why nothing new begins, when nothing has begun since
 * @param exit the status that it has ended with; empty while it can go on
 * @param last the time of the last event
 */
public record RunState(
        RunEvent.RunBegan began,
        Instant first,
        Instant last,
        long epoch,
        Map<String, JournaledHost> hosts,
        int play,
        Optional<RunEvent.BatchBegan> batch,
        Optional<String> paused,
        Optional<Integer> exit) {
    /** What is the matter with a run. */
    public enum Phase implements Labelled {
        /** A living process works on it. */
        RUNNING,
        /** Nothing new begins until it is resumed. */
        PAUSED,
        /** Its process has gone before it could say so. */
        ABANDONED,
        ENDED
    }

    public RunState {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    /** Empty when the run has not begun. */
    public static Optional<RunState> of(List<JournalEntry> entries) {
        if (entries.isEmpty() || !(entries.getFirst().event() instanceof RunEvent.RunBegan began))
            return Optional.empty();
        Fold fold = new Fold(began);
        entries.forEach(entry -> fold.accept(entry.event()));
        return Optional.of(new RunState(
                began,
                entries.getFirst().at(),
                entries.getLast().at(),
                entries.getLast().epoch(),
                fold.hosts(),
                fold.play,
                fold.batch,
                fold.paused,
                fold.exit));
    }

    private static final class Fold {
        private final Map<String, JournaledHost.Fold> hosts = new LinkedHashMap<>();
        private int play;
        private Optional<RunEvent.BatchBegan> batch = Optional.empty();
        private Optional<String> paused = Optional.empty();
        private Optional<Integer> exit = Optional.empty();

        Fold(RunEvent.RunBegan began) {
            for (HostEntry host : began.hosts()) hosts.put(host.name(), new JournaledHost.Fold(host));
        }

        void accept(RunEvent event) {
            switch (event) {
                case RunEvent.RunBegan _,
                        RunEvent.BatchEnded _,
                        RunEvent.GateBegan _,
                        RunEvent.GateTaskEnded _,
                        RunEvent.GateEnded _ -> {}
                case RunEvent.PlayBegan e -> play = e.number();
                case RunEvent.RunResumed _ -> {
                    paused = Optional.empty();
                    hosts.values().forEach(JournaledHost.Fold::goOn);
                }
                case RunEvent.BatchBegan e -> batch = Optional.of(e);
                case RunEvent.RunPaused e -> paused = Optional.of(e.reason());
                case RunEvent.RunEnded e -> exit = Optional.of(e.exit());
                case RunEvent.OfHost e ->
                    Optional.ofNullable(hosts.get(e.host())).ifPresent(host -> host.accept(e));
            }
        }

        Map<String, JournaledHost> hosts() {
            Map<String, JournaledHost> states = new LinkedHashMap<>();
            hosts.forEach((name, host) -> states.put(name, host.state()));
            return states;
        }
    }

    /** @param owned whether a living process owns it */
    public Phase phase(boolean owned) {
        if (exit.isPresent()) return Phase.ENDED;
        if (owned) return Phase.RUNNING;
        return paused.isPresent() ? Phase.PAUSED : Phase.ABANDONED;
    }

    /** How many hosts have which status, or are how far; in an order that is always the same. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (HostResult.Status status : HostResult.Status.values()) counts.put(status.label(), 0L);
        counts.put(JournaledHost.Progress.RUNNING.label(), 0L);
        hosts.values()
                .forEach(host -> counts.merge(
                        host.ended()
                                .map(RunEvent.HostEnded::status)
                                .orElse(host.progress().label()),
                        1L,
                        Long::sum));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** The hosts that have not begun, are begun, or have ended. */
    public List<JournaledHost> hosts(JournaledHost.Progress progress) {
        List<JournaledHost> found = new ArrayList<>(hosts.values());
        found.removeIf(host -> host.progress() != progress);
        return List.copyOf(found);
    }
}
