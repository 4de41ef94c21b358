package io.drydock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "Shows what apply would do, task by task, and changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunInput input;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also save the plan, for show and apply. So does -o FILE, where FILE is no KEY=VALUE.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--waves",
            description =
                    "Also show the batches of an apply: hosts, restarts, how many of each group are at work at once.")
    boolean waves;

    @Option(
            names = "--require-approvals",
            paramLabel = "N",
            description = "With --out: the plan is applied only when N people have approved it: drydock approve FILE.")
    Optional<Integer> approvals = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "PLAYBOOK", description = "Playbooks, run one after the other.")
    List<Path> playbooks;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<Path> file = out.or(input.connection.sshConfig::takeFile);
        int required = ApprovalDemand.number(approvals, console);
        if (waves && file.isPresent())
            throw console.fail("--waves", "shows what is not saved", "leave one of --waves and --out out");
        if (file.isPresent()) return new SavedPlans(console, input.request()).save(playbooks, file.get(), required);
        if (required > 0) throw console.fail("--require-approvals", "is for plans that are saved", "add --out FILE");
        return new RunCommand(console, input.request()).plan(playbooks, waves);
    }
}
