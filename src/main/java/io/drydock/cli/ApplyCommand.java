package io.drydock.cli;

import io.drydock.fleet.PlanFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Brings hosts to the state a playbook describes, or applies a saved plan.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunInput input;

    @Option(
            names = "--replan-drifted",
            description =
                    "With a saved plan: hosts that have drifted since are brought to the goal by the plan they have now.")
    boolean replanDrifted;

    @Option(
            names = "--no-journal",
            description = "Keep no journal of the run. It can then be neither resumed nor shown later.")
    boolean noJournal;

    @Parameters(
            arity = "1..*",
            paramLabel = "PLAYBOOK|PLAN",
            description = "Playbooks, run one after the other; or one saved plan.")
    List<Path> playbooks;

    ApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SavedPlans saved = new SavedPlans(console, input.request());
        if (playbooks.size() == 1 && PlanFile.isOne(playbooks.getFirst()))
            return saved.apply(playbooks.getFirst(), replanDrifted, !noJournal);
        if (replanDrifted)
            throw console.fail("--replan-drifted", "is for saved plans", "make one with: drydock plan -o FILE");
        return new RunCommand(console, input.request()).apply(playbooks, !noJournal);
    }
}
