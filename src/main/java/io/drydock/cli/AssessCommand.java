package io.drydock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "assess",
        description =
                "Judges whether Docker can run on hosts, and names the task that would remedy what is not as it needs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 all ready, 2 some are not; else as for every command. docs/assess.md explains the findings."
        })
final class AssessCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    InventoryOptions inventoryOptions;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    OutputOptions output;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "all",
            description = "Which hosts. Default: ${DEFAULT-VALUE}")
    String pattern;

    AssessCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new HostCommand(console, inventoryOptions, connection, output).run(pattern, Sessions::assess);
    }
}
