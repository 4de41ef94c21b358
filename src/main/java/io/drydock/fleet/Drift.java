package io.drydock.fleet;

import io.drydock.facts.Facts;
import io.drydock.json.Json;
import io.drydock.run.ApplyDecision;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a host to its saved plan: its facts and every task's prediction and program must be what they were.
 *
 * @param replan a host that has drifted is brought to the goal all the same, by the plan it has now
 */
public record Drift(SavedPlan.Host saved, boolean replan) implements ApplyDecision {
    private static final int SHOWN = 12; // differences one wants to read

    private static final Decision ALREADY =
            new Decision(Verdict.LEAVE, Optional.of("already as planned: nothing is left to change"));

    @Override
    public Decision decide(Facts facts, List<TaskResult> predicted) {
        if (saved.facts().isEmpty()) return decision(List.of("it could not be reached when the plan was made"));
        List<String> differences = new ArrayList<>(facts(facts.lasting()));
        differences.addAll(tasks(predicted));
        if (!differences.isEmpty() && hasBeenApplied(predicted)) return ALREADY;
        return differences.isEmpty() ? Decision.GO : decision(differences);
    }

    /** Whether the plan had something to change, and no task has now. Facts and conditions may then be others: that is what it changed. */
    private boolean hasBeenApplied(List<TaskResult> now) {
        return saved.result().tasks().stream().anyMatch(t -> t.outcome().isChange())
                && now.stream()
                        .noneMatch(t -> t.outcome().isChange() || t.outcome().isFailure());
    }

    private Decision decision(List<String> differences) {
        String shown = String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())))
                + (differences.size() > SHOWN ? "\nand " + (differences.size() - SHOWN) + " more" : "");
        return replan
                ? new Decision(
                        Verdict.APPLY,
                        Optional.of("drifted since the plan was made; the new plan was applied:\n" + shown))
                : new Decision(
                        Verdict.REFUSE, Optional.of("drifted since the plan was made; nothing was changed:\n" + shown));
    }

    private List<String> facts(Map<String, Object> now) {
        Map<String, String> before = flat(saved.facts());
        Map<String, String> after = flat(now);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(n -> !before.getOrDefault(n, "").equals(after.getOrDefault(n, "")))
                .map(n -> "fact " + n + ": " + before.getOrDefault(n, "(none)") + " -> "
                        + after.getOrDefault(n, "(none)"))
                .toList();
    }

    private static Map<String, String> flat(Object data) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", data, flat);
        return flat;
    }

    private static void flatten(String name, Object data, Map<String, String> flat) {
        if (data instanceof Map<?, ?> map)
            map.forEach((k, v) -> flatten(name.isEmpty() ? String.valueOf(k) : name + "." + k, v, flat));
        else
            flat.put(
                    name,
                    data instanceof String text ? text : Json.canonical(data).replaceAll("\\s+", " "));
    }

    private List<String> tasks(List<TaskResult> now) {
        List<String> differences = new ArrayList<>();
        List<TaskResult> before = saved.result().tasks();
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            if (i >= now.size()
                    || i >= before.size()
                    || !before.get(i).name().equals(now.get(i).name())) {
                differences.add("other tasks from \""
                        + (i < before.size() ? before : now).get(i).name() + "\" on");
                return differences;
            }
            task(before.get(i), now.get(i)).ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<String> task(TaskResult before, TaskResult now) {
        String task = "task \"" + now.name() + "\": ";
        if (before.outcome() != now.outcome())
            return Optional.of(task + said(before.outcome()) + " -> " + said(now.outcome())
                    + now.diff().map(d -> "\n  " + d.replace("\n", "\n  ")).orElse(""));
        if (!before.diff().equals(now.diff()))
            return Optional.of(task + "changes something else now:\n  "
                    + now.diff().orElse("").replace("\n", "\n  "));
        return before.program().equals(now.program().map(Fingerprint::of))
                ? Optional.empty()
                : Optional.of(task + "its program is not the one of the plan");
    }

    private static String said(Outcome outcome) {
        return outcome == Outcome.OK ? "nothing to change" : outcome.label();
    }
}
