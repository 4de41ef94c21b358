package io.drydock.report;

import io.drydock.diag.Columns;
import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.journal.RunEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run from its journal, for people: what was asked, how it went batch by batch, and the results of its hosts. */
public final class HistoryText {
    private static final int TIME = 8; // columns

    private final PrintStream out;
    private final Style style;
    private final int verbosity;

    /** @param verbosity as of {@link TextReport} */
    public HistoryText(PrintStream out, Style style, int verbosity) {
        this.out = out;
        this.style = style;
        this.verbosity = verbosity;
    }

    public void print(RunHistory history) {
        head(history);
        history.stages().forEach(stage -> stage(history, stage));
        if (!history.stages().isEmpty()) out.println();
        new TextReport(out, style, verbosity)
                .print(history.hosts().stream()
                        .flatMap(h -> h.result().stream())
                        .toList());
        rest(history, HostState.UNFINISHED);
        rest(history, HostState.NOT_STARTED);
    }

    private void head(RunHistory history) {
        out.println(style.bold(Printable.line("run " + history.run().run())) + ": " + status(history));
        out.println(Printable.line(history.run().command() + " "
                                + String.join(" ", history.run().playbooks()))
                        .strip() + ", "
                + (history.hosts().size() == 1 ? "1 host" : history.hosts().size() + " hosts"));
        out.println(Printable.line("began " + RunHistory.moment(history.began()) + " by "
                + history.run().controller() + ", drydock " + history.run().drydock()));
        history.torn().ifPresent(torn -> out.println("journal: " + Printable.line(torn)));
        out.println();
    }

    /** In words, without an end of the line. */
    static String status(RunHistory history) {
        String took = Durations.text(history.took());
        return switch (history.status()) {
            case FINISHED ->
                "finished in " + took + " with exit status " + history.exit().orElse(0);
            case PAUSED ->
                "paused after " + took + "; go on with: drydock resume "
                        + history.run().run();
            case RUNNING -> "running for " + took;
            case UNFINISHED ->
                "not finished; its newest event is from " + RunHistory.moment(history.last())
                        + "; go on with: drydock resume " + history.run().run();
        };
    }

    private void stage(RunHistory history, Stage stage) {
        String at = "+" + Durations.text(history.since(stage.began()));
        String text = switch (stage) {
            case Stage.Batch b ->
                "batch " + b.number() + " of " + b.of() + (b.why().isEmpty() ? "" : " (" + b.why() + ")") + ": "
                        + HostNameList.of(b.hosts(), verbosity > 0) + took(b, b.ended());
            case Stage.Gate g ->
                "gate " + g.name() + ": " + g.outcome().orElse("not decided")
                        + g.message().map(m -> ": " + m).orElse("") + took(g, g.ended());
            case Stage.Pause p -> "paused: " + p.reason();
            case Stage.Resume r ->
                "resumed by " + r.controller()
                        + r.torn().map(t -> "; journal: " + t).orElse("");
        };
        out.println("  " + style.dim(Columns.pad(at, TIME)) + " " + Printable.line(text));
        if (stage instanceof Stage.Gate g) g.tasks().forEach(this::task);
    }

    private void task(RunEvent.GateTaskEnded of) {
        out.println("  " + Columns.pad("", TIME) + "   "
                + Printable.line(of.host() + ": " + of.task().outcome() + " "
                        + of.task().name() + " (" + of.task().action() + ")"));
    }

    private static String took(Stage stage, Optional<Instant> ended) {
        return ended.filter(end -> !end.isBefore(stage.began()))
                .map(end -> ", " + Durations.text(Duration.between(stage.began(), end)))
                .orElse("");
    }

    /** The hosts that have no result. */
    private void rest(RunHistory history, HostState state) {
        List<HostHistory> hosts = history.hosts().stream()
                .filter(h -> h.state() == state && h.result().isEmpty())
                .toList();
        if (hosts.isEmpty()) return;
        List<String> names = hosts.stream().map(HostHistory::name).toList();
        out.println(state.label() + ": " + HostNameList.of(names, verbosity > 0));
        hosts.stream()
                .filter(h -> h.current().isPresent())
                .limit(verbosity > 0 ? hosts.size() : TextReport.NAMED)
                .forEach(h -> out.println(
                        "  " + Printable.line(h.name() + ": at " + h.current().orElse(""))));
    }
}
