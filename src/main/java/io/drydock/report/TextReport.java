package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.Accuracy;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of a run for people: what changes, then a line for every host. Hosts of which all the same is to be said are
 * one group, so that many equal hosts read as one.
 */
public final class TextReport {
    static final int NAMED = 20; // items of a long loop that one wants to read

    private final PrintStream out;
    private final Style style;
    private final int verbosity;

    /** @param verbosity 0 shows changes, problems and messages; 1 every task, and every host by its name */
    public TextReport(PrintStream out, Style style, int verbosity) {
        this.out = out;
        this.style = style;
        this.verbosity = verbosity;
    }

    /** Hosts with the same result, in the order of the first of them. */
    private record Group(HostResult result, List<String> hosts) {}

    public void print(List<HostResult> results, Duration took) {
        print(results, String.format(Locale.ROOT, " in %.1f s", took.toMillis() / 1000.0));
    }

    /** Of a run that was before. */
    public void print(List<HostResult> results) {
        print(results, "");
    }

    private void print(List<HostResult> results, String took) {
        Collection<Group> groups = groups(results);
        groups.forEach(this::group);
        if (results.stream().anyMatch(r -> !r.tasks().isEmpty() || r.message().isPresent())) out.println();
        new Summary(
                        style,
                        groups.stream()
                                .map(g -> new Summary.Row(names(g), g.result()))
                                .toList())
                .print(out);
        accuracy(results);
        out.println(totals(results) + took);
    }

    private static Collection<Group> groups(List<HostResult> results) {
        Map<Object, Group> groups = new LinkedHashMap<>();
        for (HostResult result : results) {
            List<TaskResult> tasks =
                    result.tasks().stream().map(TaskResult::timeless).toList();
            Object same = List.of(result.status(), tasks, result.message(), result.notes(), result.accuracy());
            groups.computeIfAbsent(same, s -> new Group(result, new ArrayList<>()))
                    .hosts()
                    .add(result.host());
        }
        return groups.values();
    }

    private String names(Group group) {
        return HostNameList.of(group.hosts(), verbosity > 0);
    }

    private void group(Group group) {
        HostResult result = group.result();
        if (result.tasks().stream().noneMatch(this::shown)
                && result.message().isEmpty()
                && result.notes().isEmpty()) return;
        out.println(style.bold(names(group)));
        for (List<TaskResult> items : loops(result.tasks())) {
            if (items.size() > NAMED && verbosity == 0) folded(items);
            else items.stream().filter(this::shown).forEach(this::task);
        }
        result.message()
                .ifPresent(m -> block(style.of(result.status(), result.status().label()) + ": " + m, "  "));
        result.notes().forEach(n -> block(style.dim("note: " + n), "  "));
    }

    /** The results of the same task side by side: the items of a loop, or one result. */
    private static List<List<TaskResult>> loops(List<TaskResult> tasks) {
        List<List<TaskResult>> loops = new ArrayList<>();
        for (TaskResult task : tasks) {
            boolean more = !loops.isEmpty()
                    && task.pos().isPresent()
                    && loops.getLast().getLast().pos().equals(task.pos());
            if (!more) loops.add(new ArrayList<>());
            loops.getLast().add(task);
        }
        return loops;
    }

    /** The items of a long loop: how many there are of each outcome, then those that are to be shown, up to a limit of each outcome. */
    private void folded(List<TaskResult> items) {
        if (items.stream().noneMatch(this::shown)) return;
        Map<Outcome, List<TaskResult>> outcomes = new EnumMap<>(Outcome.class);
        items.forEach(i ->
                outcomes.computeIfAbsent(i.outcome(), o -> new ArrayList<>()).add(i));
        String counts = outcomes.entrySet().stream()
                .map(e -> style.of(
                        e.getKey(), e.getValue().size() + " " + e.getKey().label()))
                .collect(Collectors.joining(", "));
        out.println("  loop of " + items.size() + " items "
                + style.dim("(" + Printable.line(items.getFirst().action()) + ")") + ": " + counts);
        outcomes.forEach((outcome, all) -> {
            List<TaskResult> shown = all.stream().filter(this::shown).toList();
            shown.stream().limit(NAMED).forEach(this::task);
            if (shown.size() > NAMED)
                out.println("            "
                        + style.dim("and " + (shown.size() - NAMED) + " more " + outcome.label()
                                + "; -v and --json show all"));
        });
    }

    private boolean shown(TaskResult task) {
        return switch (task.outcome()) {
            case OK -> verbosity > 0 || task.message().isPresent();
            case SKIPPED -> verbosity > 0;
            case CHANGE, CHANGED, DEFERRED, FAILED, UNSUPPORTED -> true;
        };
    }

    private void task(TaskResult task) {
        if (verbosity > 0) task.barrier().ifPresent(why -> out.println("  " + style.dim("-- barrier: " + why)));
        out.println("  "
                + style.of(task.outcome(), String.format("%-9s", task.outcome().label())) + " "
                + Printable.line(task.name())
                + (task.name().equals(task.action()) ? "" : " " + style.dim("(" + Printable.line(task.action()) + ")"))
                + (task.ignored() ? " (ignored)" : ""));
        task.message().ifPresent(m -> block(m, "            "));
        if (task.outcome().isFailure())
            task.pos().ifPresent(p -> out.println("            " + style.dim("at " + Printable.line(p.toString()))));
        task.diff().ifPresent(d -> d.lines().forEach(l -> out.println("            " + style.diff(l))));
    }

    private void block(String text, String indent) {
        text.lines().forEach(l -> out.println(indent + l));
    }

    /** Only where a plan was put to the test: something was changed, or turned out otherwise. */
    private void accuracy(List<HostResult> results) {
        List<Accuracy> parts = results.stream()
                .filter(r -> r.status() != HostResult.Status.OK)
                .flatMap(r -> r.accuracy().stream())
                .toList();
        Accuracy sum = Accuracy.sum(parts);
        if (sum.tasks() + sum.deferred() == 0) return;
        out.println("as planned: " + sum.accurate() + " of " + sum.tasks() + " tasks"
                + (sum.deferred() == 0 ? "" : ", " + sum.deferred() + " decided while applying"));
        for (HostResult result : results) result.accuracy().ifPresent(a -> misses(result.host(), a.misses()));
    }

    private void misses(String host, List<Accuracy.Miss> misses) {
        int named = verbosity > 0 ? misses.size() : Math.min(NAMED, misses.size());
        for (Accuracy.Miss m : misses.subList(0, named)) {
            out.println("  not as planned: " + Printable.line(host + ": " + m.task()) + ": "
                    + m.predicted().label() + " was planned, " + m.outcome().label() + " came of it");
        }
        if (named < misses.size())
            out.println("  not as planned: " + Printable.line(host) + ": and " + (misses.size() - named) + " more");
    }

    private String totals(List<HostResult> results) {
        List<String> parts = new ArrayList<>();
        for (HostResult.Status status : HostResult.Status.values()) {
            long count = results.stream().filter(r -> r.status() == status).count();
            if (count > 0) parts.add(style.of(status, count + " " + status.label()));
        }
        return (results.size() == 1 ? "1 host" : results.size() + " hosts")
                + (parts.isEmpty() ? "" : ": ")
                + String.join(", ", parts);
    }
}
