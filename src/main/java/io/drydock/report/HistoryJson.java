package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.journal.JournaledTask;
import io.drydock.journal.RunEvent;
import io.drydock.json.Json;
import io.drydock.run.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A run from its journal as one JSON document; docs/json.md is its schema. */
public final class HistoryJson {
    private HistoryJson() {}

    public static String of(RunHistory history) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("command", history.run().command());
        document.put("run", history.run().run());
        document.put("state", history.status().label());
        history.exit().ifPresent(exit -> document.put("exit", exit));
        document.put("began", history.began().toString());
        document.put("last", history.last().toString());
        document.put("seconds", seconds(history.took()));
        document.put("controller", history.run().controller());
        document.put("drydock", history.run().drydock());
        document.put("playbooks", history.run().playbooks());
        history.torn().ifPresent(torn -> document.put("torn", torn));
        document.put("stages", history.stages().stream().map(HistoryJson::stage).toList());
        document.put("hosts", history.hosts().stream().map(HistoryJson::host).toList());
        document.put("summary", summary(history));
        return Printable.of(Json.pretty(document));
    }

    static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e6) / 1000.0;
    }

    private static Map<String, Object> stage(Stage stage) {
        Map<String, Object> data = new LinkedHashMap<>();
        switch (stage) {
            case Stage.Batch b -> {
                data.put("batch", b.number());
                data.put("of", b.of());
                data.put("why", b.why());
                data.put("hosts", b.hosts());
                times(data, stage, b.ended());
            }
            case Stage.Gate g -> {
                data.put("gate", g.name());
                if (!g.tasks().isEmpty())
                    data.put("tasks", g.tasks().stream().map(HistoryJson::task).toList());
                g.outcome().ifPresent(outcome -> data.put("outcome", outcome));
                g.message().ifPresent(message -> data.put("message", message));
                times(data, stage, g.ended());
            }
            case Stage.Pause p -> {
                data.put("paused", p.reason());
                times(data, stage, Optional.empty());
            }
            case Stage.Resume r -> {
                data.put("resumed", r.controller());
                data.put("epoch", r.epoch());
                r.torn().ifPresent(torn -> data.put("torn", torn));
                times(data, stage, Optional.empty());
            }
        }
        return data;
    }

    private static Map<String, Object> task(RunEvent.GateTaskEnded of) {
        Map<String, Object> data = new LinkedHashMap<>(Map.of("host", of.host()));
        data.putAll(JournaledTask.result(of.task()).data());
        return data;
    }

    private static void times(Map<String, Object> data, Stage stage, Optional<Instant> ended) {
        data.put("began", stage.began().toString());
        ended.ifPresent(end -> data.put("ended", end.toString()));
    }

    private static Map<String, Object> host(HostHistory host) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", host.name());
        data.put("status", host.state().label());
        data.put("groups", host.groups());
        host.began().ifPresent(at -> data.put("began", at.toString()));
        host.ended().ifPresent(at -> data.put("ended", at.toString()));
        host.current().ifPresent(task -> data.put("current", task));
        host.message().ifPresent(message -> data.put("message", message));
        if (!host.notes().isEmpty()) data.put("notes", host.notes());
        host.accuracy().ifPresent(accuracy -> data.put("accuracy", JsonReport.accuracy(accuracy)));
        data.put("planned", host.planned().stream().map(TaskResult::data).toList());
        data.put("tasks", host.tasks().stream().map(JsonReport::task).toList());
        data.put("facts_before", host.before());
        data.put("facts_after", host.after());
        return data;
    }

    private static Map<String, Object> summary(RunHistory history) {
        Map<String, Object> hosts = new LinkedHashMap<>();
        history.counts().forEach((state, count) -> hosts.put(state.label(), count));
        Map<String, Object> tasks = new LinkedHashMap<>();
        history.outcomes().forEach((outcome, count) -> tasks.put(outcome.label(), count));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("hosts", hosts);
        summary.put("tasks", tasks);
        summary.put("accuracy", JsonReport.accuracy(history.accuracy()));
        return summary;
    }
}
