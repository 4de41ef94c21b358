package io.drydock.report;

import io.drydock.run.TaskResult;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run from its journal as JUnit XML, as Jenkins and Surefire have it: a host is a test suite, a task a test case. A task that
 * failed is a failure; a host that did not come to its end is an error of a test case named "host".
 */
public final class HistoryJunit {
    private static final String HOST = "host";

    private final XmlText xml = new XmlText();

    private HistoryJunit() {}

    private enum Verdict {
        PASSED,
        SKIPPED,
        FAILURE,
        ERROR
    }

    private record Case(String name, Duration took, Verdict verdict, String type, String message, String text) {}

    public static String of(RunHistory history) {
        HistoryJunit junit = new HistoryJunit();
        junit.write(history);
        return junit.xml.toString();
    }

    private void write(RunHistory history) {
        Map<HostHistory, List<Case>> suites = new LinkedHashMap<>();
        history.hosts().forEach(host -> suites.put(host, cases(host)));
        List<Case> all = suites.values().stream().flatMap(List::stream).toList();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(
                "name",
                "drydock " + history.run().command() + " " + history.run().run());
        attributes.put("time", seconds(history.took()));
        attributes.putAll(counts(all));
        attributes.remove("skipped");
        xml.open("testsuites", attributes);
        suites.forEach((host, cases) -> suite(history, host, cases));
        xml.close("testsuites");
    }

    private void suite(RunHistory history, HostHistory host, List<Case> cases) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", host.name());
        attributes.put("time", seconds(host.took().orElse(Duration.ZERO)));
        host.began()
                .ifPresent(at -> attributes.put(
                        "timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        attributes.putAll(counts(cases));
        xml.open("testsuite", attributes).open("properties", Map.of());
        property("run", history.run().run());
        property("status", host.state().label());
        if (!host.groups().isEmpty()) property("groups", String.join(",", host.groups()));
        xml.close("properties");
        Map<String, Integer> names = new HashMap<>();
        for (Case c : cases) {
            int times = names.merge(c.name(), 1, Integer::sum);
            write(host, c, times == 1 ? c.name() : c.name() + " [" + times + "]");
        }
        xml.close("testsuite");
    }

    private void property(String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("value", value);
        xml.empty("property", attributes);
    }

    private static Map<String, String> counts(List<Case> cases) {
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("tests", String.valueOf(cases.size()));
        counts.put("failures", count(cases, Verdict.FAILURE));
        counts.put("errors", count(cases, Verdict.ERROR));
        counts.put("skipped", count(cases, Verdict.SKIPPED));
        return counts;
    }

    private static String count(List<Case> cases, Verdict verdict) {
        return String.valueOf(cases.stream().filter(c -> c.verdict() == verdict).count());
    }

    private void write(HostHistory host, Case c, String name) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("classname", host.name());
        attributes.put("time", seconds(c.took()));
        Map<String, String> why = new LinkedHashMap<>();
        why.put("message", c.message());
        if (c.verdict() == Verdict.FAILURE || c.verdict() == Verdict.ERROR) why.put("type", c.type());
        switch (c.verdict()) {
            case PASSED -> {
                if (c.text().isEmpty()) {
                    xml.empty("testcase", attributes);
                    return;
                }
                xml.open("testcase", attributes).leaf("system-out", Map.of(), c.text());
            }
            case SKIPPED -> xml.open("testcase", attributes).empty("skipped", why);
            case FAILURE -> xml.open("testcase", attributes).leaf("failure", why, c.text());
            case ERROR -> xml.open("testcase", attributes).leaf("error", why, c.text());
        }
        xml.close("testcase");
    }

    private static List<Case> cases(HostHistory host) {
        List<Case> cases =
                new ArrayList<>(host.tasks().stream().map(HistoryJunit::of).toList());
        ofHost(host).ifPresent(cases::add);
        return cases;
    }

    private static Case of(TaskResult task) {
        String message = task.message()
                .flatMap(m -> m.lines().findFirst())
                .orElse(task.outcome().label());
        String at = task.pos().map(p -> "at " + p + "\n").orElse("");
        String said = task.message().map(m -> m + "\n").orElse("")
                + task.diff().map(d -> d + "\n").orElse("");
        Verdict verdict = switch (task.outcome()) {
            case OK, CHANGE, CHANGED -> Verdict.PASSED;
            case SKIPPED, DEFERRED -> Verdict.SKIPPED;
            case FAILED, UNSUPPORTED -> task.ignored() ? Verdict.PASSED : Verdict.FAILURE;
        };
        return new Case(
                task.name(),
                task.duration(),
                verdict,
                task.outcome().label(),
                message,
                verdict == Verdict.FAILURE ? at + said : said);
    }

    /** What is to be said of the host besides its tasks, so that none that was not brought to its end counts as good. */
    private static Optional<Case> ofHost(HostHistory host) {
        Verdict verdict = switch (host.state()) {
            case OK, CHANGED -> Verdict.PASSED;
            case IGNORED, NOT_STARTED -> Verdict.SKIPPED;
            case FAILED, UNREACHABLE, INTERRUPTED, STOPPED, UNFINISHED -> Verdict.ERROR;
        };
        boolean told = verdict == Verdict.PASSED && !host.tasks().isEmpty()
                || host.state() == HostState.FAILED
                        && host.message().isEmpty()
                        && host.tasks().stream().anyMatch(t -> t.outcome().isFailure() && !t.ignored());
        if (told) return Optional.empty();
        String text = host.message()
                .or(() -> host.current().map(task -> "at " + task))
                .orElse("");
        String message = text.lines().findFirst().orElse(host.state().label());
        return Optional.of(new Case(HOST, Duration.ZERO, verdict, host.state().label(), message, text));
    }

    /** With a point, and no more digits than Jenkins takes. */
    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, time.toMillis()) / 1000.0);
    }
}
