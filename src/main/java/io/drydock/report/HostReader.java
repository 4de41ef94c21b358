package io.drydock.report;

import io.drydock.diag.Labelled;
import io.drydock.diag.SourcePos;
import io.drydock.journal.RunEvent;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a journal says of one host, as far as it has been read. */
final class HostReader {
    private static final Pattern POS = Pattern.compile("(.*):(\\d{1,9}):(\\d{1,9})", Pattern.DOTALL);

    private final RunEvent.HostEntry entry;
    private final List<TaskResult> tasks = new ArrayList<>();
    private List<TaskResult> planned = List.of();
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Optional<String> current = Optional.empty();
    private HostState state = HostState.NOT_STARTED;
    private Optional<String> message = Optional.empty();
    private List<String> notes = List.of();
    private Map<String, Object> before = Map.of();
    private Map<String, Object> after = Map.of();

    private long epoch = 1;
    /** How many tasks a process that goes on with the run will not report again. */
    private int settled;
    /** Results of earlier epochs since then: each may be reported once more. */
    private final List<Integer> repeatable = new ArrayList<>();

    HostReader(RunEvent.HostEntry entry) {
        this.entry = entry;
    }

    void begin(Instant at) {
        if (began.isEmpty()) began = Optional.of(at);
        ended = Optional.empty();
        state = HostState.UNFINISHED;
        message = Optional.empty();
        notes = List.of();
    }

    void begin(String task) {
        current = Optional.of(task);
    }

    void facts(Map<String, Object> facts) {
        if (before.isEmpty()) before = facts;
        after = facts;
    }

    /** What was planned first is what the host is held to: a plan of an epoch that goes on knows what has been done. */
    void planned(List<RunEvent.TaskEntry> foreseen) {
        if (planned.isEmpty())
            planned = foreseen.stream().map(HostReader::result).toList();
    }

    void checkpoint() {
        settled = tasks.size();
        repeatable.clear();
    }

    void end(long now, RunEvent.TaskEntry task) {
        if (now != epoch) {
            epoch = now;
            repeatable.clear();
            for (int i = settled; i < tasks.size(); i++) repeatable.add(i);
        }
        current = Optional.empty();
        TaskResult result = result(task);
        Optional<Integer> earlier =
                repeatable.stream().filter(i -> isSame(tasks.get(i), result)).findFirst();
        earlier.ifPresentOrElse(i -> tasks.set(i, result), () -> tasks.add(result));
        earlier.ifPresent(repeatable::remove);
    }

    private static boolean isSame(TaskResult one, TaskResult other) {
        return one.pos().equals(other.pos()) && one.name().equals(other.name());
    }

    void end(Instant at, RunEvent.HostEnded end) {
        ended = Optional.of(at);
        current = Optional.empty();
        state = HostState.of(end.status());
        message = end.message();
        notes = end.notes();
    }

    HostHistory history() {
        return new HostHistory(
                entry.name(),
                entry.groups(),
                state,
                began,
                ended,
                current,
                planned,
                tasks,
                before,
                after,
                message,
                notes);
    }

    private static TaskResult result(RunEvent.TaskEntry task) {
        return new TaskResult(
                task.pos().map(HostReader::pos),
                task.name(),
                task.action(),
                Labelled.of(Outcome.class, task.outcome())
                        .orElse(Outcome.FAILED), // what is not known here is no success
                task.message(),
                task.diff(),
                task.ignored(),
                Optional.empty(),
                Duration.ofNanos(Math.round(task.seconds() * 1e9)));
    }

    private static SourcePos pos(String text) {
        Matcher parts = POS.matcher(text);
        return parts.matches()
                ? new SourcePos(parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)))
                : SourcePos.of(text);
    }
}
