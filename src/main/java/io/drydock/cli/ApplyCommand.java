package io.drydock.cli;

import io.drydock.fleet.PlanFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "apply",
        description = "Brings hosts to the state a playbook describes, or applies a saved plan.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @Nullable
    CommandSpec command;

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

    @Option(
            names = "--require-approvals",
            paramLabel = "N",
            description = "With a saved plan: at least so many people must have approved it, whatever the plan says.")
    Optional<Integer> approvals = Optional.empty();

    @Option(
            names = "--allowed-signers",
            paramLabel = "FILE",
            description = "Whose approvals count, as in ssh-keygen(1). Default: ~/.ssh/allowed_signers")
    Optional<Path> allowedSigners = Optional.empty();

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
        boolean saved = playbooks.size() == 1 && PlanFile.isOne(playbooks.getFirst());
        if (saved)
            Configuration.withdraw(
                    Objects.requireNonNull(command).commandLine().getParseResult(), ConnectionOptions.OF_PLANS);
        RunRequest request = input.request();
        ApprovalDemand demand = new ApprovalDemand(ApprovalDemand.number(approvals, console), allowedSigners);
        if (saved)
            return new SavedPlans(console, request).apply(playbooks.getFirst(), replanDrifted, !noJournal, demand);
        if (replanDrifted) throw onlySaved("--replan-drifted");
        if (demand.required() > 0) throw onlySaved("--require-approvals");
        if (allowedSigners.isPresent()) throw onlySaved("--allowed-signers");
        return new RunCommand(console, request).apply(playbooks, !noJournal);
    }

    private InvalidInput onlySaved(String option) {
        return console.fail(option, "is for saved plans", "make one with: drydock plan -o FILE");
    }
}
