package io.drydock.run;

import io.drydock.diag.Suggestion;
import io.drydock.facts.Facts;
import io.drydock.playbook.BlockSection;
import io.drydock.playbook.Task;
import io.drydock.playbook.Tries;
import io.drydock.remote.RemoteException;
import io.drydock.template.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One program's steps, from their events to their results. */
final class SegmentRun {
    private static final int MOST_PROMISES = 1 << 20;
    /** Of a step: into what it tries, and back from that. */
    private static final int MOST_RESTARTS = 3;

    private final HostContext context;
    private final HostRun host;
    private final BoundPlay play;
    /** Where the host stands before. */
    private final HostView view;

    private final Segment segment;
    private final Map<Integer, Step> all = new HashMap<>();
    /** Those that have not ended. */
    private final Map<Integer, Step> steps = new HashMap<>();

    private final Map<Integer, StepTracker> trackers = new LinkedHashMap<>();
    private final List<EndedStep> ended = new ArrayList<>();
    private final Map<Integer, FetchedFile> fetched = new HashMap<>();
    private final StringBuilder promises = new StringBuilder();
    private final Map<Integer, TaskResult> results = new HashMap<>();
    private StepAccount account;
    /** As it was before the program that runs. */
    private StepAccount before;

    private boolean isAttached;
    private boolean isStarted;
    /** Those that are to be run once more. */
    private final Set<Integer> again = new TreeSet<>();
    /** How often they have been. */
    private int repeats;
    /** The one that the host is to come back from. */
    private Optional<Restart> restart = Optional.empty();

    private boolean halted;

    private int restarts;

    SegmentRun(HostRun host, BoundPlay play, HostView view, Segment segment) {
        this.host = host;
        this.play = play;
        this.view = view;
        this.segment = segment;
        this.context = host.context;
        this.account = new StepAccount(play, view, segment);
        this.before = account;
        segment.steps().forEach(s -> {
            all.put(s.id(), s);
            steps.put(s.id(), s);
            host.names.put(s.id(), s.name());
        });
    }

    /** Runs the program; whenever it restarts the host, waits for that and has the step go on. Returns where the host stands then. */
    HostView run(HostConnection link, Compiler compiler) throws RemoteException, ProgramFailure {
        HostView now = view;
        try {
            Optional<Checkpoint.Rejoin> back = host.takeRejoin();
            if (back.isPresent()) now = goOn(back.get(), link, compiler);
            else runUntilRestart(link, segment);
            while (isUnderway()) now = restart.isPresent() ? goOn(now, link, compiler) : repeat(now, link, compiler);
            settle();
        } catch (RemoteException | ProgramFailure e) {
            String why = context.redactor().clean(why(e));
            new LinkedHashMap<>(trackers).forEach((id, tracker) -> finish(id, tracker.interrupted(why)));
            if (goesOn(e) && !context.options().stop().isRaised()) stillToCome();
            throw e;
        }
        if (repeats > 0) inOrder();
        notRun();
        HostView after = now.after(play, segment, ended, promises.toString());
        return context.mode() == Mode.PLAN ? after.with(mayBeGiven()) : after;
    }

    /** Items that were tried again have ended after later ones: reports show them where they stand. */
    private void inOrder() {
        List<TaskResult> ordered = List.copyOf(new TreeMap<>(results).values());
        List<TaskResult> told = host.results.subList(host.results.size() - ordered.size(), host.results.size());
        for (int i = 0; i < ordered.size(); i++) told.set(i, ordered.get(i));
    }

    /** Nothing can be run of it, for this reason: its tasks have failed. */
    HostView refused(String why) {
        for (Step step : segment.steps()) {
            boolean isRun = step.endings().contains(Outcome.FAILED);
            StepTracker tracker = tracker(step);
            end(
                    step,
                    tracker,
                    isRun
                            ? tracker.interrupted(context.redactor().clean(why))
                            : step.result(Outcome.SKIPPED, Optional.empty(), Optional.empty(), Duration.ZERO));
        }
        return view.after(play, segment, ended, "");
    }

