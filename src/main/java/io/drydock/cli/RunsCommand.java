package io.drydock.cli;

import io.drydock.json.Json;
import io.drydock.report.StatusReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "runs",
        description = "Lists the runs of this machine that are kept, the newest first. No host is contacted.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class RunsCommand implements Callable<Integer> {
    private static final int USUAL = 20; // runs that one wants to read

    private final Console console;

    @Mixin
    OutputOptions output;

    @Option(
            names = {"-a", "--all"},
            description = "All of them; else the newest " + USUAL + ".")
    boolean all;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<String> names = Runs.store().runs();
        List<String> shown = all ? names : names.subList(0, Math.min(USUAL, names.size()));
        List<StatusReport> runs = new ArrayList<>();
        for (String name : shown) {
            try {
                Runs.find(name).ifPresent(runs::add);
            } catch (IOException e) {
                console.err().println("drydock: " + e.getMessage());
            }
        }
        if (output.request().json())
            console.out()
                    .println(
                            Json.pretty(runs.stream().map(StatusReport::summary).toList()));
        else runs.forEach(run -> console.out().println(run.line()));
        if (!output.request().json() && shown.size() < names.size())
            console.out().println("and " + (names.size() - shown.size()) + " older ones; --all lists them");
        return 0;
    }
}
