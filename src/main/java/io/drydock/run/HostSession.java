package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Bug;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.json.Records;
import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.Slot;
import io.drydock.remote.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One host through a run: its connection, its facts, its plays, and its result. Confined to one thread at a time. An apply
 * plans first, so that what it does can be compared with what was foreseen, and does nothing where nothing is to be done.
 * The host has failed unless {@link #finish} finds that all of its plays have come to their end: whatever else ends the work on
 * it, it is never taken for as it should be.
 */
public final class HostSession implements HostWork, AutoCloseable, OwnConnection {
    private static final Duration CLEARING = Duration.ofSeconds(30);

    private final HostContext context;
    private final ApplyDecision gate;
    private final HostRun plan;
    private final HostRun apply;
    /** While it is made again, the one that was lost; other threads ask for it, too. */
    private volatile Optional<Remote> remote = Optional.empty();

    private Optional<Facts> facts = Optional.empty();
    /** The same without secrets. */
    private Optional<Facts> shown = Optional.empty();

    private Optional<HostResult> broken = Optional.empty();
    private Optional<HostResult> proven = Optional.empty();
    private Optional<Connector> connector = Optional.empty();
    /** Among those that are worked on. */
    private Optional<Slot> place = Optional.empty();
    /** Of how many tasks facts know: what an apply has done since may have changed them. */
    private int factsOf;

    /** How long it is tried to reach a host again that was lost. */
    private Duration patience;

    /** Whether it is no failure that it cannot be reached. */
    private boolean mayBeAway;

    private boolean begun;
    private boolean planned;
    /** Whether an earlier process has begun it in this run. */
    private boolean isTakenUp;

    /** What of it facts are made from. */
    private Optional<Reported> reported = Optional.empty();
    /** What the gate had to say of a plan that leaves nothing to do. */
    private Optional<String> remark = Optional.empty();

    public HostSession(
            Host host,
            Access access,
            ActionLibrary library,
            Variables variables,
            RunOptions options,
            RunListener listener,
            ApplyDecision gate,
            Function<String, Optional<Access>> others) {
        this.context = new HostContext(
                host,
                access,
                library,
                variables,
                options,
                listener,
                Redactor.of(access, List.of()),
                others,
                Optional.empty());
        this.gate = gate;
        this.patience = options.reconnect();
        RunListener planning = options.mode() == Mode.PLAN ? listener : new Planning(listener);
        this.plan = new HostRun(context.in(Mode.PLAN, planning), delegates(others));
        this.apply = new HostRun(context.in(Mode.APPLY, listener), delegates(others));
    }

    private Delegates delegates(Function<String, Optional<Access>> others) {
        return new Delegates(() -> connector.orElseThrow(), others);
    }

    /** From now on it is no failure of the run if the host cannot be reached before anything has been done on it. */
    public void ignoreUnreachable() {
        mayBeAway = true;
    }

    /** Connects if that has not been done, and gathers facts. */
    public void begin(Connector connector, Slot place) {
        if (broken.isPresent()) return;
        boolean isFirst = !begun;
        begun = true;
        if (isFirst) attempt(() -> context.listener().hostStarted(context.name()));
        if (broken.isEmpty()) connect(connector, place);
    }

    /** The same for planning alone, after which the host has not begun, and is not kept connected to. */
    public void visit(Connector connector, Slot place) {
        if (broken.isEmpty() && !isTakenUp) connect(connector, place);
    }

    private void connect(Connector connector, Slot place) {
        this.connector = Optional.of(connector);
        this.place = Optional.of(place);
        attempt(() -> {
            if (remote.isEmpty()) reach(connector, place);
            if (!apply.isWithinPlay()) facts(); // else what is to be done next was made from those of then
        });
    }

    /** A connection that is cut while an apply makes it is made once more. A host on which an earlier process has begun is waited for as one that is lost. */
    private void reach(Connector connector, Slot place) throws RemoteException {
        Target target = context.access().target();
        try {
            remote = Optional.of(connector.connect(target, place));
        } catch (RemoteException e) {
            boolean isFinal = options().mode() == Mode.PLAN
                    || e.kind().isRefusal()
                    || HostResult.Status.of(e) == HostResult.Status.INTERRUPTED;
            if (isFinal || !isTakenUp && e.kind() != RemoteException.Kind.LOST) throw e;
            if (!isTakenUp) {
                remote = Optional.of(connector.connect(target, place));
                return;
            }
            place.lend();
            reconnect(e);
            place.regain();
        }
    }

    /** Ends a visit: what is known of the host will be asked for again. */
    public void leave() {
        close();
        if (!isTakenUp) facts = Optional.empty();
    }

    /** In a run that is gone on with, before anything else. */
    public void takeUp(HostPast past) {
        switch (past) {
            case HostPast.None _ -> {}
            case HostPast.Ended ended -> {
                broken = Optional.of(ended.result());
                ended.result().facts().ifPresent(this::tellOthers);
            }
            case HostPast.Begun part -> takeUp(Records.of(Checkpoint.class, part.checkpoint()), part);
        }
    }

    private void takeUp(Checkpoint checkpoint, HostPast.Begun part) {
        isTakenUp = true;
        begun = true;
        planned = true;
        plan.results.addAll(part.foreseen());
        plan.settled = false;
        apply.takeUp(checkpoint, part.results());
        Map<String, String> texts =
                checkpoint.restarted().map(Checkpoint.Rejoin::facts).orElse(checkpoint.facts());
        facts = Optional.of(Facts.of(texts));
        facts.ifPresent(this::tellOthers);
        shown = facts;
        reported = Optional.of(new Reported(texts, true, Math.toIntExact(checkpoint.factsOf())));
        factsOf = Math.toIntExact(checkpoint.factsOf());
        if (checkpoint.hidden().isEmpty()) return;
        fail("it cannot be gone on with: no journal holds secrets, and one is in "
                + Suggestion.listed(checkpoint.hidden()) + "\nbegin it anew with: drydock retry "
                + context.options().id());
        context.listener().hostEnded(result());
    }

    /** Other hosts may ask for its facts from now on. */
    private void tellOthers(Facts known) {
        if (context.variables().usesHostVars())
            context.variables()
                    .learnFacts(
                            context.name(),
                            JudgedFacts.of(known, context.library()).data());
    }

    private interface Step {
        void run() throws RemoteException, ProgramFailure;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (RemoteException e) {
            if (apply.stopped || isVain()) return; // whoever asked for it says what becomes of the run
            if (HostResult.Status.of(e) == HostResult.Status.INTERRUPTED) interrupted();
            else broken = Optional.of(result(outOfReach(), Optional.of(message(e))));
        } catch (ProgramFailure e) {
            if (isMistyped()) broken = Optional.of(result(HostResult.Status.INTERRUPTED, Optional.of(e.getMessage())));
            else fail(e.getMessage());
        } catch (RuntimeException | Error e) {
            fail(message(e)); // must not cost the other hosts their run
        }
    }

    /** A host that is lost when something may have been done on it is never passed over. */
    private HostResult.Status outOfReach() {
        return mayBeAway && isUntouched() ? HostResult.Status.IGNORED : HostResult.Status.UNREACHABLE;
    }

    /** Whether no program that changes anything has been started on it. */
    private boolean isUntouched() {
        return !isTakenUp && apply.names.isEmpty();
    }

    /**
     * Whether the password that was typed to go on with the run is not the right one. No host has come further by it then, and none loses
     * its place in the run: what it has done already would be done once more.
     */
    public boolean isMistyped() {
        return options().epoch() > 1 && context.access().trial().isRefused();
    }

    @Override
    public Facts facts() throws RemoteException, ProgramFailure {
        boolean stale = apply.results.stream().skip(factsOf).anyMatch(r -> r.outcome() == Outcome.CHANGED);
        if (facts.isEmpty() || stale) gatherFacts();
        factsOf = apply.results.size();
        reported = reported.map(r -> new Reported(r.texts(), r.isWhole(), factsOf));
        return facts.orElseThrow();
    }

    @Override
    public Reported reported() {
        return reported.orElseThrow();
    }

    @Override
    public Remote remote() {
        return remote.orElseThrow();
    }

    @Override
    public HostContext context() {
        return context;
    }

    @Override
    public void used(Optional<Become> user) {
        apply.used(user);
    }

    @Override
    public void awaitRestart(Restart restart) throws RemoteException {
        remote().close();
        remote = Optional.of(
                restart.await(connector.orElseThrow(), context.access().target()));
        facts = Optional.empty();
    }

    @Override
    public void renew() throws RemoteException {
        remote().close();
        remote = Optional.of(connector.orElseThrow().connect(context.access().target(), place.orElseThrow()));
    }

    @Override
    public void await(Slot.Wait wait) throws InterruptedException {
        place.orElseThrow().during(wait);
    }

    @Override
    public void reconnect(RemoteException lost) throws RemoteException {
        remote.ifPresent(Remote::close);
        if (options().mode() == Mode.PLAN || !patience.isPositive()) throw lost;
        context.listener().taskStarted(context.name(), "lost the connection; reconnecting");
        remote = Optional.of(
                Comeback.ofLost(connector.orElseThrow(), context.access().target(), patience, this::isVain)
                        .after(lost));
    }

    /** Whether the run is to end before anything has been done on the host. */
    private boolean isVain() {
        return !planned && options().stop().isRaised();
    }

    /** Has all that was kept there for those who come again removed. */
    private void clear() {
        for (Optional<Become> user : apply.users()) {
            try {
                Attempts.answer(this, () -> ProgramRun.clear(this, user, CLEARING));
            } catch (RemoteException | ProgramFailure e) {
                // the next run there does it
            }
        }
    }

    private void gatherFacts() throws RemoteException, ProgramFailure {
        context.listener().taskStarted(context.name(), "gathering facts");
        FactsProgram program = new FactsProgram(
                context.library(),
                context.options().commandTimeout(),
                context.options().id(),
                context.subsets());
        Map<String, String> raw =
                Attempts.answer(this, () -> program.read(remote(), context.access(), FactsProgram.SECTIONS, false));
        facts = Optional.of(Facts.of(raw));
        tellOthers(facts.get());
        Map<String, String> clean = new TreeMap<>(raw);
        clean.replaceAll((name, text) -> context.redactor().clean(text));
        shown = Optional.of(Facts.of(clean));
        reported = Optional.of(new Reported(clean, clean.equals(raw), factsOf));
        context.listener().factsGathered(context.name(), shown.get());
    }

    /** Whether nothing is to be planned before an apply, or it has been. */
    private boolean isForeseen() {
        return context.options().mode() == Mode.PLAN || planned || broken.isPresent();
    }

    /** Before an apply: plans the next one of the host's plays. */
    public void foresee(BoundPlay play, Party party) {
        if (!isForeseen()) attempt(() -> plan(play, party, false));
    }

    /** Once all of its plays are planned: asks the gate whether they may be applied. */
    public void decide() {
        if (isForeseen()) return;
        planned = true;
        attempt(() -> {
            if (options().stop().isRaised()) { // its plan may not have come to its end
                plan.settled = false;
                return;
            }
            context.listener().hostPlanned(context.name(), plan.results);
            ApplyDecision.Decision decision = gate.decide(shown.orElseThrow(), plan.results);
            switch (decision.verdict()) {
                case APPLY -> decision.message().ifPresent(apply.notes::add);
                case LEAVE -> {
                    remark = decision.message();
                    plan.settled = true;
                }
                case REFUSE -> fail(decision.message().orElse("not applied"));
            }
        });
    }

    /**
     * Runs one play to its end or its first failure.
     *
     * @param party those that go through it at the same time
     * @param isLast no other play follows on this host
     */
    public void run(BoundPlay play, Party party, boolean isLast) {
        if (broken.isPresent()) return;
        if (settled()) plan.share(party);
        else if (options().mode() == Mode.PLAN) attempt(() -> plan(play, party, isLast));
        else if (isDrained(play)) attempt(() -> drained(play, play.drain().orElseThrow(), party, isLast));
        else attempt(() -> apply.run(play, party, isLast, this));
    }

    /** Where the play has nothing to do, the host is not drained. Undraining can only be foreseen once it is. */
    private void plan(BoundPlay play, Party party, boolean isLast) throws RemoteException, ProgramFailure {
        int first = plan.results.size();
        plan.run(play, party, isLast && play.drain().isEmpty(), this);
        List<TaskResult> ofPlay = plan.results.subList(first, plan.results.size());
        boolean isIdle = plan.status() != HostResult.Status.FAILED
                && ofPlay.stream().allMatch(r -> r.outcome() == Outcome.OK || r.outcome() == Outcome.SKIPPED);
        if (play.drain().isEmpty() || isIdle) return;
        int count = ofPlay.size();
        plan.through(play.drain().get().before(), new Party(), isLast, this);
        List<TaskResult> all = plan.results.subList(first, plan.results.size());
        Collections.rotate(all, all.size() - count);
        play.drain().get().after().tasks().stream()
                .map(task -> TaskResult.unrun(task.task(), Outcome.DEFERRED, "known after the host has been drained"))
                .forEach(result -> {
                    plan.results.add(result);
                    plan.context.listener().taskEnded(context.name(), result);
                });
    }

    /** Whether it was foreseen that the play drains the host. */
    private boolean isDrained(BoundPlay play) {
        return play.drain().isPresent()
                && Stream.concat(
                                play.drain().get().before().tasks().stream(),
                                play.drain().get().after().tasks().stream())
                        .map(task -> task.task().pos())
                        .anyMatch(at -> plan.results.stream().anyMatch(r -> isAt(r, at)));
    }

    /** A run that is gone on with names its files by whole paths. */
    private static boolean isAt(TaskResult result, SourcePos pos) {
        return result.pos()
                .filter(p -> p.line() == pos.line() && p.column() == pos.column())
                .filter(p -> p.file().endsWith(pos.file()) || pos.file().endsWith(p.file()))
                .isPresent();
    }

    /** A failure of the play, or of draining itself, does not keep the host from being undrained; a host that is lost cannot be. */
    private void drained(BoundPlay play, BoundPlay.Drain drain, Party party, boolean isLast)
            throws RemoteException, ProgramFailure {
        Optional<ProgramFailure> failure = Optional.empty();
        apply.owed.add(drain.after());
        try {
            apply.run(drain.before(), new Party(), false, this);
            apply.drain = Optional.of(drain.before());
            apply.run(play, party, false, this);
        } catch (RemoteException e) {
            if (!apply.stopped) apply.notes.add("it may still be drained: it was lost before it could be undrained");
            throw e;
        } catch (ProgramFailure e) {
            if (isMistyped()) throw e; // it is still at the play
            failure = Optional.of(e);
            apply.hasBroken = true;
        }
        apply.drain = Optional.empty();
        apply.through(drain.after(), new Party(), isLast, this);
        if (failure.isPresent()) throw failure.get();
    }

    /** Whether the plan before an apply left nothing to do. */
    private boolean settled() {
        return planned && plan.settled;
    }

    private RunOptions options() {
        return context.options();
    }

    /** The one whose results are the host's. */
    private HostRun current() {
        return context.options().mode() == Mode.PLAN || settled() ? plan : apply;
    }

    static String message(RemoteException e) {
        return e.remedy().isEmpty() ? e.getMessage() : e.getMessage() + "\n" + e.remedy();
    }

    /** What to say of a host whose work ended by something that nobody has foreseen. */
    static String message(Throwable e) {
        return switch (e) {
            case StackOverflowError _ -> "what this host said needs too deep a recursion here";
            case OutOfMemoryError _ -> "the memory of this machine did not suffice for what this host said";
            default -> Bug.message(e);
        };
    }

    @Override
    public void fail(Throwable e) {
        if (broken.isEmpty()) fail(message(e));
    }

    private void fail(String message) {
        broken = Optional.of(result(HostResult.Status.FAILED, Optional.of(message)));
    }

    private void interrupted() {
        boolean untouched = context.options().mode() == Mode.APPLY && isUntouched();
        broken = Optional.of(result(
                HostResult.Status.INTERRUPTED,
                Optional.of(untouched ? "interrupted; nothing was changed" : "interrupted")));
    }

    @Override
    public void cutShort() {
        if (broken.isPresent() || proven.isPresent()) return;
        if (current().status() == HostResult.Status.FAILED)
            proven = Optional.of(result(HostResult.Status.FAILED, Optional.empty()));
        else interrupted();
    }

    /** Whether a wish to stop has kept it from going through these plays. */
    public boolean isStopped(List<BoundPlay> plays) {
        return options().stop().isRaised() && !isOver() && !current().proves(plays);
    }

    /** What is known of the host before its part of the run has come to its end. */
    public HostResult soFar() {
        return broken.or(() -> proven)
                .orElseGet(() -> result(begun ? current().status() : HostResult.Status.NOT_STARTED, Optional.empty()));
    }

    /** Whether it has been connected to, or was to be. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether an earlier process has begun a play on it that has not been gone on with yet. */
    public boolean isHalfway() {
        return isTakenUp && !isOver() && apply.isWithinPlay();
    }

    /** Whether nothing more is done on the host in this run. */
    public boolean isOver() {
        return broken.isPresent() || proven.isPresent();
    }

    /** Whether it has failed or could not be reached, so far, and that is not ignored. */
    public boolean hasFailed() {
        return status() == HostResult.Status.FAILED || status() == HostResult.Status.UNREACHABLE;
    }

    /** Whether it could not be reached, or was lost. */
    public boolean isUnreachable() {
        return status().isOutOfReach();
    }

    private HostResult.Status status() {
        return broken.or(() -> proven)
                .map(HostResult::status)
                .orElseGet(() -> current().status());
    }

    /**
     * The run begins nothing more, on this host either.
     *
     * @param plays all that it was to go through
     * @param why what a report says of a host that has not been through them
     */
    public void stop(List<BoundPlay> plays, String why) {
        if (isOver()) return;
        close();
        boolean ended = begun && facts.isPresent() && current().proves(plays);
        HostResult.Status status =
                ended ? current().status() : begun ? HostResult.Status.STOPPED : HostResult.Status.NOT_STARTED;
        broken = Optional.of(result(status, ended ? Optional.empty() : Optional.of(why)));
    }

    private HostResult result(HostResult.Status status, Optional<String> message) {
        List<String> notes = new ArrayList<>(current().notes);
        remark.ifPresent(notes::add);
        notes.replaceAll(context.redactor()::clean);
        boolean whole = planned && status.isWhole();
        Optional<Accuracy> accuracy = whole && !current().results.isEmpty()
                ? Optional.of(Accuracy.of(own(plan.results), own(current().results)))
                : Optional.empty();
        return new HostResult(
                context.name(),
                status,
                shown,
                current().results,
                message.map(context.redactor()::clean),
                notes,
                accuracy);
    }

    /**
     * What hosts that are alike have the same of: facts, and what would be run there, but for what one runs for all. Empty while it is not planned.
     */
    public Optional<Object> likeness() {
        if (!planned || isOver() || shown.isEmpty()) return Optional.empty();
        return Optional.of(Likeness.of(shown.get(), own(plan.results)));
    }

    /** Why what was done on it is no proof of its plan; empty when it is one, so far. */
    public Optional<String> disproof() {
        if (hasFailed()) return Optional.of(context.name() + " has failed");
        return Accuracy.of(own(plan.results), own(current().results)).misses().stream()
                .map(m -> "\"" + m.task() + "\" on " + context.name() + " was planned "
                        + m.predicted().label() + ", and ended " + m.outcome().label())
                .findFirst();
    }

    /** Without what is run once: the host that runs it in the plan may be another one in the apply. */
    private List<TaskResult> own(List<TaskResult> results) {
        return results.stream()
                .filter(r ->
                        r.pos().filter(p -> plan.isOnce(p) || apply.isOnce(p)).isEmpty())
                .toList();
    }

    /**
     * Ends the connection and decides what has become of the host.
     *
     * @param plays all that it was to go through; none where it was only asked for its facts
     */
    public void finish(List<BoundPlay> plays) {
        if (patience.compareTo(CLEARING) > 0) patience = CLEARING;
        if (broken.isEmpty() && remote.isPresent()) clear();
        apply.clearDelegates();
        close();
        if (broken.isPresent()) return;
        attempt(() -> {
            if (facts.isPresent() && current().proves(plays))
                proven = Optional.of(result(current().status(), Optional.empty()));
        });
    }

    @Override
    public HostResult result() {
        return broken.or(() -> proven)
                .orElseGet(() -> result(HostResult.Status.FAILED, Optional.of(HostResult.UNFINISHED)));
    }

    public Host host() {
        return context.host();
    }

    @Override
    public void close() {
        plan.closeDelegates();
        apply.closeDelegates();
        remote.ifPresent(Remote::close);
        remote = Optional.empty();
    }

    /** Shows that an apply is planning, but none of its predictions as results. */
    private record Planning(RunListener listener) implements RunListener {
        @Override
        public void hostStarted(String host) {
            listener.hostStarted(host);
        }

        @Override
        public void taskStarted(String host, String task) {
            listener.taskStarted(host, "planning: " + task);
        }

        @Override
        public void taskEnded(String host, TaskResult result) {}

        @Override
        public void hostEnded(HostResult result) {}
    }
}