    private boolean isUnderway() {
        return restart.map(r -> steps.containsKey(r.step())).orElse(!again.isEmpty());
    }

    /** Once the time between two tries is over. */
    private HostView repeat(HostView now, HostConnection link, Compiler compiler)
            throws RemoteException, ProgramFailure {
        List<Step> due =
                segment.steps().stream().filter(s -> again.contains(s.id())).toList();
        BoundTask task = due.getFirst().task();
        Tries tries = task.task().judgement().tries().orElseThrow();
        Scope scope = context.scope(play, task.task(), now.known());
        repeats++;
        context.listener()
                .taskStarted(
                        context.name(),
                        due.getFirst().name() + ": try " + (repeats + 1) + " of " + (tries.retries(scope) + 1));
        pause(tries.delay(scope));
        host.isToRepeat(now, task, link);
        again.clear();
        due.forEach(step -> {
            account.again(step);
            tracker(step).retry();
        });
        runUntilRestart(link, compiler.again(play, now, segment, due));
        return now;
    }

    /** Ends early where the run is to stop. */
    private void pause(int seconds) throws RemoteException {
        Instant end = Instant.now().plusSeconds(seconds);
        try {
            while (Instant.now().isBefore(end) && !context.options().stop().isRaised()) Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new RemoteException(RemoteException.Kind.LOST, "interrupted between two tries", "", e);
        }
        if (!context.options().stop().isRaised()) return;
        host.stopped = true;
        halted = true;
        throw stopped();
    }

    private void settle() throws ProgramFailure {
        try {
            account.settle();
        } catch (BadAnswer e) {
            throw new ProgramFailure(e.getMessage());
        }
    }

    /** Once the host is back. It may be that the step restarts it again, as it did not like what it came back with. */
    private HostView goOn(HostView before, HostConnection link, Compiler compiler)
            throws RemoteException, ProgramFailure {
        Step step = Objects.requireNonNull(steps.get(restart.orElseThrow().step()));
        context.listener().taskStarted(context.name(), step.name() + ": waiting for the host to come back");
        link.awaitRestart(restart.orElseThrow());
        HostView now = before.with(link.facts());
        host.isBack(step, link);
        restart = Optional.empty();
        runUntilRestart(link, compiler.rejoin(play, now, segment, step));
        return now;
    }

    /** An earlier process has seen the host come back. */
    private HostView goOn(Checkpoint.Rejoin back, HostConnection link, Compiler compiler)
            throws RemoteException, ProgramFailure {
        Step step = Optional.ofNullable(all.get(Math.toIntExact(back.step())))
                .orElseThrow(() -> new ProgramFailure("it restarted for a task that is not there any more"));
        account.begin(step);
        context.listener().taskStarted(context.name(), step.name());
        HostView now = view.with(Facts.of(back.facts()));
        runUntilRestart(link, compiler.rejoin(play, now, segment, step));
        return now;
    }

    /** The host may go down before it has told of the program's end. */
    private void runUntilRestart(HostConnection link, Segment segment) throws RemoteException, ProgramFailure {
        try {
            run(link, segment);
        } catch (RemoteException | ProgramFailure e) {
            if (restart.isEmpty()) throw e;
        }
    }

    private void run(HostConnection link, Segment segment) throws RemoteException, ProgramFailure {
        context.redactor().learn(segment.secrets());
        if (context.mode() == Mode.APPLY) {
            before = new StepAccount(account);
            isAttached = false;
            isStarted = false;
            link.used(segment.user());
            detached(link, segment, host.nextProgram());
            return;
        }
        RunOptions options = context.options();
        ProgramRun.run(
                link.remote(),
                Invocation.Kind.SEALED,
                ProgramText.header(options.mode().label(), options.id(), segment.isLast()) + segment.program(),
                segment.user(),
                link.context().access(),
                options.commandTimeout(),
                this::accept);
    }

