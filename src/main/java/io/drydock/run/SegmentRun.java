package io.drydock.run;

import io.drydock.diag.Suggestion;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.template.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One program's steps, from their events to their results. */
final class SegmentRun {
    private static final int MOST_PROMISES = 1 << 20;
    private static final String ITEM = "item";

    private final HostContext context;
    private final Segment segment;
    private final PlayState state;
    private final Pass pass;
    private final Map<Integer, Step> all = new HashMap<>();
    /** Those that have not ended. */
    private final Map<Integer, Step> steps = new HashMap<>();

    private final Map<Integer, StepTracker> trackers = new LinkedHashMap<>();
    private final IdentityHashMap<BoundTask, List<Map<String, Object>>> values = new IdentityHashMap<>();
    private final Account account;
    private Optional<Restart> restart = Optional.empty();
    private final Set<BoundTask> unknown = Collections.newSetFromMap(new IdentityHashMap<>());

    SegmentRun(Segment segment, PlayState state) {
        this.segment = segment;
        this.state = state;
        this.pass = state.pass;
        this.context = pass.context;
        this.account = new Account(segment, state);
        segment.steps().forEach(s -> {
            all.put(s.id(), s);
            steps.put(s.id(), s);
            pass.names.put(s.id(), s.name());
        });
    }

    /** Runs the program; when it restarts the host, waits for that and has the step go on. */
    void run(Link link, Compiler compiler) throws RemoteException, ProgramFailure {
        try {
            runUntilRestart(link.remote());
            if (restart.isPresent() && steps.containsKey(restart.get().step())) {
                Step step = steps.get(restart.get().step());
                context.listener().taskStarted(context.name(), step.name() + ": waiting for the host to come back");
                link.awaitRestart(restart.get());
                state.facts(link.facts());
                run(link.remote(), compiler.rejoin(state, step));
            }
            settle();
        } catch (RemoteException | ProgramFailure e) {
            String why = context.redactor().clean(why(e));
            new LinkedHashMap<>(trackers).forEach((id, tracker) -> finish(id, tracker.interrupted(why)));
            if (goesOn(e)) stillToCome();
            throw e;
        }
        register();
        notRun();
    }

    private void settle() throws ProgramFailure {
        try {
            account.settle();
        } catch (BadAnswer e) {
            throw new ProgramFailure(e.getMessage());
        }
    }

    /** The host may go down before it has told of the program's end. */
    private void runUntilRestart(Remote remote) throws RemoteException, ProgramFailure {
        try {
            run(remote, segment);
        } catch (RemoteException | ProgramFailure e) {
            if (restart.isEmpty()) throw e;
        }
    }

    private void run(Remote remote, Segment segment) throws RemoteException, ProgramFailure {
        Invocation.Kind kind = pass.mode() == Mode.PLAN ? Invocation.Kind.PLAN : Invocation.Kind.APPLY;
        Invocation invocation = Invocation.of(kind, segment.program(), segment.user(), context.access());
        ProgramRun.run(
                remote,
                invocation,
                ProgramText.marker(segment.program()),
                context.options().commandTimeout(),
                this::accept);
    }

    private String why(Exception e) {
        boolean interrupted =
                e instanceof RemoteException lost && HostResult.Status.of(lost) == HostResult.Status.INTERRUPTED;
        return (interrupted ? "interrupted" : e.getMessage())
                + (goesOn(e) ? "; the host goes on with what was begun, and another run will see what came of it" : "");
    }

    private boolean goesOn(Exception e) {
        return e instanceof RemoteException && pass.mode() == Mode.APPLY && restart.isEmpty();
    }

    private void stillToCome() {
        List<String> names = segment.steps().stream()
                .filter(s -> steps.containsKey(s.id()) && !s.handler())
                .map(Step::name)
                .toList();
        if (!names.isEmpty()) pass.notes.add("the host goes on by itself, also with: " + Suggestion.listed(names));
    }

    private void accept(Event event) {
        if (event.kind().equals("start")) started(event);
        if (event.step() == 0) return;
        Step step = all.get(event.step());
        if (step == null) throw new BadAnswer("a task it was not given");
        switch (event.kind()) {
            case "begin" -> account.begin(step);
            case "end" -> account.end(step, event.text(0));
            default -> {}
        }
        if (!steps.containsKey(step.id())) return; // what a task has left running may still speak
        StepTracker tracker = trackers.computeIfAbsent(
                step.id(),
                id -> new StepTracker(
                        step, Optional.ofNullable(segment.rendered().get(id)), context.redactor(), pass.mode()));
        switch (event.kind()) {
            case "begin" -> context.listener().taskStarted(context.name(), step.name());
            case "restart" -> restart(step, event);
            case "promises" -> promises(event.text(0));
            case "end" -> {
                TaskResult result = tracker.end(event);
                if (tracker.isUnknown(result)) {
                    unknown.add(step.task());
                    pass.settled = false;
                }
                account.ended(step, result);
                if (step.task().task().register().isPresent())
                    values.computeIfAbsent(step.task(), t -> new ArrayList<>())
                            .add(ofItem(step, tracker.registered(result)));
                finish(step.id(), result);
            }
            default -> tracker.accept(event, pass.names);
        }
    }

