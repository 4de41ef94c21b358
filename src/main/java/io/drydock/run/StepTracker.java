package io.drydock.run;

import io.drydock.diag.Secret;
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
    private static final int KEPT = 1 << 20; // characters of output and results that a step may register

    private final Step step;
    private final Redactor redactor;
    private final Mode mode;
    private final long started = System.nanoTime();
    private final Lines messages = new Lines();
    private final Lines diffs = new Lines();
    private final Lines remaining = new Lines();
    private final Map<String, StringBuilder> outputs = new LinkedHashMap<>();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private boolean later;
    /** Whether its apply was run, whatever came of it. */
    private boolean applied;

    private int kept;

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
    void accept(Event event, Map<Integer, String> names) {
        switch (event.kind()) {
            case "want" ->
                diff(event.text(0), Diffs.field(event.text(1), event.text(2), current(event.text(2), event.text(3))));
            case "content" ->
                diff(
                        event.text(0),
                        Diffs.content(event.text(1), event.text(2).equals("new"), event.text(3), event.text(4)));
            case "message" -> messages.add(event.text(0));
            case "later" -> {
                later = true;
                messages.add(event.text(0));
            }
            case "result" -> results.put(event.text(0), keep(event.text(0).length(), event.text(1)));
            case "output" ->
                outputs.computeIfAbsent(event.text(0), k -> new StringBuilder()).append(keep(0, cut(event)));
            case "defer" -> messages.add(deferred(event, names));
            default -> {} // a newer runtime may say more than this reader knows
        }
    }

    /** What a secret takes the place of was one, too. */
    private String current(String desired, String current) {
        return !current.isEmpty() && redactor.hides(desired) ? Secret.MASK : current;
    }

    private void diff(String phase, String text) {
        if (phase.equals("check")) diffs.add(text);
        else remaining.add(text);
    }

    private String keep(int more, String text) {
        kept += more + text.length();
        if (kept > KEPT) throw new BadAnswer("more than " + KEPT + " characters of output and results of one task");
        return text;
    }

    private static String cut(Event event) {
        long total = BadAnswer.number(event.text(1));
        int kept = event.text(2).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return total > kept ? event.text(2) + "\n(cut: " + kept + " of " + total + " bytes)" : event.text(2);
    }

    private static String deferred(Event event, Map<Integer, String> names) {
        String reason = event.text(1);
        return Optional.ofNullable(event.text(0).isEmpty() ? null : names.get((int) BadAnswer.number(event.text(0))))
                .map(name -> "after \"" + name + "\": " + reason)
                .orElse(reason);
    }

    TaskResult end(Event event) {
        Outcome outcome = switch (event.text(0)) {
            case "ok" -> Outcome.OK;
            case "change" -> mode == Mode.PLAN ? Outcome.CHANGE : Outcome.CHANGED;
            case "deferred" -> Outcome.DEFERRED;
            case "skipped" -> Outcome.SKIPPED;
            case "unsupported" -> Outcome.UNSUPPORTED;
            case "failed" -> Outcome.FAILED;
            default -> throw new BadAnswer("an outcome that it does not know");
        };
        applied = outcome.isFailure() && List.of("apply", "recheck").contains(event.text(3));
        if (outcome == Outcome.FAILED) explain(event.text(1), event.text(2));
        return result(outcome);
    }

    /** The result of a step whose program ended, or was lost, before the step did. */
    TaskResult interrupted(String message) {
        messages.add(message);
        return result(Outcome.FAILED);
    }

    private TaskResult result(Outcome outcome) {
        if (isSecret()) redactor.learn(Secrets.hidden(registered(outcome)));
        return step.result(
                outcome,
                messages.text().map(redactor::clean),
                diffs.text().map(redactor::cleanDiff),
                Duration.ofNanos(System.nanoTime() - started));
    }

    /** Whether the result is registered under the name of a secret. */
    private boolean isSecret() {
        return step.task().task().register().filter(Secret::isName).isPresent();
    }

    private void explain(String why, String status) {
        switch (why) {
            case "converge" ->
                messages.add("did not converge; still different after it was applied:\n"
                        + remaining.text().orElse(""));
            case "check" -> messages.add("the check ended with status " + status);
            case "apply" -> messages.add("ended with status " + status);
            default -> {}
        }
        if (!why.equals("deferred")) tail().ifPresent(messages::add);
    }

    private Optional<String> tail() {
        String output = !output("stderr").isBlank() ? output("stderr") : output("stdout");
        List<String> lines = output.strip().lines().toList();
        boolean quoted = output.length() <= QUOTED
                && messages.text().filter(m -> m.contains(output.strip())).isPresent();
        if (lines.isEmpty() || quoted) return Optional.empty();
        return Optional.of(String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
    }

    private String output(String stream) {
        return outputs.getOrDefault(stream, new StringBuilder()).toString();
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
        value.put("changed", outcome.isChange() || applied);
        value.put("failed", outcome.isFailure());
        value.put("skipped", outcome == Outcome.SKIPPED);
        value.put("stdout", trimmed(output("stdout")));
        value.put("stdout_lines", output("stdout").lines().toList());
        value.put("stderr", trimmed(output("stderr")));
        value.put("stderr_lines", output("stderr").lines().toList());
        results.forEach((name, text) -> value.put(name, typed(text)));
        return value;
    }

    /** Without the newlines at its end. */
    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') end--;
        return text.substring(0, end);
    }

    private static Object typed(Object text) {
        return switch (String.valueOf(text)) {
            case "true" -> true;
            case "false" -> false;
            case String s when s.matches("-?(0|[1-9][0-9]{0,17})") -> Long.parseLong(s);
            case String s -> s;
        };
    }
}
