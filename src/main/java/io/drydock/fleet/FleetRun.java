package io.drydock.fleet;

import io.drydock.diag.Suggestion;
import io.drydock.inventory.Host;
import io.drydock.playbook.Gate;
import io.drydock.remote.Connector;
import io.drydock.remote.Slot;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostSession;
import io.drydock.run.HostWork;
import io.drydock.run.Mode;
import io.drydock.run.Party;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import io.drydock.run.Variables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The way of one run over its hosts: play after play, each batch by batch, until all is done or the run is halted. */
final class FleetRun {
    private final RunOptions options;
    private final Map<String, HostSession> sessions;
    private final List<BoundPlay> plays;
    private final Variables variables;
    private final Connector connector;
    private final RunListener listener;
    private final BoundedWork bounded;
    private final Halt halt;
    private final TaskGates gates;
    private final int reached;
    /** From 1, in their order. */
    private final IdentityHashMap<BoundPlay, Integer> numbers = new IdentityHashMap<>();
    /** The names of the hosts on which an earlier process has done all. */
    private final Set<String> behind;

    /** The names of the hosts that have failed so far. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** Those of which hooks know. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private final List<Host> inventory;
    private final IdentityHashMap<BoundPlay, List<Batch>> batches = new IdentityHashMap<>();
    private final Map<String, List<BoundPlay>> playsOfHosts = new HashMap<>();
    /** The number of the batch that is gone through, over all plays; those that an earlier process has gone through count. */
    private int number;

    FleetRun(
            RunOptions options,
            Map<String, HostSession> sessions,
            List<BoundPlay> plays,
            Variables variables,
            Connector connector,
            RunListener listener,
            BoundedWork bounded,
            Halt halt,
            TaskGates gates,
            int reached) {
        this.options = options;
        this.sessions = sessions;
        this.plays = plays;
        this.variables = variables;
        this.connector = connector;
        this.listener = listener;
        this.bounded = bounded;
        this.halt = halt;
        this.gates = gates;
        this.reached = reached;
        this.behind = sessions.values().stream()
                .filter(HostSession::isOver)
                .map(session -> session.host().name())
                .collect(Collectors.toSet());
        this.inventory = sessions.values().stream().map(HostSession::host).toList();
        for (BoundPlay play : plays) {
            batches.put(play, Batch.of(play, inventory, options.id()));
            numbers.put(play, numbers.size() + 1);
            play.hosts()
                    .forEach(h -> playsOfHosts
                            .computeIfAbsent(h.name(), _ -> new ArrayList<>())
                            .add(play));
        }
        sessions.values().stream()
                .filter(session ->
                        of(session).stream().allMatch(p -> p.play().rollout().ignoreUnreachable()))
                .forEach(HostSession::ignoreUnreachable);
    }

    void run() {
        if (options.mode() == Mode.APPLY && isForeseenFirst()) forEachPlay(this::foresee);
        sessions.values().stream()
                .filter(HostSession::hasFailed)
                .forEach(s -> failed.add(s.host().name()));
        forEachPlay(options.mode() == Mode.PLAN ? this::plan : this::apply);
        halt.called().ifPresent(this::end);
    }

    private void forEachPlay(Consumer<BoundPlay> way) {
        for (BoundPlay play : plays) if (goesOn()) way.accept(play);
    }

    /** Whether anything more is begun. */
    private boolean goesOn() {
        return !halt.isCalled() && !bounded.interruption().raised();
    }

    /** Whether a host's plan needs those of others that may begin after it. */
    private boolean isForeseenFirst() {
        return variables.usesHostVars()
                || plays.stream().anyMatch(p -> p.play().rollout().isByClass())
                || plays.stream()
                        .skip(1)
                        .anyMatch(p -> p.tasks().stream()
                                .anyMatch(t -> t.task().conduct().runOnce()));
    }

    /** All hosts plan the play, and are left again. */
    private void foresee(BoundPlay play) {
        whole(play, (session, party, place) -> {
            if (session.isOver()) return;
            session.visit(connector, place);
            session.foresee(play, party);
            if (isLast(play, session)) {
                session.decide();
                session.leave();
            }
            if (session.isOver()) listener.hostEnded(session.result());
            else listener.hostWaits(session.host().name());
        });
    }

