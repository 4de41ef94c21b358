package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.playbook.Task;
import io.drydock.remote.RemoteException;
import io.drydock.template.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One host's way through the plays, planning or applying, and what it has met there. Confined to the host's thread. */
final class Pass {
    HostContext context;
    final ActionLibrary library;
    final Variables variables;
    final List<TaskResult> results = new ArrayList<>();
    /** What the reader should know besides. */
    final List<String> notes = new ArrayList<>();
    /** What tasks set or registered, for the plays that follow. */
    final Map<String, Object> registered = new HashMap<>();
    /** Of the steps so far, by their ids. */
    final Map<Integer, String> names = new HashMap<>();
    /** What planned changes will bring, as templates/runtime.sh keeps it. */
    final StringBuilder promises = new StringBuilder();
    /** A planned restart, after which much of the host is not known yet. */
    Optional<Unknown> restart = Optional.empty();

    int lastId;
    int lastChange;
    /** The plays that it has come to the end of. */
    private final Set<BoundPlay> ended = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Nothing is left to be done or to be known. */
    boolean settled = true;

    Pass(HostContext context, ActionLibrary library, Variables variables) {
        this.context = context;
        this.library = library;
        this.variables = variables;
    }

    /** Runs one play to its end or its first failure. A host that failed in an earlier play takes no further one. */
    void run(BoundPlay play, boolean isLastPlay, Link link) throws RemoteException, ProgramFailure {
        if (status() == HostResult.Status.FAILED) return;
        PlayState state = new PlayState(play, isLastPlay, link.facts(), this);
        learn(play, state);
        Compiler compiler = new Compiler(library, context.options(), context.access());
        while (state.left() || state.goesRound()) {
            if (compiler.restarts(state)) state.facts(link.facts());
            Segment segment = compiler.compile(state);
            if (!segment.steps().isEmpty()) new SegmentRun(segment, state).run(link, compiler);
        }
        registered.putAll(state.dynamic);
        ended.add(play);
    }

    /** Whether the plays were run to their ends, or to a task that failed: then its status is the host's. */
    boolean proves(List<BoundPlay> plays) {
        return status() == HostResult.Status.FAILED || ended.containsAll(plays);
    }

    /** Masks what this play's variables hold from here on. */
    private void learn(BoundPlay play, PlayState state) {
        List<Task> tasks = Stream.concat(play.tasks().stream(), play.handlers().stream())
                .map(BoundTask::task)
                .toList();
        tasks.stream()
                .findFirst()
                .ifPresent(t -> context.redactor().learn(Secrets.of(play.play().vars(), state.scope(t))));
        tasks.stream()
                .filter(t -> !t.vars().isEmpty())
                .forEach(t -> context.redactor().learn(Secrets.of(t.vars(), state.scope(t))));
    }

    HostResult.Status status() {
        return HostResult.statusOf(results);
    }

    Mode mode() {
        return context.options().mode();
    }
}
