package io.drydock.cli;

import io.drydock.fleet.SavedPlan;
import io.drydock.journal.JournaledHost;
import io.drydock.journal.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "retry",
        description =
                "Begins a new run, asked for as an earlier one was, on the hosts of that one that have failed, could not be reached or were not started.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class RetryCommand extends AgainCommand {
    RetryCommand(Console console) {
        super(console);
    }

    @Override
    void check(RunState state, boolean owned) {
        if (owned)
            throw console.fail(
                    "RUN",
                    "the process that works on the run is alive",
                    "wait for it, or end it with: drydock cancel "
                            + state.began().run());
    }

    @Override
    List<String> hosts(RunState state) {
        return state.hosts().values().stream()
                .filter(host -> !host.isDone())
                .map(JournaledHost::name)
                .toList();
    }

    @Override
    Recording recording(RunState state, JournaledRequest request, RunCommand.Prepared prepared) {
        List<Path> inputs = new ArrayList<>(prepared.inputs());
        request.plan().ifPresent(plan -> inputs.add(plan.file()));
        return new NewRun(console, RunId.fresh(), state.began().command(), request, SavedPlan.fingerprints(inputs));
    }
}
