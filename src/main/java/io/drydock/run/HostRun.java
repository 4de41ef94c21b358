package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.playbook.Task;
import io.drydock.remote.RemoteException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

    private final Compiler compiler;
    private final Set<Optional<Become>> users = new LinkedHashSet<>();
    private int programs;
    /** None before the first play. */
    private Optional<HostView> view = Optional.empty();
    /** The plays that it has come to the end of. */
    private final Set<BoundPlay> ended = Collections.newSetFromMap(new IdentityHashMap<>());

    /** How many plays an earlier process has come to the end of. */
    private int passed;
    /** Whether an earlier process has begun the one after those. */
    private boolean isWithinPlay;

    private Optional<Checkpoint.Rejoin> rejoin = Optional.empty();
    private final Checkpoints checkpoints;

    HostRun(HostContext context) {
        this.context = context;
        this.checkpoints = new Checkpoints(context);
        this.compiler = new Compiler(context);
    }

    /** Runs one play to its end or its first failure. A host that failed in an earlier play takes no further one. */
    void run(BoundPlay play, boolean isLastPlay, HostConnection link) throws RemoteException, ProgramFailure {
        if (status() == HostResult.Status.FAILED) return;
        if (ended.size() < passed) {
            pass(play);
            return;
        }
        HostView now = isWithinPlay ? goOn(play, isLastPlay) : start(isLastPlay, link);
        learn(play, now);
        while (now.isLeft(play)) {
            if (play.at(now.next()).action().restarts()) now = now.with(link.facts());
            Segment segment = compiler.compile(play, now);
            checkpoints.tell(this, now, now.next(), link.reported());
            now = new SegmentRun(this, play, now, segment).run(link, compiler);
        }
        view = Optional.of(now);
        ended.add(play);
        checkpoints.tell(this, now, Checkpoint.NO_PLACE, link.reported());
    }

    /** Goes on where an earlier process was. */
    void takeUp(Checkpoint checkpoint, List<TaskResult> earlier) {
        Facts facts = Facts.of(checkpoint.facts());
        view = Optional.of(HostView.of(JudgedFacts.of(facts, context.library().shipped()), checkpoint));
        passed = Math.toIntExact(checkpoint.plays());
        isWithinPlay = checkpoint.place() != Checkpoint.NO_PLACE;
        programs = Math.toIntExact(checkpoint.programs());
        rejoin = checkpoint.restarted();
        results.addAll(earlier);
        notes.addAll(checkpoint.notes());
        checkpoints.takeUp(checkpoint);
    }

    /** A play that the host has gone through before this process began. */
    private void pass(BoundPlay play) {
        learn(play, view.orElseThrow());
        tookPart(play, play.size());
        ended.add(play);
    }

    private HostView goOn(BoundPlay play, boolean isLastPlay) {
        isWithinPlay = false;
        HostView now = view.orElseThrow().inPlay(isLastPlay);
        tookPart(play, now.next());
        return now;
    }

    /** Whose programs have been there up to a place. */
    private void tookPart(BoundPlay play, int next) {
        for (int place = 0; place < next; place++)
            users.add(context.access().of(play.at(place).task().become()));
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
        return status() == HostResult.Status.FAILED || ended.containsAll(plays);
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
