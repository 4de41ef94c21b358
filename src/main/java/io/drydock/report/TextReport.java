package io.drydock.report;

import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of a run for people: what changes on each host, then one line for every host. */
public final class TextReport {
  private final PrintStream out;
  private final Style style;
  private final int verbosity;

  /** @param verbosity 0 shows changes, problems and messages; 1 every task */
  public TextReport(PrintStream out, Style style, int verbosity) {
    this.out = out;
    this.style = style;
    this.verbosity = verbosity;
  }

  public void print(List<HostResult> results, Duration took) {
    results.forEach(this::host);
    if (results.stream().anyMatch(r -> !r.tasks().isEmpty() || r.message().isPresent())) out.println();
    int width = results.stream().mapToInt(r -> r.host().length()).max().orElse(0);
    for (HostResult result : results) {
      String name = result.host() + " ".repeat(width - result.host().length());
      out.println(name + "  " + style.of(result.status(), String.format("%-11s", result.status().label())) + counts(result.tasks()));
    }
    out.println(totals(results, took));
  }

  private void host(HostResult result) {
    List<TaskResult> shown = result.tasks().stream().filter(this::shown).toList();
    if (shown.isEmpty() && result.message().isEmpty() && result.notes().isEmpty()) return;
    out.println(style.bold(result.host()));
    shown.forEach(this::task);
    result.message().ifPresent(m -> block(style.of(result.status(), result.status().label()) + ": " + m, "  "));
    result.notes().forEach(n -> out.println("  " + style.dim("note: " + n)));
  }

  private boolean shown(TaskResult task) {
    return switch (task.outcome()) {
      case OK -> verbosity > 0 || task.message().isPresent();
      case SKIPPED -> verbosity > 0;
      case CHANGE, CHANGED, DEFERRED, FAILED, UNSUPPORTED -> true;
    };
  }

  private void task(TaskResult task) {
    out.println("  " + style.of(task.outcome(), String.format("%-9s", task.outcome().label())) + " " + task.name()
        + (task.name().equals(task.action()) ? "" : " " + style.dim("(" + task.action() + ")")) + (task.ignored() ? " (ignored)" : ""));
    task.message().ifPresent(m -> block(m, "            "));
    task.diff().ifPresent(d -> d.lines().forEach(l -> out.println("            " + style.diff(l))));
  }

  private void block(String text, String indent) {
    text.lines().forEach(l -> out.println(indent + l));
  }

  private static String counts(List<TaskResult> tasks) {
    Map<Outcome, Long> counts = tasks.stream().collect(Collectors.groupingBy(TaskResult::outcome, Collectors.counting()));
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      if (counts.containsKey(outcome)) parts.add(outcome.label() + "=" + counts.get(outcome));
    }
    return String.join(" ", parts);
  }

  private String totals(List<HostResult> results, Duration took) {
    List<String> parts = new ArrayList<>();
    for (HostResult.Status status : HostResult.Status.values()) {
      long count = results.stream().filter(r -> r.status() == status).count();
      if (count > 0) parts.add(style.of(status, count + " " + status.label()));
    }
    String hosts = results.size() == 1 ? "1 host" : results.size() + " hosts";
    return hosts + ": " + String.join(", ", parts) + String.format(Locale.ROOT, " in %.1f s", took.toMillis() / 1000.0);
  }
}
