package io.drydock.cli;

import io.drydock.journal.RunStore.Wish;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "cancel",
        description =
                "Ends a run for good, from another terminal: nothing more is begun, what is at work comes to its end. retry does what is left.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class CancelCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunParameter run;

    CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return new Runs(console).ask(run.name, Wish.Kind.CANCEL);
    }
}
