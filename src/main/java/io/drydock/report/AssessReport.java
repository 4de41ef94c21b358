package io.drydock.report;

import io.drydock.action.DatedData;
import io.drydock.assess.Assessment;
import io.drydock.assess.Finding;
import io.drydock.assess.Remedy;
import io.drydock.assess.Severity;
import io.drydock.assess.Verdict;
import io.drydock.diag.Columns;
import io.drydock.diag.Printable;
import io.drydock.json.Json;
import io.drydock.run.HostResult.Status;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Assessments for people, equal hosts as one, and as JSON. */
public final class AssessReport {
    private final PrintStream out;
    private final Style style;
    private final boolean notes;

    /** @param notes whether findings that only are worth knowing are printed one by one */
    public AssessReport(PrintStream out, Style style, boolean notes) {
        this.out = out;
        this.style = style;
        this.notes = notes;
    }

    private record Kind(Optional<Assessment> assessment, Optional<String> message) {
        static Kind of(AssessedHost host) {
            return new Kind(host.assessment(), host.result().message());
        }
    }

    /** @param data what the hosts were judged by; of data that is old on this day it is said */
    public void print(List<AssessedHost> hosts, DatedData data, LocalDate today) {
        Map<Kind, List<AssessedHost>> kinds =
                hosts.stream().collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()));
        kinds.forEach(this::print);
        out.println(count(hosts.size(), "host") + ": "
                + summary(hosts).entrySet().stream()
                        .filter(e -> e.getValue() > 0)
                        .map(e -> e.getValue() + " " + e.getKey().replace('_', ' '))
                        .collect(Collectors.joining(", ")));
        if (hosts.stream().anyMatch(host -> host.assessment().isPresent()))
            data.old(today).ifPresent(old -> out.println("\n" + old));
    }

    private void print(Kind kind, List<AssessedHost> hosts) {
        String names =
                HostNameList.of(hosts.stream().map(host -> host.result().host()).toList(), notes);
        out.println(style.bold(names) + ": " + coloured(hosts.getFirst()));
        kind.message().ifPresent(message -> out.println("  " + message.replace("\n", "\n  ")));
        kind.assessment().ifPresent(this::print);
        out.println();
    }

    private String coloured(AssessedHost host) {
        Status colour =
                host.is(Verdict.READY) ? Status.OK : host.is(Verdict.REMEDIABLE) ? Status.CHANGED : Status.FAILED;
        return style.of(colour, host.label());
    }

    private void print(Assessment assessment) {
        out.println("  " + style.dim(Printable.line(profile(assessment.profile()))));
        List<Finding> shown = assessment.findings().stream()
                .filter(finding -> notes || finding.severity() != Severity.NOTE)
                .toList();
        int width = shown.stream()
                .mapToInt(finding -> Columns.of(Printable.line(finding.subject())))
                .max()
                .orElse(0);
        shown.forEach(finding -> print(finding, width));
        int hidden = assessment.findings().size() - shown.size();
        if (hidden > 0) out.println("  " + style.dim(count(hidden, "note") + " (-v shows them)"));
    }

    private static String profile(Map<String, String> profile) {
        String filesystem = profile.getOrDefault("filesystem", "");
        String storage = profile.get("storage") + (filesystem.isEmpty() ? "" : " on " + filesystem);
        return String.join(
                " | ",
                profile.get("distribution") + ("true".equals(profile.get("container")) ? " (container)" : ""),
                "kernel " + profile.get("kernel"),
                "cgroup " + profile.get("cgroup"),
                storage,
                "iptables " + orNone(profile, "iptables"),
                "Docker " + orNone(profile, "docker"));
    }

    private static String orNone(Map<String, String> profile, String key) {
        String text = profile.getOrDefault(key, "");
        return text.isEmpty() ? "none" : text;
    }

    private void print(Finding finding, int width) {
        String label = style.of(
                colour(finding.severity()),
                String.format("%-8s", finding.severity().label()));
        out.println("  " + label + "  " + Columns.pad(Printable.line(finding.subject()), width) + "  "
                + Printable.line(finding.reason()));
        if (!finding.remedy().text().isEmpty())
            out.println(" ".repeat(14 + width) + "-> "
                    + Printable.line(finding.remedy().text()));
    }

    private static Status colour(Severity severity) {
        return switch (severity) {
            case BLOCKING -> Status.FAILED;
            case WARNING -> Status.CHANGED;
            case NOTE -> Status.OK;
        };
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    public static String json(List<AssessedHost> hosts, DatedData data, LocalDate today) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("command", "assess");
        document.put("hosts", hosts.stream().map(AssessReport::host).toList());
        document.put("summary", summary(hosts));
        document.put(
                "data",
                new TreeMap<>(Map.of(
                        "date", data.date().toString(), "old", data.old(today).isPresent())));
        return Json.pretty(document);
    }

    private static Map<String, Object> host(AssessedHost host) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", host.result().host());
        data.put("status", host.result().status().label());
        host.result().message().ifPresent(message -> data.put("message", message));
        host.assessment().ifPresent(assessment -> {
            data.put("verdict", assessment.verdict().label().replace(' ', '_'));
            data.put("profile", assessment.profile());
            data.put(
                    "findings",
                    assessment.findings().stream().map(AssessReport::finding).toList());
        });
        return data;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("severity", finding.severity().label());
        data.put("subject", finding.subject());
        data.put("reason", finding.reason());
        if (!finding.items().isEmpty()) data.put("items", finding.items());
        switch (finding.remedy()) {
            case Remedy.Task task -> data.put("task", task.text());
            case Remedy.Advice advice when advice.text().isEmpty() -> {}
            case Remedy.Advice advice -> data.put("advice", advice.text());
        }
        return data;
    }

    /** How many hosts have each verdict, or could not be judged; all of them are there. */
    private static Map<String, Long> summary(List<AssessedHost> hosts) {
        List<String> labels = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) labels.add(verdict.label());
        labels.add(Status.FAILED.label());
        labels.add(Status.UNREACHABLE.label());
        labels.add(Status.INTERRUPTED.label());
        Map<String, Long> summary = new LinkedHashMap<>();
        labels.forEach(label -> summary.put(
                label.replace(' ', '_'),
                hosts.stream().filter(host -> host.label().equals(label)).count()));
        return summary;
    }
}
