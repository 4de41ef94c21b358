package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.journal.RunEvent;
import io.drydock.run.Accuracy;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as page.js reads it. Whatever many hosts have in common is written once and named by a number; times are milliseconds from the
 * run's beginning. Texts are printable.
 */
final class PageData {
    private static final int NONE = -1;

    private final RunHistory history;
    private final Numbered<List<String>> tasks = new Numbered<>();
    private final Numbered<String> texts = new Numbered<>();
    private final Numbered<List<Object>> results = new Numbered<>();
    private final Numbered<Map<String, Object>> kinds = new Numbered<>();
    private final Numbered<String> groups = new Numbered<>();
    /** Of each task, as {@link #tasks} numbers them. */
    private final List<TaskTimes> times = new ArrayList<>();

    private PageData(RunHistory history) {
        this.history = history;
    }

    static Map<String, Object> of(RunHistory history) {
        return new PageData(history).data();
    }

    private Map<String, Object> data() {
        List<Object> hosts = new ArrayList<>();
        for (HostHistory host : history.hosts()) hosts.add(host(host, hosts.size()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", run());
        data.put(
                "states",
                history.counts().keySet().stream().map(HostState::label).toList());
        data.put("stages", stages());
        data.put("groups", groups.all());
        data.put("tasks", tasks.all());
        data.put("texts", texts.all());
        data.put("results", results.all());
        data.put("kinds", kinds.all());
        data.put("hosts", hosts);
        data.put("times", times.stream().map(TaskTimes::data).toList());
        data.put("facts", new FactColumns(history.hosts()).data());
        return data;
    }

    private Map<String, Object> run() {
        Accuracy accuracy = history.accuracy();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("name", Printable.line(history.run().run()));
        run.put("command", Printable.line(history.run().command()));
        run.put(
                "playbooks",
                history.run().playbooks().stream().map(Printable::line).toList());
        run.put("drydock", Printable.line(history.run().drydock()));
        run.put("controller", Printable.line(history.run().controller()));
        run.put("status", history.status().label());
        run.put("exit", history.exit().map(Object::toString).orElse(""));
        run.put("began", history.began().toEpochMilli());
        run.put("last", history.last().toEpochMilli());
        run.put("epochs", history.epochs());
        run.put("torn", history.torn().map(Printable::line).orElse(""));
        run.put("planned", accuracy.tasks());
        run.put("accurate", accuracy.accurate());
        return run;
    }

    private Object since(Optional<Instant> at) {
        return at.<Object>map(time -> history.since(time).toMillis()).orElse(false);
    }

    private List<Object> host(HostHistory host, int number) {
        return List.of(
                Printable.line(host.name()),
                kinds.of(kind(host, number)),
                host.groups().stream().map(Printable::line).map(groups::of).toList(),
                since(host.began()),
                since(host.ended()));
    }

    private Map<String, Object> kind(HostHistory host, int number) {
        List<Outcome> planned =
                host.planned().isEmpty() ? List.of() : Accuracy.predictions(host.planned(), host.tasks());
        Map<String, Object> kind = new LinkedHashMap<>();
        kind.put("state", host.state().label());
        kind.put("message", host.message().map(Printable::of).orElse(""));
        kind.put("notes", host.notes().stream().map(Printable::of).toList());
        kind.put("current", host.current().map(Printable::line).orElse(""));
        kind.put("results", host.tasks().stream().map(t -> result(t, number)).toList());
        kind.put("planned", planned.stream().map(Outcome::label).toList());
        kind.put("misses", host.accuracy().isPresent() ? Accuracy.missed(planned, host.tasks()) : List.of());
        return kind;
    }

    private int result(TaskResult result, int host) {
        int task = tasks.of(List.of(
                Printable.line(result.name()),
                Printable.line(result.action()),
                result.pos().map(p -> Printable.line(p.toString())).orElse("")));
        if (task == times.size()) times.add(new TaskTimes());
        times.get(task).add(result.duration(), host);
        return results.of(List.of(
                task,
                result.outcome().label(),
                result.message().map(this::text).orElse(NONE),
                result.diff().map(this::text).orElse(NONE),
                result.ignored() ? 1 : 0));
    }

    private int text(String text) {
        return texts.of(Printable.of(text));
    }

    private List<Map<String, Object>> stages() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        history.hosts().forEach(host -> numbers.put(host.name(), numbers.size()));
        return history.stages().stream().map(stage -> stage(stage, numbers)).toList();
    }

    private Map<String, Object> stage(Stage stage, Map<String, Integer> hosts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("began", since(Optional.of(stage.began())));
        switch (stage) {
            case Stage.Batch b -> {
                data.put("kind", "batch");
                data.put("number", b.number());
                data.put("of", b.of());
                data.put("why", Printable.line(b.why()));
                data.put(
                        "hosts",
                        b.hosts().stream()
                                .flatMap(h -> Optional.ofNullable(hosts.get(h)).stream())
                                .toList());
                data.put("ended", since(b.ended()));
            }
            case Stage.Gate g -> {
                data.put("kind", "gate");
                data.put("name", Printable.line(g.name()));
                data.put("tasks", g.tasks().stream().map(PageData::task).toList());
                data.put("outcome", g.outcome().map(Printable::line).orElse(""));
                data.put("message", g.message().map(Printable::of).orElse(""));
                data.put("ended", since(g.ended()));
            }
            case Stage.Pause p -> {
                data.put("kind", "pause");
                data.put("reason", Printable.of(p.reason()));
            }
            case Stage.Resume r -> {
                data.put("kind", "resume");
                data.put("by", Printable.line(r.controller()));
                data.put("torn", r.torn().map(Printable::line).orElse(""));
            }
        }
        return data;
    }

    private static String task(RunEvent.GateTaskEnded of) {
        return Printable.line(
                of.host() + ": " + of.task().outcome() + " " + of.task().name());
    }
}
