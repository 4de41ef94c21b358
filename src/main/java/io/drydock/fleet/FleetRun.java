package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.remote.Connector;
import io.drydock.remote.Slot;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostSession;
import io.drydock.run.HostWork;
import io.drydock.run.Mode;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The way of one run over its hosts: play after play, each batch by batch, until all is done or the run is halted. */
final class FleetRun {
    private final RunOptions options;
    private final Map<String, HostSession> sessions;
    private final List<BoundPlay> plays;
    private final Connector connector;
    private final RunListener listener;
    private final BoundedWork bounded;
    private final Interruption interruption;
    private final Halt halt;
    /** The names of the hosts that have failed so far. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    private final IdentityHashMap<BoundPlay, List<Batch>> batches = new IdentityHashMap<>();
    /** How many batches have been announced. */
    private int announced;

    FleetRun(
            RunOptions options,
            Map<String, HostSession> sessions,
            List<BoundPlay> plays,
            Connector connector,
            RunListener listener,
            BoundedWork bounded,
            Interruption interruption,
            Halt halt) {
        this.options = options;
        this.sessions = sessions;
        this.plays = plays;
        this.connector = connector;
        this.listener = listener;
        this.bounded = bounded;
        this.interruption = interruption;
        this.halt = halt;
        List<Host> inventory = sessions.values().stream().map(HostSession::host).toList();
        plays.forEach(play -> batches.put(play, batches(play, inventory)));
    }

    private List<Batch> batches(BoundPlay play, List<Host> inventory) {
        return options.mode() == Mode.PLAN ? Batch.whole(play) : Batch.of(play, inventory, options.id());
    }

    void run() {
        sessions.values().stream()
                .filter(HostSession::hasFailed)
                .forEach(s -> failed.add(s.host().name()));
        for (int i = 0; i < plays.size() && goesOn(); i++) run(plays.get(i), names(plays.subList(i + 1, plays.size())));
        halt.called().ifPresent(this::end);
    }

    /** Whether anything more is begun. */
    private boolean goesOn() {
        return !halt.isCalled() && !interruption.raised();
    }

    /** @param later the names of the hosts that have other plays after this one */
    private void run(BoundPlay play, Set<String> later) {
        StopRules rules = new StopRules(play, failed, halt);
        for (Batch batch : of(play)) {
            List<HostSession> open = batch.hosts().stream()
                    .map(h -> Objects.requireNonNull(sessions.get(h.name())))
                    .filter(s -> !s.isOver())
                    .toList();
            if (open.isEmpty()) continue;
            if (!goesOn()) return;
            announce(play, batch);
            bounded.run(
                    open,
                    new BatchAdmission(batch, rules, halt, failed),
                    (session, place) ->
                            run(session, play, !later.contains(session.host().name()), place),
                    HostWork::fail);
            if (hasBatches(play)) listener.batchEnded(announced);
        }
    }

    private void run(HostSession session, BoundPlay play, boolean isLast, Slot place) {
        List<BoundPlay> all = of(session);
        session.begin(connector, place);
        session.foresee(all);
        session.run(play, isLast);
        if (!isLast) return;
        session.finish(all);
        listener.hostEnded(session.result());
    }

    private void announce(BoundPlay play, Batch batch) {
        if (!hasBatches(play)) return;
        int of = plays.stream()
                .filter(this::hasBatches)
                .mapToInt(p -> of(p).size())
                .sum();
        announced++;
        listener.batchBegan(
                announced, of, batch.hosts().stream().map(Host::name).toList(), batch.why());
    }

    private boolean hasBatches(BoundPlay play) {
        return options.mode() == Mode.APPLY && play.play().rollout().hasBatches();
    }

    private List<Batch> of(BoundPlay play) {
        return Objects.requireNonNull(batches.get(play));
    }

    /** Hosts that a pause has stopped have not ended: the run will go on with them. */
    private void end(Halt.Call call) {
        for (HostSession session : sessions.values()) {
            if (session.isOver()) continue;
            session.stop(of(session), call.reason());
            if (call.kind() == Halt.Kind.STOP && session.hasBegun()) listener.hostEnded(session.result());
        }
        if (call.kind() == Halt.Kind.PAUSE) listener.runPaused(call.reason());
    }

    private List<BoundPlay> of(HostSession session) {
        String name = session.host().name();
        return plays.stream()
                .filter(p -> p.hosts().stream().anyMatch(h -> h.name().equals(name)))
                .toList();
    }

    private static Set<String> names(List<BoundPlay> plays) {
        return plays.stream().flatMap(p -> p.hosts().stream()).map(Host::name).collect(Collectors.toSet());
    }
}
