package io.drydock.report;

import io.drydock.diag.Durations;
import io.drydock.run.Accuracy;
import io.drydock.run.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A run from its journal as Markdown, short enough for a comment on a pull request. */
public final class HistoryMarkdown {
    /** GitHub takes 65,536 characters. */
    private static final int ROOM = 60_000;

    private static final int BLOCK = 4000; // characters of one output or difference
    private static final int NAMED = 5; // hosts before the rest is only counted

    private final RunHistory history;
    private final MarkdownText text = new MarkdownText();

    private HistoryMarkdown(RunHistory history) {
        this.history = history;
    }

    public static String of(RunHistory history) {
        return new HistoryMarkdown(history).write();
    }

    private String write() {
        head();
        counts();
        accuracy();
        stages();
        groups("Failures", host -> host.state().isBad(), this::failed);
        groups("Changes", HistoryMarkdown::hasChanged, this::changed);
        return text.toString();
    }

    private void head() {
        text.line("### Drydock " + history.run().command() + ": " + verdict());
        text.paragraph("Run " + MarkdownText.code(history.run().run())
                + history.run().playbooks().stream()
                        .map(p -> " of " + MarkdownText.code(p))
                        .collect(Collectors.joining())
                + ", " + HistoryText.status(history) + ".");
        history.torn().ifPresent(torn -> text.paragraph("Journal: " + MarkdownText.code(torn)));
    }

    private String verdict() {
        long bad = history.hosts().stream().filter(h -> h.state().isBad()).count();
        int all = history.hosts().size();
        return bad > 0
                ? bad + " of " + all + " hosts failed"
                : history.status() == RunHistory.Status.FINISHED
                        ? all + " hosts converged"
                        : history.status().label();
    }

    private void counts() {
        Map<HostState, Long> shown = history.counts();
        shown.values().removeIf(count -> count == 0);
        if (shown.isEmpty()) return;
        text.line("| " + shown.keySet().stream().map(HostState::label).collect(Collectors.joining(" | ")) + " |");
        text.line("|" + "---:|".repeat(shown.size()));
        text.line("| " + shown.values().stream().map(String::valueOf).collect(Collectors.joining(" | ")) + " |");
    }

    private void accuracy() {
        Accuracy sum = history.accuracy();
        if (sum.tasks() + sum.deferred() == 0) return;
        text.paragraph("As planned: " + sum.accurate() + " of " + sum.tasks() + " tasks"
                + (sum.deferred() == 0 ? "." : ", " + sum.deferred() + " decided while applying."));
        sum.misses().stream()
                .distinct()
                .limit(TextReport.NAMED)
                .forEach(m -> text.line("- not as planned: " + MarkdownText.code(m.task()) + ": "
                        + m.predicted().label() + " was planned, " + m.outcome().label() + " came of it"));
    }

    private void stages() {
        if (history.stages().isEmpty()) return;
        text.paragraph("#### Batches and gates");
        for (Stage stage : history.stages()) {
            String at = Durations.text(history.since(stage.began()));
            text.line("- +" + at + " "
                    + switch (stage) {
                        case Stage.Batch b ->
                            "batch " + b.number() + " of " + b.of() + ": " + namesOf(b.hosts())
                                    + (b.why().isEmpty() ? "" : ", " + MarkdownText.code(b.why()));
                        case Stage.Gate g ->
                            "gate " + MarkdownText.code(g.name()) + ": "
                                    + MarkdownText.code(g.outcome().orElse("not decided"))
                                    + g.message()
                                            .map(m -> " " + MarkdownText.code(m))
                                            .orElse("");
                        case Stage.Pause p -> "paused: " + MarkdownText.code(p.reason());
                        case Stage.Resume r -> "resumed by " + MarkdownText.code(r.controller());
                    });
        }
    }

    /** The groups of equal hosts that there is room for. */
    private void groups(String title, Predicate<HostHistory> which, Consumer<List<HostHistory>> writer) {
        List<List<HostHistory>> groups = history.alike().stream()
                .filter(hosts -> which.test(hosts.getFirst()))
                .toList();
        if (groups.isEmpty()) return;
        text.paragraph("#### " + title);
        int written = 0;
        while (written < groups.size() && text.length() < ROOM) writer.accept(groups.get(written++));
        if (written < groups.size()) text.paragraph("And " + (groups.size() - written) + " more groups of hosts.");
    }

    private void failed(List<HostHistory> hosts) {
        HostHistory first = hosts.getFirst();
        text.paragraph("**" + first.state().label() + "**: " + names(hosts));
        first.message().ifPresent(m -> block("", m));
        tasks(first, t -> t.outcome().isFailure() && !t.ignored());
    }

    private void changed(List<HostHistory> hosts) {
        HostHistory first = hosts.getFirst();
        long count = first.tasks().stream().filter(t -> t.outcome().isChange()).count();
        text.line("<details><summary>" + names(hosts) + ": " + count + " changed</summary>");
        tasks(first, t -> t.outcome().isChange());
        text.paragraph("</details>");
    }

    private static boolean hasChanged(HostHistory host) {
        return !host.state().isBad()
                && host.tasks().stream().anyMatch(t -> t.outcome().isChange());
    }

    private void tasks(HostHistory host, Predicate<TaskResult> which) {
        List<TaskResult> tasks = host.tasks().stream().filter(which).toList();
        int written = 0;
        while (written < tasks.size() && text.length() < ROOM) task(tasks.get(written++));
        if (written < tasks.size()) text.paragraph("And " + (tasks.size() - written) + " more tasks.");
    }

    private void task(TaskResult task) {
        boolean failed = task.outcome().isFailure();
        text.paragraph(MarkdownText.code(task.name()) + " " + task.outcome().label()
                + (failed
                        ? task.pos()
                                .map(p -> " at " + MarkdownText.code(p.toString()))
                                .orElse("")
                        : ""));
        task.message().ifPresent(m -> block("", m));
        task.diff().ifPresent(d -> block("diff", d));
    }

    private void block(String language, String plain) {
        int end = Math.min(BLOCK, plain.length());
        text.block(language, plain.substring(0, end));
        if (end < plain.length()) text.paragraph("(" + (plain.length() - end) + " more characters)");
    }

    private static String names(List<HostHistory> hosts) {
        return namesOf(hosts.stream().map(HostHistory::name).toList());
    }

    private static String namesOf(List<String> hosts) {
        String names = hosts.stream().limit(NAMED).map(MarkdownText::code).collect(Collectors.joining(", "));
        return hosts.size() <= NAMED ? names : names + " and " + (hosts.size() - NAMED) + " more";
    }
}
