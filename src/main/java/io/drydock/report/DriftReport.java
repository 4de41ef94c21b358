package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** A line for every host that is not as it should be: its name, what is the matter, and the tasks that would change it. */
public final class DriftReport {
    private DriftReport() {}

    public static void print(PrintStream out, List<HostResult> results) {
        results.stream()
                .filter(r -> r.status() != HostResult.Status.OK)
                .map(DriftReport::line)
                .forEach(out::println);
    }

    private static String line(HostResult result) {
        return Printable.line(result.host() + ": "
                + switch (result.status()) {
                    case OK, CHANGED -> "drifted: " + names(result);
                    case FAILED ->
                        "failed: " + result.message().map(DriftReport::first).orElseGet(() -> names(result));
                    case UNREACHABLE, IGNORED, INTERRUPTED, STOPPED, NOT_STARTED ->
                        result.status().label() + ": "
                                + result.message().map(DriftReport::first).orElse("");
                });
    }

    private static String names(HostResult result) {
        List<String> names = result.tasks().stream()
                .filter(t -> t.outcome().isChange() || (t.outcome().isFailure() && !t.ignored()))
                .map(TaskResult::name)
                .toList();
        int more = names.size() - TextReport.NAMED;
        return names.stream().limit(TextReport.NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }
}
