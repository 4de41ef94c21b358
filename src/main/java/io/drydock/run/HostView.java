package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a host stands in a play, and all that is known of it there: what its next program is made from, besides the play.
 *
 * @param variables what tasks have set or registered; a value may be null
 * @param next the place in the play from which the next program goes on
 * @param isLastPlay no other play of the run follows on this host
 * @param failures of the play
 * @param lastStep the id of the last step that has been compiled; 0: there was none
 * @param lastChange the id of the last step that has changed the host, or in a plan would; 0: there was none
 * @param promises what planned changes will bring, as templates/runtime.sh keeps it
 */
record HostView(
        JudgedFacts facts,
        Map<String, Object> variables,
        int next,
        boolean isLastPlay,
        AskedHandlers asked,
        FailedSections failures,
        int lastStep,
        int lastChange,
        String promises) {

    HostView {
        variables = Collections.unmodifiableMap(new HashMap<>(variables));
    }

    /** Before the first play. */
    static HostView of(JudgedFacts facts) {
        return new HostView(facts, Map.of(), 0, false, AskedHandlers.NONE, FailedSections.NONE, 0, 0, "");
    }

    /** At the first task of another play. */
    HostView atPlay(boolean isLastPlay) {
        return new HostView(
                facts,
                variables,
                0,
                isLastPlay,
                AskedHandlers.NONE,
                FailedSections.NONE,
                lastStep,
                lastChange,
                promises);
    }

    /** The same place, once others of this host's programs have been run. */
    HostView since(HostView now) {
        return new HostView(
                facts, now.variables, next, isLastPlay, asked, failures, now.lastStep, now.lastChange, now.promises);
    }

    /** Where another process has come to. */
    static HostView of(JudgedFacts facts, Checkpoint checkpoint) {
        return new HostView(
                facts,
                PlainVariables.read(checkpoint.variables()),
                Math.toIntExact(Math.max(0, checkpoint.place())),
                false,
                new AskedHandlers(checkpoint.notified(), checkpoint.perhaps()),
                new FailedSections(checkpoint.failures()),
                Math.toIntExact(checkpoint.lastStep()),
                Math.toIntExact(checkpoint.lastChange()),
                checkpoint.promises());
    }

    /** The same in the play that it is in, of which it is known now whether another one follows. */
    HostView inPlay(boolean isLastPlay) {
        return new HostView(facts, variables, next, isLastPlay, asked, failures, lastStep, lastChange, promises);
    }

    /** The same with more variables, where there are none of their names. */
    HostView with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(variables);
        return new HostView(facts, all, next, isLastPlay, asked, failures, lastStep, lastChange, promises);
    }

    HostView with(Facts newer) {
        return with(facts.with(newer));
    }

    private HostView with(JudgedFacts other) {
        return new HostView(other, variables, next, isLastPlay, asked, failures, lastStep, lastChange, promises);
    }

    /** Whether a task or a handler of the play is left to compile. */
    boolean isLeft(BoundPlay play) {
        return next < play.course().size();
    }

    /** All that templates see beyond the inventory and the play. */
    Map<String, Object> known() {
        Map<String, Object> known = new HashMap<>(variables);
        known.put(JudgedFacts.NAME, facts.data());
        return known;
    }

    /**
     * Once a segment has been run.
     *
     * @param ended what came of its steps, in the order in which they ended
     * @param promised what the changes of a plan will bring, in addition
     */
    HostView after(BoundPlay play, Segment segment, List<EndedStep> ended, String promised) {
        AskedHandlers stillAsked = asked;
        JudgedFacts then = facts;
        int change = lastChange;
        for (EndedStep step : ended) {
            stillAsked = stillAsked.after(play, step);
            if (step.outcome() == Outcome.DEFERRED
                    && !step.step().task().action().gathers().isEmpty())
                then = then.waitingFor(step.step().task().action().gathers(), step.waitsFor());
            if (!step.outcome().isChange()) continue;
            change = step.step().id();
            if (step.isPlannedRestart()) then = then.afterRestart(step.waitsFor());
        }
        return new HostView(
                        then,
                        variablesAfter(segment, ended),
                        segment.next(),
                        isLastPlay,
                        stillAsked,
                        failures.along(play.course(), next, segment.next(), ended)
                                .getLast(),
                        segment.lastStep().id(),
                        change,
                        promises + promised)
                .onward(play);
    }

    /**
     * At the next task that is not ruled out by a failure. Where all handlers have just been passed, it begins again with the first one if
     * one is asked for: by a later one. That ends, as the reader has refused handlers that notify each other in a circle.
     */
    private HostView onward(BoundPlay play) {
        int place = next;
        FailedSections failed = failures;
        while (place < play.course().size()
                && !play.course().isHandler(place)
                && !failed.mayLet(play.course().at(place))) failed = failed.past(play.course(), place++);
        if (asked.isAny() && play.course().isPastHandlers(place))
            place = play.course().firstHandler(place);
        return new HostView(facts, variables, place, isLastPlay, asked, failed, lastStep, lastChange, promises);
    }

    /**
     * Past the next task, which another host has run.
     */
    HostView past(BoundPlay play, SharedResult given) {
        Map<String, Object> then = new HashMap<>(variables);
        then.putAll(given.variables());
        BoundTask task = play.course().at(next);
        FailedSections failed = given.failed()
                ? failures.with(FailedSections.section(task), task.task().title())
                : given.ended() ? failures.with(FailedSections.PLAY, "") : failures;
        return new HostView(
                        facts,
                        then,
                        next + 1,
                        isLastPlay,
                        asked,
                        failed.past(play.course(), next),
                        lastStep,
                        lastChange,
                        promises)
                .onward(play);
    }

    /** In the order of the tasks, as one may set what another one has registered. */
    Map<String, Object> variablesAfter(Segment segment, List<EndedStep> ended) {
        IdentityHashMap<BoundTask, List<EndedStep>> byTask = new IdentityHashMap<>();
        ended.forEach(step -> byTask.computeIfAbsent(step.step().task(), _ -> new ArrayList<>())
                .add(step));
        Map<String, Object> after = new HashMap<>(variables);
        for (Step step : segment.steps()) {
            List<EndedStep> ofTask = byTask.remove(step.task());
            if (ofTask == null) continue;
            ofTask.sort(Comparator.comparingInt(s -> s.step().id())); // an item may end after a later one
            ofTask.forEach(s -> after.putAll(s.set()));
            step.task().task().register().ifPresent(name -> after.put(name, EndedStep.registered(ofTask)));
        }
        return after;
    }
}
