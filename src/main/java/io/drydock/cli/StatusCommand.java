package io.drydock.cli;

import io.drydock.report.StatusReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Tells where a run stands, also while it goes on. No host is contacted.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    OutputOptions output;

    @Mixin
    RunParameter run;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Runs runs = new Runs(console);
        StatusReport status = runs.status(runs.named(run.name));
        if (output.request().json()) console.out().println(status.json());
        else status.print(console.out());
        return 0;
    }
}
