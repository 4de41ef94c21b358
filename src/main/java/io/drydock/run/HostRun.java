package io.drydock.run;

import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.playbook.Meta;
import io.drydock.playbook.Task;
import io.drydock.remote.RemoteException;
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

    /** A program has failed as a whole: it has not told what became of its tasks. */
    boolean hasBroken;

    /** It has ended between two tasks of a program, as it was asked to. */
    boolean stopped;

    private final Compiler compiler;
    private final Set<Optional<Become>> users = new LinkedHashSet<>();
    private int programs;
    /** None before the first play. */
    private Optional<HostView> view = Optional.empty();

    private final IdentityHashMap<BoundTask, SharedResult> led = new IdentityHashMap<>();
    private final Set<SourcePos> once = new HashSet<>();
    /** The plays that it has come to the end of. */
    private final Set<BoundPlay> ended = Collections.newSetFromMap(new IdentityHashMap<>());

    /** How many plays an earlier process has come to the end of. */
    private int passed;
    /** Whether an earlier process has begun the one after those. */
    private boolean isWithinPlay;

    private Optional<Checkpoint.Rejoin> rejoin = Optional.empty();
    private final Checkpoints checkpoints;

    private final Delegates delegates;

    HostRun(HostContext context, Delegates delegates) {
        this.delegates = delegates;
        this.context = context;
        this.checkpoints = new Checkpoints(context);
        this.compiler = new Compiler(context);
    }

    /** Runs one play to its end or its first failure. A host that failed in an earlier play takes no further one. */
    void run(BoundPlay play, Party party, boolean isLastPlay, OwnConnection link)
            throws RemoteException, ProgramFailure {
        boolean isPast = ended.size() < passed || isWithinPlay;
        if (isPast || status() != HostResult.Status.FAILED) through(play, party, isLastPlay, link);
    }

    /** The same, also on a host that has failed. */
    void through(BoundPlay play, Party party, boolean isLastPlay, OwnConnection link)
            throws RemoteException, ProgramFailure {
        if (ended.size() < passed) {
            pass(play, party);
            return;
        }
        if (isToStop()) return;
        boolean isSent = isWithinPlay; // by an earlier process, at least perhaps
        HostView now = isWithinPlay ? goOn(play, party, isLastPlay) : start(isLastPlay, link);
        learn(play, now);
        while (now.isLeft(play) && !isToStop()) {
            party.reach(context.name(), now.next());
            BoundTask task = play.course().at(now.next());
            if (task.action().restarts() && !isSent && drain.isPresent()) {
                now = drainAgain(drain.get(), now, link);
                if (status() == HostResult.Status.FAILED || isToStop()) return;
            }
            isSent = false;
            now = task.task().conduct().runOnce() ? once(play, party, now, link) : go(play, party, now, link);
        }
        view = Optional.of(now);
        if (now.isLeft(play)) return;
        ended.add(play);
        learn(now);
        if (context.mode() == Mode.APPLY) tell(now, Checkpoint.NO_PLACE, link);
    }

    /** What has to be done there whatever becomes of the rest. */
    final Set<BoundPlay> owed = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether the host is drained, and what has done that: it is checked again before each restart. */
    Optional<BoundPlay> drain = Optional.empty();

    /** A run that is gone on with comes here again, and to the same programs, for it stands at no place of its own. */
    private HostView drainAgain(BoundPlay drain, HostView view, HostConnection link)
            throws RemoteException, ProgramFailure {
        HostView now = view.atPlay(false);
        int before = results.size();
        while (now.isLeft(drain) && !isToStop())
            now = new SegmentRun(this, drain, now, compiler.compile(drain, now)).run(link, compiler);
        results.subList(before, results.size())
                .removeIf(r -> r.outcome() == Outcome.OK || r.outcome() == Outcome.SKIPPED); // they have been told
        return view.since(now);
    }

    /** At the end of a play. */
    private void learn(HostView now) {
        if (context.variables().usesHostVars()) context.variables().learn(context.mode(), context.name(), now.known());
    }

    private boolean isToStop() {
        return context.options().stop().isRaised();
    }

    /** A process that goes on after a program has failed as a whole comes to that program again, and from its result to here. */
    private void tell(HostView now, long place, HostConnection link) {
        if (!hasBroken) checkpoints.tell(this, now, place, link.reported());
    }

    /**
     * Before a task is sent once more. Another process goes on with the next program, which is the same, where it is for all of the task; a part
     * of its items is not known to it, and the host refuses to begin them anew.
     */
    void isToRepeat(HostView now, BoundTask task, HostConnection link) {
        if (context.mode() == Mode.APPLY && task.task().loop().isEmpty()) tell(now, now.next(), link);
    }

    /** Through the next program. */
    private HostView go(BoundPlay play, Party party, HostView view, OwnConnection link)
            throws RemoteException, ProgramFailure {
        BoundTask task = play.course().at(view.next());
        boolean gathers = task.action().restarts() || !task.action().gathers().isEmpty();
        HostView now = gathers ? view.with(link.facts()) : view;
        Segment segment = compiler.compile(play, now);
        if (context.mode() == Mode.PLAN) return foresee(play, now, segment, link);
        tell(now, now.next(), link);
        if (task.task().meta().equals(Optional.of(Meta.BARRIER))) {
            meet(party, now.next(), link);
            if (isToStop()) return now;
        }
        if (task.task().meta().equals(Optional.of(Meta.RESET_CONNECTION))) link.renew();
        try (Party.Turn _ = party.turn(task)) {
            return run(play, now, segment, link);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits for the others of the party. */
    private void meet(Party party, int place, OwnConnection link) throws RemoteException {
        context.listener().taskStarted(context.name(), "waiting for the other hosts");
        try {
            link.await(() -> party.awaitAll(context.name(), place, this::isToStop));
            party.pass(context.name(), place);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A plan changes nothing: what a lost connection has left of it is forgotten, and all of it told again. */
    private HostView foresee(BoundPlay play, HostView view, Segment segment, HostConnection link)
            throws RemoteException, ProgramFailure {
        int before = results.size();
        boolean wasSettled = settled;
        return Attempts.answer(link, () -> {
            results.subList(before, results.size()).clear();
            settled = wasSettled;
            return run(play, view, segment, link);
        });
    }

    /** On the host itself, or on the one that the program is delegated to; a handler that nobody has asked for is not. */
    private HostView run(BoundPlay play, HostView view, Segment segment, HostConnection link)
            throws RemoteException, ProgramFailure {
        SegmentRun run = new SegmentRun(this, play, view, segment);
        boolean isIdle = play.course().isHandler(view.next())
                && !view.asked().isAsked(play.course().token(view.next()).orElseThrow());
        if (segment.delegate().isEmpty() || isIdle) return run.run(link, compiler);
        String other = segment.delegate().get();
        HostConnection there;
        try {
            there = delegates.to(other, context);
        } catch (RemoteException e) {
            if (HostResult.Status.of(e) == HostResult.Status.INTERRUPTED) throw e;
            return run.refused(other + " cannot be reached: " + HostSession.message(e));
        }
        try {
            return run.run(there, compiler);
        } catch (RemoteException e) {
            if (stopped || HostResult.Status.of(e) == HostResult.Status.INTERRUPTED) throw e;
            throw new ProgramFailure(other + ", to which a task is delegated: " + HostSession.message(e));
        }
    }

    /** Through the next task, by running it for all or by taking what another host shares of it. */
    private HostView once(BoundPlay play, Party party, HostView view, OwnConnection link)
            throws RemoteException, ProgramFailure {
        BoundTask task = play.course().at(view.next());
        Optional<SharedResult> given;
        once.add(task.task().pos());
        try {
            given = party.await(task, context.name());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (given.isPresent()) return take(play, view, task, given.get());
        SharedResult result = SharedResult.of(context, task, true, view); // unless it comes to its end
        try {
            HostView after = go(play, party, view, link);
            boolean hasFailed =
                    status() == HostResult.Status.FAILED || after.failures().isFailed(FailedSections.section(task));
            result = SharedResult.of(context, task, hasFailed, after);
            return after;
        } finally {
            led.put(task, result);
            party.share(task, result);
        }
    }

    private HostView take(BoundPlay play, HostView view, BoundTask task, SharedResult given) {
        settled = false; // the host that has run it in the plan may be another one in the apply
        context.redactor().learn(given.secrets());
        TaskResult result = TaskResult.unrun(
                task.task(),
                given.failed() ? Outcome.FAILED : Outcome.SKIPPED,
                "run_once: " + (given.failed() ? "it has failed on " : "it is run on ") + given.host());
        if (given.failed() && play.course().isRescued(task)) result = result.rescued();
        results.add(result);
        context.listener().taskEnded(context.name(), result);
        return view.past(play, given);
    }

    private static RemoteException interrupted(InterruptedException e) {
        return new RemoteException(RemoteException.Kind.LOST, "interrupted while it waited for other hosts", "", e);
    }

    /** Whether the task that is written there is run once, for several hosts. */
    boolean isOnce(SourcePos pos) {
        return once.contains(pos);
    }

    /** Gives others what it has run for all. */
    void share(Party party) {
        led.forEach(party::share);
    }

    /** Goes on where an earlier process was. */
    void takeUp(Checkpoint checkpoint, List<TaskResult> earlier) {
        Facts facts = Facts.of(checkpoint.facts());
        view = Optional.of(HostView.of(JudgedFacts.of(facts, context.library()), checkpoint));
        passed = Math.toIntExact(checkpoint.plays());
        isWithinPlay = checkpoint.place() != Checkpoint.NO_PLACE;
        programs = Math.toIntExact(checkpoint.programs());
        rejoin = checkpoint.restarted();
        results.addAll(earlier);
        notes.addAll(checkpoint.notes());
        checkpoints.takeUp(checkpoint);
    }

    /** A play that the host has gone through before this process began. */
    private void pass(BoundPlay play, Party party) {
        learn(play, view.orElseThrow());
        hasPassed(play, party, view.orElseThrow(), play.course().size());
        ended.add(play);
        learn(view.orElseThrow());
    }

    private HostView goOn(BoundPlay play, Party party, boolean isLastPlay) {
        isWithinPlay = false;
        HostView now = view.orElseThrow().inPlay(isLastPlay);
        hasPassed(play, party, now, now.next());
        return now;
    }

    /** Its programs have been there up to a place, and what is run once has been. */
    private void hasPassed(BoundPlay play, Party party, HostView now, int next) {
        for (int place = 0; place < next; place++) {
            BoundTask task = play.course().at(place);
            users.add(context.access().of(task.task().become()));
            if (!task.task().conduct().runOnce()) continue;
            once.add(task.task().pos());
            List<TaskResult> ofTask = results.stream()
                    .filter(r -> r.pos().equals(Optional.of(task.task().pos())) && r.isReached())
                    .toList();
            boolean hasFailed = ofTask.stream().anyMatch(r -> r.outcome().isFailure());
            if (!ofTask.isEmpty()) party.share(task, SharedResult.of(context, task, hasFailed, now));
        }
    }

    /** What a restart that an earlier process has seen the end of goes on with. */
    Optional<Checkpoint.Rejoin> takeRejoin() {
        Optional<Checkpoint.Rejoin> taken = rejoin;
        rejoin = Optional.empty();
        return taken;
    }

    void isBack(Step step, HostConnection link) {
        checkpoints.tellRejoin(this, step, link.reported());
    }

    /** Whether it is to go on in the middle of a play. */
    boolean isWithinPlay() {
        return isWithinPlay;
    }

    int playsEnded() {
        return ended.size();
    }

    int programs() {
        return programs;
    }

    /** The number of the program that is about to be sent. */
    int nextProgram() {
        return ++programs;
    }

    /** A program is sent to this host as somebody. */
    void used(Optional<Become> user) {
        users.add(user);
    }

    void clearDelegates() {
        delegates.clear();
    }

    void closeDelegates() {
        delegates.close();
    }

    /** Whom its programs have run as. */
    Set<Optional<Become>> users() {
        return users;
    }

    private HostView start(boolean isLastPlay, HostConnection link) throws RemoteException, ProgramFailure {
        Facts facts = link.facts();
        return view.map(v -> v.with(facts))
                .orElseGet(() -> HostView.of(JudgedFacts.of(facts, context.library())))
                .atPlay(isLastPlay);
    }

    /** Whether the plays were run to their ends, or to a task that failed: then its status is the host's. */
    boolean proves(List<BoundPlay> plays) {
        return ended.containsAll(owed) && (status() == HostResult.Status.FAILED || ended.containsAll(plays));
    }

    /** Masks what this play's variables hold from here on. */
    private void learn(BoundPlay play, HostView view) {
        List<Task> tasks = play.course().everyTask().map(BoundTask::task).toList();
        tasks.stream().findFirst().ifPresent(t -> {
            learn(play, view, t, play.play().defaults());
            learn(play, view, t, play.play().vars());
        });
        tasks.stream().filter(t -> !t.vars().isEmpty()).forEach(t -> learn(play, view, t, t.vars()));
    }

    private void learn(BoundPlay play, HostView view, Task task, Map<String, ?> variables) {
        context.redactor().learn(Secrets.of(variables, context.scope(play, task, view.known())));
    }

    HostResult.Status status() {
        return HostResult.statusOf(results);
    }
}
