package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.SourcePos;
import io.drydock.report.HistoryJson;
import io.drydock.report.HistoryJunit;
import io.drydock.report.HistoryMarkdown;
import io.drydock.report.HistoryMetrics;
import io.drydock.report.HistoryPage;
import io.drydock.report.HistoryText;
import io.drydock.report.RunHistory;
import io.drydock.report.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Reports a run from its journal, whether it has ended or not. No host is contacted.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    enum Format {
        text("txt"),
        json("json"),
        junit("xml"),
        markdown("md"),
        prometheus("prom"),
        html("html");

        /** How names of such files end. */
        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        static Optional<Format> of(Path file) {
            return Stream.of(values())
                    .filter(format -> file.toString().endsWith("." + format.ending))
                    .findFirst();
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. Default: what the name of the file ends in (txt, json, xml, md, prom, html), else text")
    Optional<Format> format = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a file, in the place of one that is there, instead of standard output.")
    Optional<Path> output = Optional.empty();

    @Option(
            names = {"-v", "--verbose"},
            description = "In text: also show tasks with nothing to do, and every host by its name.")
    boolean verbose;

    @Mixin
    RunParameter run;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Runs runs = new Runs(console);
        RunHistory history = runs.history(runs.named(run.name));
        Format wanted = format.or(() -> output.flatMap(Format::of)).orElse(Format.text);
        OutputFile file = new OutputFile(output.orElse(Path.of("-")));
        if (wanted == Format.text && file.isStream())
            new HistoryText(console.out(), console.style(), verbose ? 1 : 0).print(history);
        else write(file, of(history, wanted));
        return 0;
    }

    private void write(OutputFile file, String report) {
        try {
            file.write(report.getBytes(StandardCharsets.UTF_8), console.data());
        } catch (IOException e) {
            Diagnostics problems = new Diagnostics();
            problems.error(
                    SourcePos.of("--output"),
                    file.path() + " cannot be written: " + VaultFile.reason(e),
                    "name a file in a folder that can be written");
            console.refuse(problems);
        }
    }

    private String of(RunHistory history, Format wanted) {
        return switch (wanted) {
            case text -> text(history);
            case json -> HistoryJson.of(history) + "\n";
            case junit -> HistoryJunit.of(history);
            case markdown -> HistoryMarkdown.of(history);
            case prometheus -> HistoryMetrics.of(history);
            case html -> HistoryPage.of(history);
        };
    }

    private String text(RunHistory history) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new HistoryText(Printable.stream(text), new Style(false), verbose ? 1 : 0).print(history);
        return text.toString(StandardCharsets.UTF_8);
    }
}
