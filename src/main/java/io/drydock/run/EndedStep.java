package io.drydock.run;

import io.drydock.playbook.Meta;
import io.drydock.template.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of which a host has told what became of it.
 *
 * @param isUnknown what it registers is not known before the plan has been applied
 * @param result what it registers
 */
record EndedStep(Step step, Outcome outcome, boolean isUnknown, Map<String, Object> result) {
    /** Whether no task follows it. */
    boolean stops() {
        return outcome.isFailure() ? !step.ignores() : endsPlay();
    }

    private boolean endsPlay() {
        return step.task().task().meta().filter(Meta::endsPlay).isPresent() && outcome == Outcome.OK;
    }

    /** What has failed, or ended, once it has. */
    FailedSections in(FailedSections failures) {
        if (outcome == Outcome.DEFERRED && !step.ignores())
            return failures.withDoubt(FailedSections.section(step.task()), step.name());
        if (!stops()) return failures;
        return endsPlay()
                ? failures.with(FailedSections.PLAY, "")
                : failures.with(FailedSections.section(step.task()), step.name());
    }

    /** In a plan nothing is known of what a restart brings. */
    boolean isPlannedRestart() {
        return (outcome == Outcome.CHANGE || outcome == Outcome.DEFERRED)
                && step.task().action().restarts();
    }

    Unknown waitsFor() {
        return step.task().waitsFor();
    }

    /** What the host's variables have become by it. */
    Map<String, Object> set() {
        return switch (outcome) {
            case OK, CHANGE, CHANGED -> step.variables();
            case DEFERRED -> step.task().unknownVariables();
            case SKIPPED, UNSUPPORTED, FAILED -> Map.of();
        };
    }

    /** What a task registers of all its steps: of one, or of a loop's items and of the loop that was not run, which has no item. */
    static Object registered(List<EndedStep> steps) {
        BoundTask task = steps.getFirst().step.task();
        if (steps.stream().anyMatch(EndedStep::isUnknown)) return task.waitsFor();
        if (task.task().loop().isEmpty()) return steps.getFirst().result;
        Map<String, Object> all = new LinkedHashMap<>(); // in one order, for whoever writes it into a file
        all.put("changed", steps.stream().anyMatch(s -> s.says("changed")));
        all.put("failed", steps.stream().anyMatch(s -> s.says("failed")));
        all.put("skipped", steps.stream().allMatch(s -> s.says("skipped")));
        all.put(
                "results",
                steps.stream()
                        .filter(s -> s.step.item().isPresent())
                        .map(EndedStep::ofItem)
                        .toList());
        return all;
    }

    private boolean says(String name) {
        return Boolean.TRUE.equals(result.get(name));
    }

    private Map<String, Object> ofItem() {
        Map<String, Object> kept = new LinkedHashMap<>(result);
        String name = step.task().task().loop().orElseThrow().variable();
        kept.put(name, step.item().orElseThrow().get(name));
        return kept;
    }
}