    private void restart(Step step, Event event) {
        if (pass.mode() == Mode.PLAN || !step.task().action().restarts() || restart.isPresent())
            throw new BadAnswer("a restart that nothing asked for");
        restart = Optional.of(Restart.of(event));
    }

    private void promises(String text) {
        if (pass.promises.length() + text.length() > MOST_PROMISES)
            throw new BadAnswer("more than " + MOST_PROMISES + " characters of what changes will bring");
        if (text.indexOf('\0') >= 0) throw new BadAnswer("a NUL in what it promises");
        pass.promises.append('\n').append(text);
    }

    private void started(Event event) {
        String note = "the plan was not sealed: that needs root and unshare on the host";
        if (pass.mode() == Mode.PLAN && event.text(0).isEmpty() && !pass.notes.contains(note)) pass.notes.add(note);
    }

    private void finish(int id, TaskResult result) {
        Step step = Objects.requireNonNull(steps.remove(id));
        trackers.remove(id);
        add(result);
        if (result.outcome().isFailure()) {
            pass.settled = false;
            if (!result.ignored()) state.stopped = true;
        }
        if (step.handler()) {
            state.notified.remove(state.handlerToken(step.task())); // it may be notified once more
            state.perhaps.remove(state.handlerToken(step.task()));
        }
        if (!result.outcome().isChange()) return;
        pass.lastChange = id;
        if (pass.mode() == Mode.PLAN && step.task().action().restarts()) planRestart(step);
        (result.outcome() == Outcome.DEFERRED ? state.perhaps : state.notified)
                .addAll(Compiler.handlerTokens(step.task().task(), state));
    }

    private void planRestart(Step step) {
        pass.restart = Optional.of(new Unknown(step.task().task().title()));
        state.facts(state.facts);
    }

    private void add(TaskResult result) {
        pass.results.add(result);
        context.listener().taskEnded(context.name(), result);
    }

    private void register() {
        state.pending.clear();
        segment.steps().stream()
                .map(Step::task)
                .distinct()
                .forEach(bound -> bound.task().register().ifPresent(name -> {
                    List<Map<String, Object>> items = values.getOrDefault(bound, List.of());
                    if (unknown.contains(bound))
                        state.dynamic.put(name, new Unknown(bound.task().title()));
                    else if (!items.isEmpty())
                        state.dynamic.put(name, bound.task().loop().isPresent() ? ofLoop(items) : items.getFirst());
                }));
    }

    private static Map<String, Object> ofItem(Step step, Map<String, Object> result) {
        Map<String, Object> kept = new LinkedHashMap<>(result);
        step.item().ifPresent(item -> kept.put(ITEM, item.get(ITEM)));
        return kept;
    }

    /** @param items of each item, or of the loop that was not run: it has no item */
    private static Map<String, Object> ofLoop(List<Map<String, Object>> items) {
        return Map.of(
                "results", items.stream().filter(v -> v.containsKey(ITEM)).toList(),
                "changed", items.stream().anyMatch(v -> Boolean.TRUE.equals(v.get("changed"))),
                "failed", items.stream().anyMatch(v -> Boolean.TRUE.equals(v.get("failed"))),
                "skipped", items.stream().allMatch(v -> Boolean.TRUE.equals(v.get("skipped"))));
    }

    /** Steps after a failure: listed, so that the reader sees what has not been done. */
    private void notRun() {
        Optional<String> failed = pass.results.stream()
                .filter(r -> r.outcome().isFailure() && !r.ignored())
                .map(TaskResult::name)
                .findFirst();
        for (Step step : segment.steps()) {
            if (failed.isEmpty() || step.handler() || !steps.containsKey(step.id())) continue;
            add(step.result(
                    Outcome.SKIPPED,
                    Optional.of("not run, because \"" + failed.get() + "\" failed"),
                    Optional.empty(),
                    Optional.ofNullable(segment.rendered().get(step.id())),
                    Duration.ZERO));
        }
    }
}
