package io.drydock.report;

import io.drydock.diag.Labelled;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import io.drydock.run.Accuracy;
import io.drydock.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run as its journal tells it, whether it has ended, waits to be resumed, or goes on.
 *
 * @param last the time of the newest event
 * @param epochs how many processes have worked on it
 * @param exit the status it ended with; empty where it has not ended
 * @param stages in the order they began
 * @param hosts in the inventory's order
 * @param torn what the end of the journal was missing
 */
public record RunHistory(
        RunEvent.RunBegan run,
        Instant began,
        Instant last,
        long epochs,
        Status status,
        Optional<Integer> exit,
        List<Stage> stages,
        List<HostHistory> hosts,
        Optional<String> torn) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    public enum Status implements Labelled {
        FINISHED,
        /** It waits to be resumed. */
        PAUSED,
        /** A living process works on it. */
        RUNNING,
        /** The process that worked on it has gone before it could say so. */
        UNFINISHED
    }

    public RunHistory {
        stages = List.copyOf(stages);
        hosts = List.copyOf(hosts);
    }

    /**
     * Empty when the journal does not tell how the run began.
     *
     * @param owned whether a living process works on it, whose next line the end of the journal may be
     */
    public static Optional<RunHistory> of(RunStore.RunRecord record, boolean owned) {
        return HistoryReader.read(record, owned);
    }

    /** From the first event to the newest. */
    public Duration took() {
        return since(last);
    }

    /** Of the run's time. A clock that was set back makes none. */
    Duration since(Instant at) {
        return at.isBefore(began) ? Duration.ZERO : Duration.between(began, at);
    }

    /** For people. */
    static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZoneId.systemDefault()));
    }

    /** How many hosts are in each state; all states are there. */
    Map<HostState, Long> counts() {
        Map<HostState, Long> counts = new LinkedHashMap<>();
        for (HostState state : HostState.values())
            counts.put(state, hosts.stream().filter(h -> h.state() == state).count());
        return counts;
    }

    /** How many results of tasks have each outcome; all outcomes are there. */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) counts.put(outcome, 0L);
        hosts.stream().flatMap(h -> h.tasks().stream()).forEach(t -> counts.merge(t.outcome(), 1L, Long::sum));
        return counts;
    }

    /** Hosts of which all the same is to be said, in the order of the first of them. */
    Collection<List<HostHistory>> alike() {
        return hosts.stream()
                .collect(Collectors.groupingBy(HostHistory::kind, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** The sum over the hosts that have ended. */
    Accuracy accuracy() {
        return Accuracy.sum(hosts.stream().flatMap(h -> h.accuracy().stream()).toList());
    }

    <S extends Stage> List<S> stages(Class<S> kind) {
        return stages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
