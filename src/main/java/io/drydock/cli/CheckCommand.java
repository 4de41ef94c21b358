package io.drydock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Finds what is wrong with playbooks and their inventory, as plan and apply do first, and touches no host.",
            "It takes the options of plan, and asks for no password but those of vaults."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    InventoryOptions inventory;

    @Mixin
    PlaybookOptions playbook;

    @Mixin
    ConnectionOptions connection;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text, json, or sarif, which code hosting services show beside the lines. Default: ${DEFAULT-VALUE}")
    ProblemFormat format;

    @Parameters(arity = "1..*", paramLabel = "PLAYBOOK", description = "Playbooks.")
    List<Path> playbooks;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OutputRequest quiet = new OutputRequest(format != ProblemFormat.text, false, 0);
        return new RunCommand(
                        console, new RunRequest(inventory.request(), playbook.request(), connection.request(), quiet))
                .check(playbooks, format);
    }
}
