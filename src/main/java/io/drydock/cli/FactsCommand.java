package io.drydock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "facts",
        description = "Prints what hosts are like; docs/facts.md explains each fact.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class FactsCommand implements Callable<Integer> {
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

    FactsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new HostCommand(console, inventoryOptions, connection, output).run(pattern, Sessions::facts);
    }
}
