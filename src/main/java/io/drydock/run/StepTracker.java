package io.drydock.run;

import io.drydock.action.ResultField;
import io.drydock.diag.Secret;
import io.drydock.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the events of one step into its result. */
final class StepTracker {
    private static final int TAIL = 12; // lines of a failed command's output that a message quotes
    private static final int QUOTED =
            4096; // characters up to which it is looked whether a message has quoted the output already
    private static final int SHOWN =
            64 << 10; // characters of messages, and of differences, that a report has of one step
    private static final String UNSEEN = "no_log: what it tells is not shown";
    private static final int KEPT = 1 << 20; // characters of output and results that a step may register

    private final Step step;
    private final Redactor redactor;
    private final Mode mode;
    private final long started = System.nanoTime();
    private Lines messages = new Lines();
    private Lines diffs = new Lines();
    private Lines remaining = new Lines();
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private boolean later;
    /** Whether its apply was run, whatever came of it. */
    private boolean applied;

    private int kept;
    private int attempts = 1;
    /** Where its task says what counts as one. */
    private Optional<Boolean> changed = Optional.empty();

    /** Texts of a host, up to as much as one wants to read. */
    private static final class Lines {
        private final List<String> parts = new ArrayList<>();
        private int length;
        private boolean cut;

        void add(String text) {
            String fits = text.substring(0, Math.min(text.length(), Math.max(0, SHOWN - length)));
            length += fits.length() + 1;
            if (!cut)
                parts.add(fits.length() == text.length() ? text : fits + "\n(cut: more than " + SHOWN + " characters)");
            cut |= fits.length() < text.length();
        }

        Optional<String> text() {
            return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
        }
    }

    StepTracker(Step step, Redactor redactor, Mode mode) {
        this.step = step;
        this.redactor = redactor;
        this.mode = mode;
    }

    /** @param names the names of the steps, by their ids */
    void accept(Event.Told event, Map<Integer, String> names) {
        switch (event) {
            case Event.Want e ->
                diff(e.phase(), Diffs.field(e.field(), e.desired(), current(e.desired(), e.current())));
            case Event.Content e ->
                diff(e.phase(), Diffs.content(e.path(), e.kind() == Event.Kind.NEW, e.desired(), e.current()));
            case Event.Act e -> diff(e.phase(), e.what());
            case Event.Message e -> messages.add(e.text());
            case Event.Later e -> {
                later = true;
                messages.add(e.reason());
            }
            case Event.Result e -> result(e.name(), keep(e.name().length(), e.value()));
            case Event.Data e -> result(e.name(), data(keep(e.name().length(), e.json())));
            case Event.Output e -> kept(e.stream()).append(keep(0, cut(e)));
            case Event.Defer e -> messages.add(deferred(e, names));
            case Event.Lost _ -> lost();
            case Event.Retry _ -> retry();
        }
    }

    /** What has been told was of a try that is not the last one. */
    void retry() {
        attempts++;
        kept = 0;
        messages = new Lines();
        diffs = new Lines();
        remaining = new Lines();
        stdout.setLength(0);
        stderr.setLength(0);
        results.clear();
        later = false;
    }

    int attempts() {
        return attempts;
    }

    private void lost() {
        if (step.task().task().register().isPresent())
            throw new BadAnswer("what \"" + step.name() + "\" registered was lost when the host restarted");
        messages.add("what it told was lost when the host restarted");
    }

    /** What a secret takes the place of was one, too. */
    private String current(String desired, String current) {
        return !current.isEmpty() && redactor.hides(desired) ? Secret.MASK : current;
    }

    private void diff(Event.Phase phase, String text) {
        if (phase == Event.Phase.CHECK) diffs.add(text);
        else remaining.add(text);
    }

    private String keep(int more, String text) {
        kept += more + text.length();
        if (kept > KEPT) throw new BadAnswer("more than " + KEPT + " characters of output and results of one task");
        return text;
    }

    /** What its action does not declare, no task may be told of. */
    private void result(String name, Object value) {
        if (!field(name).isPresent() && step.task().action().results().isPresent())
            throw new BadAnswer("a result \"" + name + "\" that the action "
                    + step.task().action().name() + " does not have");
        results.put(name, value);
    }

    private Optional<ResultField> field(String name) {
        return step.task().action().results().map(fields -> fields.get(name));
    }

    /** What is no JSON is kept as the text that it is. */
    private static Object data(String json) {
        try {
            return Json.read(json);
        } catch (IllegalArgumentException e) {
            return json;
        }
    }

    private static String cut(Event.Output output) {
        int kept = output.text().getBytes(StandardCharsets.UTF_8).length;
        return output.bytes() > kept
                ? output.text() + "\n(cut: " + kept + " of " + output.bytes() + " bytes)"
                : output.text();
    }

