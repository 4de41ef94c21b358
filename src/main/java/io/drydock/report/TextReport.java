package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.Accuracy;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
    new Summary(style, groups.stream().map(g -> new Summary.Row(names(g), g.result())).toList()).print(out);
    accuracy(results);
    out.println(totals(results) + took);
  }

  private static Collection<Group> groups(List<HostResult> results) {
    Map<Object, Group> groups = new LinkedHashMap<>();
    for (HostResult result : results) {
      List<TaskResult> tasks = result.tasks().stream().map(TaskResult::timeless).toList();
      Object same = List.of(result.status(), tasks, result.message(), result.notes(), result.accuracy());
      groups.computeIfAbsent(same, s -> new Group(result, new ArrayList<>())).hosts().add(result.host());
    }
    return groups.values();
  }

  private String names(Group group) {
    return HostNames.of(group.hosts(), verbosity > 0);
  }

  private void group(Group group) {
    HostResult result = group.result();
    List<TaskResult> shown = result.tasks().stream().filter(this::shown).toList();
    if (shown.isEmpty() && result.message().isEmpty() && result.notes().isEmpty()) return;
    out.println(style.bold(names(group)));
    shown.forEach(this::task);
    result.message().ifPresent(m -> block(style.of(result.status(), result.status().label()) + ": " + m, "  "));
    result.notes().forEach(n -> block(style.dim("note: " + n), "  "));
  }

  private boolean shown(TaskResult task) {
    return switch (task.outcome()) {
      case OK -> verbosity > 0 || task.message().isPresent();
      case SKIPPED -> verbosity > 0;
      case CHANGE, CHANGED, DEFERRED, FAILED, UNSUPPORTED -> true;
    };
  }

  private void task(TaskResult task) {
    out.println("  " + style.of(task.outcome(), String.format("%-9s", task.outcome().label())) + " " + Printable.line(task.name())
        + (task.name().equals(task.action()) ? "" : " " + style.dim("(" + Printable.line(task.action()) + ")")) + (task.ignored() ? " (ignored)" : ""));
    task.message().ifPresent(m -> block(m, "            "));
    if (task.outcome().isFailure()) task.pos().ifPresent(p -> out.println("            " + style.dim("at " + Printable.line(p.toString()))));
    task.diff().ifPresent(d -> d.lines().forEach(l -> out.println("            " + style.diff(l))));
  }

  private void block(String text, String indent) {
    text.lines().forEach(l -> out.println(indent + l));
  }

  /** Only where a plan was put to the test: something was changed, or turned out otherwise. */
  private void accuracy(List<HostResult> results) {
    List<Accuracy> parts = results.stream().filter(r -> r.status() != HostResult.Status.OK).flatMap(r -> r.accuracy().stream()).toList();
    Accuracy sum = Accuracy.sum(parts);
    if (sum.tasks() + sum.deferred() == 0) return;
    out.println("as planned: " + sum.accurate() + " of " + sum.tasks() + " tasks" + (sum.deferred() == 0 ? "" : ", " + sum.deferred() + " decided while applying"));
    for (HostResult result : results) {
      result.accuracy().ifPresent(a -> a.misses().forEach(m ->
          out.println("  not as planned: " + Printable.line(result.host() + ": " + m.task()) + ": " + m.predicted().label() + " was planned, " + m.outcome().label() + " came of it")));
    }
  }

  private String totals(List<HostResult> results) {
    List<String> parts = new ArrayList<>();
    for (HostResult.Status status : HostResult.Status.values()) {
      long count = results.stream().filter(r -> r.status() == status).count();
      if (count > 0) parts.add(style.of(status, count + " " + status.label()));
    }
    return (results.size() == 1 ? "1 host" : results.size() + " hosts") + (parts.isEmpty() ? "" : ": ") + String.join(", ", parts);
  }
}
