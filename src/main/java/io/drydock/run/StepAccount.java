package io.drydock.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a host tells of a program's steps is what the program can have said, and all that it owes: a host is believed
 * to be as it should be only when it has told of every step.
 */
final class StepAccount {
    private final Segment segment;
    private final HostView view;
    private final BoundPlay play;
    /** Handlers that had been asked for, or might be, when the program was made. */
    private final Set<String> asked;

    private final Set<Integer> begun = new HashSet<>();
    private final Map<Integer, TaskResult> ended = new HashMap<>();

    StepAccount(BoundPlay play, HostView view, Segment segment) {
        this.segment = segment;
        this.view = view;
        this.play = play;
        this.asked = new HashSet<>(view.asked().notified());
        this.asked.addAll(view.asked().perhaps());
    }

    StepAccount(StepAccount other) {
        this.segment = other.segment;
        this.view = other.view;
        this.play = other.play;
        this.asked = new HashSet<>(other.asked);
        this.begun.addAll(other.begun);
        this.ended.putAll(other.ended);
    }

    /** The program goes on after it had died: what it has not ended, unless it was begun before, begins again. */
    void again(StepAccount before) {
        begun.removeIf(id -> !ended.containsKey(id) && !before.begun.contains(id));
    }

    void begin(Step step) {
        if (ended.containsKey(step.id()) || !begun.add(step.id()))
            throw new BadAnswer("\"" + step.name() + "\" begins twice");
    }

    void end(Step step, Outcome outcome) {
        if (ended.containsKey(step.id())) throw new BadAnswer("\"" + step.name() + "\" ends twice");
        boolean decided = outcome == Outcome.SKIPPED || outcome == Outcome.DEFERRED;
        if (!step.endings().contains(outcome) || !decided && !begun.contains(step.id())) {
            throw new BadAnswer("\"" + step.name() + "\" cannot end as it says");
        }
    }

    /** The step is to be run once more. */
    void again(Step step) {
        begun.remove(step.id());
    }

    void ended(Step step, TaskResult result) {
        ended.put(step.id(), result);
    }

    /** @throws BadAnswer when the host has not told of a step that was due, up to the first task that failed, or of a handler that was asked for */
    void settle() {
        List<EndedStep> told = segment.steps().stream()
                .flatMap(
                        step -> Optional.ofNullable(ended.get(step.id()))
                                .map(r -> new EndedStep(step, r.outcome(), false, Map.of()))
                                .stream())
                .toList();
        List<FailedSections> failures = view.failures().along(play.course(), view.next(), segment.next(), told);
        int place = view.next();
        for (Step step : segment.steps()) {
            for (; place < step.place(); place++) play.course().token(place).ifPresent(asked::remove);
            TaskResult result = ended.get(step.id());
            boolean due = step.handler()
                    ? asked.contains(play.course().token(place).orElseThrow())
                    : failures.get(place - view.next()).let(step.task());
            if (result == null && due)
                throw new BadAnswer("it is done, without having told what became of \"" + step.name() + "\"");
            if (result != null && result.outcome().isChange()) asked.addAll(step.asks());
        }
    }
}
