package io.drydock.run;

import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.playbook.Task;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One host's way through the plays, planning or applying, and what there is to report of it. Confined to the host's thread. */
final class HostRun {
    final HostContext context;
    final List<TaskResult> results = new ArrayList<>();
    /** What the reader should know besides. */
    final List<String> notes = new ArrayList<>();
    /** Of the steps so far, by their ids. */
    final Map<Integer, String> names = new HashMap<>();
    /** Nothing is left to be done or to be known. */
    boolean settled = true;

    /** It has ended between two tasks of a program, as it was asked to. */
    boolean stopped;

    private final Compiler compiler;
    private final Set<Optional<Become>> users = new LinkedHashSet<>();
    private int programs;
    /** None before the first play. */
    private Optional<HostView> view = Optional.empty();

    private final IdentityHashMap<BoundTask, SharedResult> led = new IdentityHashMap<>();
    private final Set<SourcePos> taken = new HashSet<>();
    /** The plays that it has come to the end of. */
    private final Set<BoundPlay> ended = Collections.newSetFromMap(new IdentityHashMap<>());

    HostRun(HostContext context) {
        this.context = context;
        this.compiler = new Compiler(context);
    }

    /** Runs one play to its end or its first failure. A host that failed in an earlier play takes no further one. */
    void run(BoundPlay play, Party party, boolean isLastPlay, HostConnection link)
            throws RemoteException, ProgramFailure {
        if (status() != HostResult.Status.FAILED) through(play, party, isLastPlay, link);
    }

    /** The same, also on a host that has failed. */
    void through(BoundPlay play, Party party, boolean isLastPlay, HostConnection link)
            throws RemoteException, ProgramFailure {
        if (isToStop()) return;
        HostView now = start(isLastPlay, link);
        learn(play, now);
        while (now.isLeft(play) && !isToStop()) {
            BoundTask task = play.at(now.next());
            Optional<HostView> again = task.action().restarts() ? drainAgain(now, link) : Optional.of(now);
            if (again.isEmpty()) return;
            now = again.get();
            now = task.task().runOnce() ? once(play, party, now, link) : go(play, party, now, link);
        }
        view = Optional.of(now);
        if (!now.isLeft(play)) ended.add(play);
    }

    /** What has to be done there whatever becomes of the rest. */
    final Set<BoundPlay> owed = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether the host is drained, and what has done that: it is checked again before each restart. */
    Optional<BoundPlay> drain = Optional.empty();

    /** Empty when that has failed, or was stopped. */
    private Optional<HostView> drainAgain(HostView view, HostConnection link) throws RemoteException, ProgramFailure {
        if (drain.isEmpty()) return Optional.of(view);
        HostView now = view.atPlay(false);
        int before = results.size();
        while (now.isLeft(drain.get()) && !isToStop()) now = go(drain.get(), new Party(), now, link);
        boolean isDone = !now.isLeft(drain.get()) && status() != HostResult.Status.FAILED;
        results.subList(before, results.size())
                .removeIf(r -> r.outcome() == Outcome.OK || r.outcome() == Outcome.SKIPPED); // they have been told
        return isDone ? Optional.of(view.since(now)) : Optional.empty();
    }

    private boolean isToStop() {
        return context.options().stop().isRaised();
    }

    /** Through the next program. */
    private HostView go(BoundPlay play, Party party, HostView view, HostConnection link)
            throws RemoteException, ProgramFailure {
        BoundTask task = play.at(view.next());
        HostView now = task.action().restarts() ? view.with(link.facts()) : view;
        Segment segment = compiler.compile(play, now);
        if (context.mode() == Mode.PLAN) return new SegmentRun(this, play, now, segment).run(link, compiler);
        try (Party.Turn _ = party.turn(task)) {
            return new SegmentRun(this, play, now, segment).run(link, compiler);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Through the next task, by running it for all or by taking what another host shares of it. */
    private HostView once(BoundPlay play, Party party, HostView view, HostConnection link)
            throws RemoteException, ProgramFailure {
        BoundTask task = play.at(view.next());
        Optional<SharedResult> given;
        try {
            given = party.await(task, context.name());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (given.isPresent()) return take(play, view, task, given.get());
        SharedResult result = SharedResult.of(context, task, true, view); // unless it comes to its end
        try {
            HostView after = go(play, party, view, link);
            result = SharedResult.of(context, task, status() == HostResult.Status.FAILED, after);
            return after;
        } finally {
            led.put(task, result);
            party.share(task, result);
        }
    }

    private HostView take(BoundPlay play, HostView view, BoundTask task, SharedResult given) {
        taken.add(task.task().pos());
        settled = false; // the host that has run it in the plan may be another one in the apply
        context.redactor().learn(given.secrets());
        TaskResult result = new TaskResult(
                Optional.of(task.task().pos()),
                task.task().title(),
                task.task().action(),
                given.failed() ? Outcome.FAILED : Outcome.SKIPPED,
                Optional.of("run_once: " + (given.failed() ? "it has failed on " : "it is run on ") + given.host()),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ZERO);
        results.add(result);
        context.listener().taskEnded(context.name(), result);
        return view.past(play, given.variables(), given.failed());
    }

    private static RemoteException interrupted(InterruptedException e) {
        return new RemoteException(RemoteException.Kind.LOST, "interrupted while it waited for other hosts", "", e);
    }

    /** Where tasks are written that other hosts have run for this one. */
    Set<SourcePos> taken() {
        return taken;
    }

    /** Gives others what it has run for all. */
    void share(Party party) {
        led.forEach(party::share);
    }

    /** The number of the program that is about to be sent. */
    int nextProgram(Segment segment) {
        users.add(segment.user());
        return ++programs;
    }

    /** Whom its programs have run as. */
    Set<Optional<Become>> users() {
        return users;
    }

    private HostView start(boolean isLastPlay, HostConnection link) throws RemoteException, ProgramFailure {
        Facts facts = link.facts();
        return view.map(v -> v.with(facts))
                .orElseGet(() ->
                        HostView.of(JudgedFacts.of(facts, context.library().shipped())))
                .atPlay(isLastPlay);
    }

    /** Whether the plays were run to their ends, or to a task that failed: then its status is the host's. */
    boolean proves(List<BoundPlay> plays) {
        return ended.containsAll(owed) && (status() == HostResult.Status.FAILED || ended.containsAll(plays));
    }

    /** Masks what this play's variables hold from here on. */
    private void learn(BoundPlay play, HostView view) {
        List<Task> tasks = Stream.concat(play.tasks().stream(), play.handlers().stream())
                .map(BoundTask::task)
                .toList();
        tasks.stream()
                .findFirst()
                .ifPresent(t -> learn(play, view, t, play.play().vars()));
        tasks.stream().filter(t -> !t.vars().isEmpty()).forEach(t -> learn(play, view, t, t.vars()));
    }

    private void learn(BoundPlay play, HostView view, Task task, Map<String, ?> variables) {
        context.redactor().learn(Secrets.of(variables, context.scope(play, task, view.known())));
    }

    HostResult.Status status() {
        return HostResult.statusOf(results);
    }
}
