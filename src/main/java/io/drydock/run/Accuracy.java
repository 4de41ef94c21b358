package io.drydock.run;

import io.drydock.diag.SourcePos;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the plan of a host compares with what became of it. Tasks that were not run because an earlier one failed are not
 * counted.
 *
 * @param tasks how many were predicted, deferred ones aside
 * @param accurate how many of them ended as predicted
 * @param deferred how many the plan left to be decided by apply
 * @param misses the others
 */
public record Accuracy(int tasks, int accurate, int deferred, List<Miss> misses) {
    public record Miss(String task, Outcome predicted, Outcome outcome) {}

    public Accuracy {
        misses = List.copyOf(misses);
    }

    /** The sum over many hosts. */
    public static Accuracy sum(Collection<Accuracy> parts) {
        return new Accuracy(
                parts.stream().mapToInt(Accuracy::tasks).sum(),
                parts.stream().mapToInt(Accuracy::accurate).sum(),
                parts.stream().mapToInt(Accuracy::deferred).sum(),
                parts.stream().flatMap(a -> a.misses().stream()).toList());
    }

    /** @param apply the results of the same plays */
    public static Accuracy of(List<TaskResult> plan, List<TaskResult> apply) {
        Map<Optional<SourcePos>, Deque<TaskResult>> predictions = new HashMap<>();
        plan.forEach(p ->
                predictions.computeIfAbsent(p.pos(), pos -> new ArrayDeque<>()).add(p));
        List<Miss> misses = new ArrayList<>();
        int tasks = 0;
        int deferred = 0;
        boolean failed = false;
        for (TaskResult result : apply) {
            if (failed && result.outcome() == Outcome.SKIPPED) continue;
            failed |= result.outcome().isFailure() && !result.ignored();
            Outcome predicted = predicted(predictions.getOrDefault(result.pos(), new ArrayDeque<>()));
            if (predicted == Outcome.DEFERRED) {
                deferred++;
                continue;
            }
            tasks++;
            Outcome expected = predicted == Outcome.CHANGE ? Outcome.CHANGED : predicted;
            if (expected != result.outcome()) misses.add(new Miss(result.name(), predicted, result.outcome()));
        }
        return new Accuracy(tasks, tasks - misses.size(), deferred, misses);
    }

    /** A deferred loop is one prediction for all its items; a task nothing was predicted of would have been skipped. */
    private static Outcome predicted(Deque<TaskResult> left) {
        if (left.isEmpty()) return Outcome.SKIPPED;
        boolean forAll = left.size() == 1 && left.peek().outcome() == Outcome.DEFERRED;
        return forAll ? Outcome.DEFERRED : left.poll().outcome();
    }
}
