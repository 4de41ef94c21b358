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

    HostRun(HostContext context) {
        this.context = context;
        this.compiler = new Compiler(context);
    }

    /** Runs one play to its end or its first failure. A host that failed in an earlier play takes no further one. */
    void run(BoundPlay play, boolean isLastPlay, HostConnection link) throws RemoteException, ProgramFailure {
        if (status() == HostResult.Status.FAILED) return;
        HostView now = start(isLastPlay, link);
        learn(play, now);
        while (now.isLeft(play)) {
            if (play.at(now.next()).action().restarts()) now = now.with(link.facts());
            Segment segment = compiler.compile(play, now);
            now = new SegmentRun(this, play, now, segment).run(link, compiler);
        }
        view = Optional.of(now);
        ended.add(play);
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
