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

    /** Where a task is written, whatever way its file was named: a run that is gone on with has whole paths. */
    private record Place(String file, int line, int column) {
        static Place of(SourcePos pos) {
            return new Place(pos.file().replaceFirst(".*/", ""), pos.line(), pos.column());
        }
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
        List<Outcome> predictions = predictions(plan, apply);
        List<Integer> counted = counted(apply);
        int deferred = (int) counted.stream()
                .filter(i -> predictions.get(i) == Outcome.DEFERRED)
                .count();
        List<Miss> misses = missed(predictions, apply).stream()
                .map(i -> new Miss(
                        apply.get(i).name(), predictions.get(i), apply.get(i).outcome()))
                .toList();
        int tasks = counted.size() - deferred;
        return new Accuracy(tasks, tasks - misses.size(), deferred, misses);
    }

    /** The places in {@code apply} of the results that are not as they were predicted. */
    public static List<Integer> missed(List<Outcome> predictions, List<TaskResult> apply) {
        return counted(apply).stream()
                .filter(i -> {
                    Outcome predicted = predictions.get(i);
                    Outcome expected = predicted == Outcome.CHANGE ? Outcome.CHANGED : predicted;
                    return predicted != Outcome.DEFERRED
                            && expected != apply.get(i).outcome();
                })
                .toList();
    }

    /** The places of all results but those of tasks that were not run because an earlier one failed. */
    private static List<Integer> counted(List<TaskResult> apply) {
        List<Integer> counted = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < apply.size(); i++) {
            TaskResult result = apply.get(i);
            if (failed && result.outcome() == Outcome.SKIPPED) continue;
            failed |= result.outcome().isFailure() && !result.ignored();
            counted.add(i);
        }
        return counted;
    }

    /** What the plan predicted of each result of an apply. */
    public static List<Outcome> predictions(List<TaskResult> plan, List<TaskResult> apply) {
        Map<Optional<Place>, Deque<TaskResult>> left = new HashMap<>();
        plan.forEach(p -> left.computeIfAbsent(p.pos().map(Place::of), _ -> new ArrayDeque<>())
                .add(p));
        List<Outcome> predictions = new ArrayList<>();
        for (TaskResult result : apply) {
            predictions.add(predicted(left.getOrDefault(result.pos().map(Place::of), new ArrayDeque<>())));
        }
        return predictions;
    }

    /** A deferred loop is one prediction for all its items; a task nothing was predicted of would have been skipped. */
    private static Outcome predicted(Deque<TaskResult> left) {
        if (left.isEmpty()) return Outcome.SKIPPED;
        boolean forAll = left.size() == 1 && left.peek().outcome() == Outcome.DEFERRED;
        return forAll ? Outcome.DEFERRED : left.poll().outcome();
    }
}