    private void detached(HostConnection link, Segment segment, int number) throws RemoteException, ProgramFailure {
        StopRequest stop = new StopRequest(link, segment.user(), number);
        try (StopSignal.Listening _ = context.options().stop().once(stop::make)) {
            new DetachedRun(link.context(), segment, number).run(link, () -> restart.isPresent(), this::accept);
        }
        if (!halted) return;
        host.stopped = true;
        throw stopped();
    }

    private static RemoteException stopped() {
        return new RemoteException(
                RemoteException.Kind.LOST, "stopped before the next task", "", new InterruptedException());
    }

    private String why(Exception e) {
        boolean interrupted =
                e instanceof RemoteException lost && HostResult.Status.of(lost) == HostResult.Status.INTERRUPTED;
        return (interrupted ? "interrupted" : e.getMessage())
                + (goesOn(e) ? "; the host goes on with what was begun, and another run will see what came of it" : "");
    }

    private boolean goesOn(Exception e) {
        return e instanceof RemoteException && context.mode() == Mode.APPLY && restart.isEmpty() && !halted;
    }

    private void stillToCome() {
        List<String> names = segment.steps().stream()
                .filter(s -> steps.containsKey(s.id()) && !s.handler())
                .map(Step::name)
                .toList();
        if (!names.isEmpty()) host.notes.add("the host goes on by itself, also with: " + Suggestion.listed(names));
    }

    private void accept(Event event) {
        switch (event) {
            case Event.Start start -> started(start);
            case Event.Attached attached -> attached(attached);
            case Event.Halted _ -> halted = true;
            case Event.Fatal _, Event.Finish _ -> {} // they end the program's run
            case Event.Fact _ -> throw new BadAnswer("a fact that nothing asked for");
            case Event.OfStep told ->
                accept(
                        told,
                        Optional.ofNullable(all.get(told.step()))
                                .orElseThrow(() -> new BadAnswer("a task it was not given")));
        }
    }

    private void accept(Event.OfStep event, Step step) {
        if (event instanceof Event.Begin) account.begin(step);
        if (event instanceof Event.Ended ended) account.end(step, ended.outcome());
        if (!steps.containsKey(step.id())) { // it is told again, or what a task has left running still speaks
            if (event instanceof Event.Ended) account.ended(step, Objects.requireNonNull(results.get(step.id())));
            return;
        }
        StepTracker tracker = tracker(step);
        switch (event) {
            case Event.Begin _ -> context.listener().taskStarted(context.name(), step.name());
            case Event.Restarts restarts -> restart(step, restarts);
            case Event.Promises promises -> promises(promises.text());
            case Event.Part part ->
                fetched.computeIfAbsent(step.id(), _ -> new FetchedFile()).add(part.base64());
            case Event.Kept kept -> keep(step, kept);
            case Event.Retry retry -> {
                fetched.remove(step.id());
                tracker.accept(retry, host.names);
            }
            case Event.Told told -> tracker.accept(told, host.names);
            case Event.Ended ended -> {
                Judge.Ruling ruling = tracker.rule(ended, judge(step));
                if (ruling.isAgain()) again.add(step.id());
                else end(step, tracker, tracker.end(ended, ruling));
            }
        }
    }

    /** What the host tells is kept where the task says, which the host has no say in. */
    private void keep(Step step, Event.Kept kept) {
        if (context.mode() == Mode.PLAN) throw new BadAnswer("a file in a plan");
        Map<String, Object> arguments = step.task().arguments().evaluate(scopeOf(step));
        if (!(arguments.get("dest") instanceof Map<?, ?> dest) || !(dest.get("path") instanceof String path))
            throw new BadAnswer("a file that nothing asked for");
        FetchedFile file = Optional.ofNullable(fetched.remove(step.id())).orElseGet(FetchedFile::new);
        file.write(Path.of(path), kept.sha256());
    }

    private LayeredScope scopeOf(Step step) {
        Map<String, Object> known = new HashMap<>(view.known());
        known.putAll(view.variablesAfter(segment, ended));
        return context.scope(play, step.task().task(), known).with(step.item().orElse(Map.of()));
    }

    private StepTracker tracker(Step step) {
        return trackers.computeIfAbsent(step.id(), _ -> new StepTracker(step, context.redactor(), context.mode()));
    }

