package io.drydock.report;

import io.drydock.json.Json;
import io.drydock.run.Accuracy;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as one JSON document; docs/json.md is its schema. */
public final class JsonReport {
    private JsonReport() {}

    /** @param withFacts only the command that asks for facts prints them */
    public static String of(String command, String run, List<HostResult> results, boolean withFacts) {
        return Json.pretty(document(command, run, results, withFacts));
    }

    /** @param more what else there is to say, by its names */
    public static String of(String command, String run, List<HostResult> results, Map<String, Object> more) {
        Map<String, Object> document = document(command, run, results, false);
        document.putAll(more);
        return Json.pretty(document);
    }

    private static Map<String, Object> document(
            String command, String run, List<HostResult> results, boolean withFacts) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("command", command);
        document.put("run", run);
        document.put("hosts", results.stream().map(r -> host(r, withFacts)).toList());
        document.put("summary", summary(results));
        return document;
    }

    static Map<String, Object> host(HostResult result, boolean withFacts) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("host", result.host());
        host.put("status", result.status().label());
        result.message().ifPresent(m -> host.put("message", m));
        if (!result.notes().isEmpty()) host.put("notes", result.notes());
        if (withFacts) result.facts().ifPresent(f -> host.put("facts", f.data()));
        result.accuracy().ifPresent(a -> host.put("accuracy", accuracy(a)));
        host.put("tasks", result.tasks().stream().map(JsonReport::task).toList());
        return host;
    }

    static Map<String, Object> task(TaskResult result) {
        Map<String, Object> task = new LinkedHashMap<>(result.data());
        result.pos().ifPresent(p -> task.put("at", p.toString()));
        task.put("seconds", Math.round(result.duration().toNanos() / 1e6) / 1000.0);
        return task;
    }

    static Map<String, Object> accuracy(Accuracy accuracy) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tasks", accuracy.tasks());
        data.put("accurate", accuracy.accurate());
        data.put("deferred", accuracy.deferred());
        data.put("misses", accuracy.misses().stream().map(JsonReport::miss).toList());
        return data;
    }

    private static Map<String, Object> miss(Accuracy.Miss miss) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", miss.task());
        data.put("planned", miss.predicted().label());
        data.put("outcome", miss.outcome().label());
        return data;
    }

    private static Map<String, Object> summary(List<HostResult> results) {
        Map<String, Object> hosts = new LinkedHashMap<>();
        for (HostResult.Status status : HostResult.Status.values()) {
            hosts.put(
                    status.label(),
                    results.stream().filter(r -> r.status() == status).count());
        }
        Map<String, Object> tasks = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            tasks.put(
                    outcome.label(),
                    results.stream()
                            .flatMap(r -> r.tasks().stream())
                            .filter(t -> t.outcome() == outcome)
                            .count());
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("hosts", hosts);
        summary.put("tasks", tasks);
        List<Accuracy> accuracy =
                results.stream().flatMap(r -> r.accuracy().stream()).toList();
        if (!accuracy.isEmpty()) summary.put("accuracy", accuracy(Accuracy.sum(accuracy)));
        return summary;
    }
}
