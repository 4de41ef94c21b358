package io.drydock.report;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunEvent.TaskEntry;
import io.drydock.journal.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal of a run, written event by event, ten seconds apart where nothing else is said. */
final class TestRun {
    static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

    private final List<JournalEntry> entries = new ArrayList<>();
    private long epoch = 1;
    private Duration step = Duration.ofSeconds(10);

    static TestRun of(String... hosts) {
        return of(Arrays.stream(hosts)
                .map(h -> new RunEvent.HostEntry(h, List.of("web")))
                .toList());
    }

    static TestRun of(List<RunEvent.HostEntry> hosts) {
        return new TestRun()
                .add(new RunEvent.RunBegan(
                        "20260301-100000-0001",
                        "apply",
                        "0.1.0",
                        "root@control",
                        "17",
                        Map.of("asked", Map.of("playbooks", List.of("site.yml"))),
                        Map.of(),
                        hosts));
    }

    TestRun add(RunEvent... events) {
        for (RunEvent event : events)
            entries.add(
                    new JournalEntry(BEGAN.plus(step.multipliedBy(entries.size())), epoch, entries.size() + 1L, event));
        return this;
    }

    /** How far apart all events are. To be said before there are any besides the first. */
    TestRun step(Duration apart) {
        step = apart;
        return this;
    }

    TestRun resume() {
        epoch++;
        return add(new RunEvent.RunResumed("root@control", "18", Optional.empty()));
    }

    /** A host that goes through tasks, and was planned to go through them just so. */
    TestRun host(String host, String status, TaskEntry... tasks) {
        return host(host, status, Optional.empty(), tasks);
    }

    TestRun host(String host, String status, Optional<String> message, TaskEntry... tasks) {
        List<TaskEntry> planned = Stream.of(tasks)
                .map(t -> t.outcome().equals("changed") ? with(t, "change") : t)
                .toList();
        add(new RunEvent.HostBegan(host), facts(host, "6.1"), new RunEvent.HostPlanned(host, planned));
        for (TaskEntry task : tasks) add(new RunEvent.TaskBegan(host, task.name()), new RunEvent.TaskEnded(host, task));
        return add(new RunEvent.HostEnded(host, status, message, List.of()));
    }

    static RunEvent.FactsGathered facts(String host, String kernel) {
        return new RunEvent.FactsGathered(
                host, Map.of("hostname", host, "kernel", Map.of("release", kernel), "cpus", 4L));
    }

    private static TaskEntry with(TaskEntry task, String outcome) {
        return new TaskEntry(
                task.pos(), task.name(), task.action(), outcome, task.message(), task.diff(), task.ignored(), 0);
    }

    static TaskEntry task(int line, String name, String outcome) {
        return new TaskEntry(
                Optional.of("site.yml:" + line + ":7"),
                name,
                "file",
                outcome,
                Optional.empty(),
                Optional.empty(),
                false,
                0.25);
    }

    static TaskEntry task(int line, String name, String outcome, String message, String diff) {
        return new TaskEntry(
                Optional.of("site.yml:" + line + ":7"),
                name,
                "file",
                outcome,
                Optional.of(message),
                Optional.of(diff),
                false,
                0.25);
    }

    RunHistory history() {
        return history(Optional.empty());
    }

    RunHistory history(Optional<String> torn) {
        return RunHistory.of(new RunStore.RunRecord(entries, torn), false).orElseThrow();
    }

    /** Texts that would be something else in one of the formats, or on a screen. */
    static final List<String> HOSTILE = List.of(
            "</script><script>window.evil=1</script><!--",
            "<img src=x onerror=window.evil=1>",
            "]]> &amp; &lt; \"quoted\" 'single'",
            "a | b \\| c `code` ```fence``` ~~~",
            "# heading\n\n- list\n* **bold** [link](javascript:alert(1)) @everyone #1 http://example.com",
            "\u0000\u0007\u001b[31mred\u001b[0m\u202egnp.exe\u2066 \u2028 \uFFFE \uD800 \u200b",
            "```\n</details>\n## after the fence\n````\n`````",
            "{{constructor}} ${7*7} \\u003c \\",
            "\ttab \u00e9\u4e2d\ud83d\ude80 end\r\n");

    /** A run of every kind of fault with hostile texts wherever hosts and playbooks choose them. */
    static TestRun hostile() {
        List<RunEvent.HostEntry> hosts = new ArrayList<>();
        for (String text : HOSTILE) hosts.add(new RunEvent.HostEntry(text, List.of(text, "web")));
        TestRun run = of(hosts).add(new RunEvent.BatchBegan(1, 2, HOSTILE, HOSTILE.getFirst()));
        for (String text : HOSTILE)
            run.host(
                    text,
                    "failed",
                    Optional.of(text),
                    task(1, text, "changed", text, text),
                    task(2, text, "failed", text, "+" + text));
        for (String text : HOSTILE)
            run.add(
                    new RunEvent.GateBegan(text),
                    new RunEvent.GateEnded(text, "fail", Optional.of(text)),
                    new RunEvent.RunPaused(text));
        return run;
    }
}