    /** Empty where the host can say by itself what came of it. */
    private Optional<Judge> judge(Step step) {
        Task task = step.task().task();
        if (!task.judgement().needsController()) return Optional.empty();
        LayeredScope scope = scopeOf(step);
        Function<Map<String, Object>, Scope> seen = result -> task.register()
                .map(name -> scope.with(Map.of(name, result), true))
                .orElse(scope);
        return Optional.of(new Judge(context.mode(), task.judgement(), seen, repeats + 1));
    }

    private void end(Step step, StepTracker tracker, TaskResult result) {
        account.ended(step, result);
        results.put(step.id(), result);
        boolean isUnknown = tracker.isUnknown(result);
        if (isUnknown) host.settled = false;
        boolean isKept = step.task().task().register().isPresent();
        Map<String, Object> kept = isKept ? tracker.registered(result) : Map.of();
        ended.add(new EndedStep(step, result.outcome(), isUnknown, kept));
        finish(step.id(), result);
    }

    private void restart(Step step, Event.Restarts event) {
        if (context.mode() == Mode.PLAN
                || !step.task().action().restarts()
                || restart.isPresent()
                || ++restarts > MOST_RESTARTS) throw new BadAnswer("a restart that nothing asked for");
        restart = Optional.of(Restart.of(event));
    }

    private void promises(String text) {
        if (view.promises().length() + promises.length() + text.length() > MOST_PROMISES)
            throw new BadAnswer("more than " + MOST_PROMISES + " characters of what changes will bring");
        if (text.indexOf('\0') >= 0) throw new BadAnswer("a NUL in what it promises");
        promises.append('\n').append(text);
    }

    /** It tells all from its beginning, or goes on. */
    private void attached(Event.Attached event) {
        if (isAttached && event.offset() == 0) {
            account = new StepAccount(before);
            isStarted = false;
            forget();
        }
        isAttached = true;
    }

    private void forget() {
        trackers.clear();
        fetched.clear();
        restart = Optional.empty();
    }

    /** Also one that had died, and goes on: what it has told of steps that it had not done, it tells again. */
    private void started(Event.Start event) {
        if (isStarted && context.mode() == Mode.APPLY) {
            account.again(before);
            forget();
        }
        isStarted = true;
        String note = "the plan was not sealed: that needs root and unshare on the host";
        if (context.mode() == Mode.PLAN && event.seal() == Event.Seal.NONE && !host.notes.contains(note))
            host.notes.add(note);
    }

    private void finish(int id, TaskResult result) {
        Step step = steps.remove(id);
        trackers.remove(id);
        if (step == null || !step.silent()) add(result);
        if (result.outcome().isFailure()) host.settled = false;
    }

    private void add(TaskResult result) {
        host.results.add(result);
        context.listener().taskEnded(context.name(), result);
    }

    /** What tasks of a rescue would register or set: whether an apply runs them, a plan cannot tell. */
    private Map<String, Object> mayBeGiven() {
        Map<String, Object> given = new HashMap<>();
        for (Step step : segment.steps()) {
            boolean isRescue = step.task().task().within().stream()
                    .anyMatch(section -> section.kind() == BlockSection.Kind.RESCUE);
            if (isRescue && steps.containsKey(step.id()))
                step.task().gives().forEach(name -> given.put(name, step.task().waitsFor()));
        }
        return given;
    }

    /** Steps after a failure: listed, so that the reader sees what has not been done. */
    private void notRun() {
        List<FailedSections> failures = view.failures().along(play.course(), view.next(), segment.next(), ended);
        for (Step step : segment.steps()) {
            if (step.handler() || step.silent() || !steps.containsKey(step.id())) continue;
            failures.get(step.place() - view.next())
                    .cause(step.task())
                    .ifPresent(failed -> add(step.result(
                            Outcome.SKIPPED,
                            Optional.of(TaskResult.failedBefore(failed)),
                            Optional.empty(),
                            Duration.ZERO)));
        }
    }
}