    private void plan(BoundPlay play) {
        if (variables.usesHostVars()) whole(play, (session, _, place) -> session.begin(connector, place));
        whole(play, (session, party, place) -> {
            session.begin(connector, place);
            session.run(play, party, isLast(play, session));
            if (isLast(play, session)) finish(session);
        });
        List<Gate> asked = play.play().safeguards().gates();
        if (!asked.isEmpty())
            listener.noticed(
                    "an apply asks after each batch of \"" + play.play().name() + "\": "
                            + Suggestion.listed(asked.stream().map(Gate::name).toList()));
    }

    private interface Work {
        void on(HostSession session, Party party, Slot place);
    }

    /** All batches of a play at once, as nothing is changed. */
    private void whole(BoundPlay play, Work work) {
        Parties parties = parties(of(play), Admission.open());
        List<HostSession> all = of(play).stream()
                .flatMap(batch -> batch.hosts().stream())
                .map(this::session)
                .toList();
        bounded.run(all, parties, (session, place) -> work.on(session, parties.of(session), place), HostWork::fail);
    }

    private void apply(BoundPlay play) {
        try (PlayHooks hooks = new PlayHooks(play, options.id(), variables, listener)) {
            if (!begins(play, hooks)) return;
            apply(play, hooks);
            hooks.finish(halt.called(), statuses(play.hosts()));
        }
    }

    /** Whether there is anything to do, and nothing speaks against it. */
    private boolean begins(BoundPlay play, PlayHooks hooks) {
        if (open(play.hosts()).isEmpty() && !isToBeAsked(play)) {
            if (hasBatches(play)) number += of(play).size();
            return false;
        }
        Optional<String> against = hooks.start(names(play.hosts()));
        against.ifPresent(why -> halt.stop("on_start has failed: " + why));
        if (against.isEmpty() && number(play) >= reached)
            listener.playBegan(number(play), play.play().name());
        return against.isEmpty();
    }

    private int number(BoundPlay play) {
        return Objects.requireNonNull(numbers.get(play));
    }

    /** Whether an earlier process may have ended when all hosts were done, and its gates were not. */
    private boolean isToBeAsked(BoundPlay play) {
        return number(play) == reached
                && !play.play().safeguards().gates().isEmpty()
                && !play.hosts().isEmpty();
    }

    /** Whether hosts may be begun after these; the gates of a play that an earlier process has left behind were asked by that. */
    private boolean isLet(PlayGuard guard, BoundPlay play, Batch before, boolean isLast) {
        List<Host> sound = before.hosts().stream()
                .filter(host -> !failed.contains(host.name()))
                .toList();
        return number(play) < reached || guard.lets(before.hosts(), sound, isLast);
    }

    /** The hosts that an earlier process has ended, where batches are made of the others only. */
    private Optional<Batch> before(BoundPlay play) {
        if (!play.play().rollout().isByClass() || number(play) != reached) return Optional.empty();
        List<Host> hosts = play.hosts().stream()
                .filter(host -> behind.contains(host.name()))
                .toList();
        return hosts.isEmpty() ? Optional.empty() : Optional.of(new Batch(hosts, "", false));
    }

