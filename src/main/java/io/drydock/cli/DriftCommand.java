package io.drydock.cli;

import io.drydock.fleet.ExitCode;
import io.drydock.report.DriftReport;
import io.drydock.run.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "drift",
        description =
                "Tells which hosts are no longer as a playbook describes them, a line each; for timers and schedulers.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class DriftCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunInput input;

    @Parameters(arity = "1..*", paramLabel = "PLAYBOOK", description = "Playbooks, compared one after the other.")
    List<Path> playbooks;

    DriftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunCommand.Prepared prepared = new RunCommand(console, input.request()).prepare(playbooks);
        Sessions.Ended ended = prepared.plan(false);
        if (input.request().output().json()) return prepared.sessions().report("drift", ended, Mode.PLAN);
        return console.end(
                ExitCode.of(ended.results(), Mode.PLAN), () -> DriftReport.print(console.out(), ended.results()));
    }
}
