package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.json.Written;
import io.drydock.run.Accuracy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run from its journal in the text format of Prometheus, for the textfile collector of node_exporter. What is in every run has
 * the same series in the next one, so that only drydock_run_info names the run.
 */
public final class HistoryMetrics {
    private final StringBuilder text = new StringBuilder();
    /** Tells files of several playbooks in one folder apart, which must not have a series twice. */
    private final Map<String, String> labels;

    private HistoryMetrics(RunHistory history) {
        labels = Map.of("playbook", String.join(" ", history.run().playbooks()));
    }

    public static String of(RunHistory history) {
        HistoryMetrics metrics = new HistoryMetrics(history);
        metrics.run(history);
        metrics.hosts(history);
        metrics.stages(history);
        return metrics.text.toString();
    }

    private void run(RunHistory history) {
        family("drydock_run_info", "The run that these numbers are of.");
        sample(
                "drydock_run_info",
                1,
                "run",
                history.run().run(),
                "command",
                history.run().command(),
                "version",
                history.run().drydock(),
                "state",
                history.status().label());
        one("drydock_run_start_timestamp_seconds", "When the run began.", seconds(history.began()));
        one("drydock_run_last_event_timestamp_seconds", "When the run's newest event was.", seconds(history.last()));
        one("drydock_run_duration_seconds", "From the run's beginning to its newest event.", seconds(history.took()));
        history.exit()
                .ifPresent(exit -> one("drydock_run_exit_status", "The exit status that the run ended with.", exit));
        one("drydock_run_epochs", "How many processes have worked on the run.", history.epochs());
        family("drydock_run_tasks", "Results of tasks on all hosts, by their outcome.");
        history.outcomes().forEach((outcome, count) -> sample("drydock_run_tasks", count, "outcome", outcome.label()));
        Accuracy accuracy = history.accuracy();
        one("drydock_run_planned_tasks", "Results of tasks that a plan had foreseen.", accuracy.tasks());
        one("drydock_run_accurate_tasks", "Those that came out as foreseen.", accuracy.accurate());
    }

    private void hosts(RunHistory history) {
        family("drydock_run_hosts", "Hosts of the run, by their status.");
        history.counts().forEach((state, count) -> sample("drydock_run_hosts", count, "status", state.label()));
        family("drydock_host_status_info", "The status of each host.");
        history.hosts()
                .forEach(host -> sample(
                        "drydock_host_status_info",
                        1,
                        "host",
                        host.name(),
                        "status",
                        host.state().label()));
        family("drydock_host_duration_seconds", "From the host's beginning to its end.");
        history.hosts()
                .forEach(host -> host.took()
                        .ifPresent(
                                took -> sample("drydock_host_duration_seconds", seconds(took), "host", host.name())));
    }

    private void stages(RunHistory history) {
        one(
                "drydock_run_batches",
                "Batches that have begun.",
                history.stages(Stage.Batch.class).size());
        Map<String, Long> gates = new LinkedHashMap<>();
        for (String outcome : new String[] {"pass", "fail", "inconclusive"}) gates.put(outcome, 0L);
        history.stages(Stage.Gate.class)
                .forEach(gate -> gate.outcome().ifPresent(outcome -> gates.merge(outcome, 1L, Long::sum)));
        family("drydock_run_gates", "Gates that have been decided, by their outcome.");
        gates.forEach((outcome, count) -> sample("drydock_run_gates", count, "outcome", outcome));
    }

    private void one(String name, String help, double value) {
        family(name, help);
        sample(name, value);
    }

    private void family(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    /** @param pairs names of labels, each with its value */
    private void sample(String name, double value, String... pairs) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        for (int i = 0; i < pairs.length; i += 2) all.put(pairs[i], pairs[i + 1]);
        text.append(name)
                .append(all.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                        .collect(Collectors.joining(",", "{", "} ")))
                .append(Written.text(value))
                .append('\n');
    }

    private static String escaped(String value) {
        return Printable.line(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static double seconds(Duration time) {
        return Math.max(0, time.toMillis()) / 1000.0;
    }
}