    private void apply(BoundPlay play, PlayHooks hooks) {
        PlayGuard guard = new PlayGuard(play, options.id(), variables, listener, halt, this::goesOn, hooks, gates);
        Optional<Batch> before = before(play);
        StopRules rules = new StopRules(play, play == plays.getFirst() ? Set.of() : failed, halt, listener);
        Widths widths = widths(play);
        Windows windows = new Windows(play.play().rollout().windows(), InstantSource.system(), System::nanoTime);
        Batches batches = batches(play);
        for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
            Batch batch = next.get();
            rules.judge(batch, failed);
            boolean isOver = open(batch.hosts()).isEmpty();
            boolean isHeld = !isOver
                    && open(batch.hosts()).stream().noneMatch(HostSession::isHalfway) // it has been let already
                    && before.isPresent()
                    && !isLet(guard, play, before.get(), false);
            before = Optional.of(batch);
            if (isHeld || !goesOn()) return;
            if (hasBatches(play)) number++;
            if (isOver) continue;
            announce(play, batch, batches.count(), hooks);
            apply(play, batch, new BatchAdmission(batch, rules, widths, windows, halt, failed, this::of), hooks);
            if (hasBatches(play)) listener.batchEnded(number);
            hooks.batchEnded(number, statuses(batch.hosts()));
        }
        before.ifPresent(last -> isLet(guard, play, last, true));
    }

    private Map<String, String> statuses(List<Host> hosts) {
        Map<String, String> statuses = new LinkedHashMap<>();
        hosts.forEach(h -> statuses.put(h.name(), session(h).soFar().status().label()));
        return statuses;
    }

    private static List<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).toList();
    }

    private void apply(BoundPlay play, Batch batch, Admission<HostSession> admission, PlayHooks hooks) {
        Parties planning = parties(List.of(batch), admission);
        Parties parties = parties(List.of(batch), planning);
        bounded.run(
                open(batch.hosts()),
                parties,
                (session, place) -> {
                    session.begin(connector, place);
                    foresee(session, play, planning.of(session));
                    session.run(play, parties.of(session), isLast(play, session));
                    if (session.isMistyped()) halt.pause("the password that was typed is not accepted");
                    if (isLast(play, session) || session.isOver()) finish(session);
                    else listener.hostWaits(session.host().name());
                    if (session.hasFailed() && told.add(session.host().name())) hooks.hostFailed(session.soFar());
                },
                HostWork::fail);
    }

    private Parties parties(List<Batch> batches, Admission<HostSession> admission) {
        return new Parties(batches, host -> !session(host).isOver(), admission);
    }

    private List<HostSession> open(List<Host> hosts) {
        return hosts.stream().map(this::session).filter(s -> !s.isOver()).toList();
    }

    /** All plays of a host that is at the first one of them. */
    private void foresee(HostSession session, BoundPlay play, Party party) {
        of(session).forEach(p -> session.foresee(p, p == play ? party : new Party()));
        session.decide();
        party.leave(session.host().name());
    }

    /** A host that was stopped has not ended. */
    private void finish(HostSession session) {
        if (session.isStopped(of(session))) return;
        session.finish(of(session));
        listener.hostEnded(session.result());
    }

    /** With the hosts that are out of reach already. */
    private Widths widths(BoundPlay play) {
        Widths widths = new Widths(play);
        play.hosts().stream().filter(h -> session(h).isUnreachable()).forEach(widths::lose);
        return widths;
    }

    private HostSession session(Host host) {
        return Objects.requireNonNull(sessions.get(host.name()));
    }

    private Batches batches(BoundPlay play) {
        if (!play.play().rollout().isByClass()) return Batches.of(of(play));
        List<HostSession> ordered = Batch.ordered(play, inventory, options.id()).stream()
                .map(this::session)
                .toList();
        ClassBatches batches = new ClassBatches(play, ordered, (session, why) -> session.stop(of(session), why));
        HostClass.notice(
                        batches.classes(),
                        ordered.stream().filter(s -> !s.hasBegun()).toList())
                .ifPresent(listener::noticed);
        return batches;
    }

    /** @param count how many batches the play has */
    private void announce(BoundPlay play, Batch batch, int count, PlayHooks hooks) {
        if (!hasBatches(play)) return;
        int of = plays.stream()
                .filter(this::hasBatches)
                .mapToInt(p -> p == play ? count : of(p).size())
                .sum();
        listener.batchBegan(number, of, names(batch.hosts()), batch.why());
        hooks.batchBegan(number, of, names(batch.hosts()), batch.why());
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
        return playsOfHosts.getOrDefault(session.host().name(), List.of());
    }

    /** Whether the host has no other play after this one. */
    private boolean isLast(BoundPlay play, HostSession session) {
        return of(session).getLast() == play;
    }
}
