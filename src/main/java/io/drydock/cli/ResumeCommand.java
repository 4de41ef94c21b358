package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.SavedPlan;
import io.drydock.journal.RunState;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        description =
                "Goes on with a run that was paused or interrupted, or whose process has gone, where it was. Needs its journal only.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ResumeCommand extends AgainCommand {
    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    void check(RunState state, boolean owned) {
        String name = state.began().run();
        switch (state.phase(owned)) {
            case PAUSED, ABANDONED -> {}
            case RUNNING ->
                throw console.fail(
                        "RUN", "the process that works on the run is alive", "look with: drydock status " + name);
            case ENDED ->
                throw console.fail(
                        "RUN",
                        "the run has ended, with status " + state.exit().orElse(0),
                        "what has failed or was not started in it is done by: drydock retry " + name);
        }
    }

    @Override
    List<String> hosts(RunState state) {
        return List.copyOf(state.hosts().keySet());
    }

    /** A host that was begun must be given the programs that it was begun with. */
    @Override
    Recording recording(RunState state, JournaledRequest request, RunCommand.Prepared prepared) {
        Diagnostics problems = new Diagnostics();
        state.began().files().forEach((file, print) -> {
            if (!SavedPlan.isStill(Path.of(file), print))
                problems.error(
                        SourcePos.of(file),
                        "has changed since the run began",
                        "bring back what it was, or begin anew with: drydock retry "
                                + state.began().run());
        });
        console.failOn(problems);
        return new ResumedRun(console, state.began().run(), request.directory());
    }
}