    private static String deferred(Event.Defer defer, Map<Integer, String> names) {
        return Optional.ofNullable(names.get(Math.clamp(defer.after(), 0, Integer.MAX_VALUE)))
                .map(name -> "after \"" + name + "\": " + defer.reason())
                .orElse(defer.reason());
    }

    /** @param judge empty: what came of it is what the host says */
    Judge.Ruling rule(Event.Ended event, Optional<Judge> judge) {
        switch (event) {
            case Event.Done _ -> {}
            case Event.Unsupported unsupported -> applied |= unsupported.phase().isApplied();
            case Event.Failed failed -> applied |= failed.phase().isApplied();
        }
        boolean made = event.outcome() == Outcome.CHANGE && mode == Mode.APPLY;
        Outcome outcome = made ? Outcome.CHANGED : event.outcome();
        return judge.map(j -> j.rule(outcome, registered(outcome)))
                .orElse(new Judge.Ruling(outcome, outcome.isChange() || applied, Optional.empty(), false));
    }

    TaskResult end(Event.Ended event, Judge.Ruling ruling) {
        changed = Optional.of(ruling.changed());
        ruling.why().ifPresent(messages::add);
        if (event instanceof Event.Failed failed && ruling.outcome().isFailure()) explain(failed);
        else if (ruling.outcome().isFailure()) tail().ifPresent(messages::add);
        return result(ruling.outcome());
    }

    /** The result of a step whose program ended, or was lost, before the step did. */
    TaskResult interrupted(String message) {
        messages.add(message);
        return result(Outcome.FAILED);
    }

    private TaskResult result(Outcome outcome) {
        if (isSecret()) redactor.learn(Secrets.hidden(registered(outcome)));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (isUnseen())
            return step.result(outcome, messages.text().or(diffs::text).map(_ -> UNSEEN), Optional.empty(), took);
        return step.result(
                outcome, messages.text().map(redactor::clean), diffs.text().map(redactor::cleanDiff), took);
    }

    /** Whether the result is registered under the name of a secret, or is not to be seen at all. */
    private boolean isSecret() {
        return isUnseen()
                || step.task().task().register().filter(Secret::isName).isPresent();
    }

    private boolean isUnseen() {
        return step.task().task().conduct().noLog();
    }

    private void explain(Event.Failed failed) {
        switch (failed.why()) {
            case CONVERGE ->
                messages.add("did not converge; still different after it was applied:\n"
                        + remaining.text().orElse(""));
            case CHECK -> messages.add("the check ended with status " + failed.status());
            case APPLY -> messages.add("ended with status " + failed.status());
            case TIMEOUT -> messages.add("took longer than its timeout of " + failed.status() + " s, and was ended");
            case REASON, DEFERRED -> {}
        }
        if (failed.why() != Event.Why.DEFERRED) tail().ifPresent(messages::add);
    }

    private Optional<String> tail() {
        String output =
                !output(Event.Stream.STDERR).isBlank() ? output(Event.Stream.STDERR) : output(Event.Stream.STDOUT);
        List<String> lines = output.strip().lines().toList();
        boolean quoted = output.length() <= QUOTED
                && messages.text().filter(m -> m.contains(output.strip())).isPresent();
        if (lines.isEmpty() || quoted) return Optional.empty();
        return Optional.of(String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
    }

    private StringBuilder kept(Event.Stream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }

    private String output(Event.Stream stream) {
        return kept(stream).toString();
    }

    /** Whether what the step registers is not known before the plan has been applied. */
    boolean isUnknown(TaskResult result) {
        return mode == Mode.PLAN && (later || result.outcome().isChange());
    }

    /** What {@code register} keeps. */
    Map<String, Object> registered(TaskResult result) {
        Map<String, Object> value = registered(result.outcome());
        return isSecret() ? Secrets.hidden(value) : value;
    }

    private Map<String, Object> registered(Outcome outcome) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("changed", changed.orElse(outcome.isChange() || applied));
        value.put("failed", outcome.isFailure());
        value.put("skipped", outcome == Outcome.SKIPPED);
        if (step.task().task().judgement().tries().isPresent()) value.put("attempts", (long) attempts);
        for (Event.Stream stream : Event.Stream.values()) {
            value.put(stream.label(), trimmed(output(stream)));
            value.put(stream.label() + "_lines", output(stream).lines().toList());
        }
        results.forEach((name, result) -> value.put(name, result instanceof String text ? typed(name, text) : result));
        return value;
    }

    /** Without the newlines at its end. */
    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') end--;
        return text.substring(0, end);
    }

    private Object typed(String name, String text) {
        if (field(name).filter(f -> f.type() == ResultField.Type.STRING).isPresent()) return text;
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case String s when s.matches("-?(0|[1-9][0-9]{0,17})") -> Long.parseLong(s);
            case String s -> s;
        };
    }
}
