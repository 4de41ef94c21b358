package io.drydock.cli;

import io.drydock.journal.RunStore.Wish;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "pause",
        description =
                "Has a run begin nothing more, from another terminal; what is at work comes to its end. resume goes on with it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class PauseCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunParameter run;

    PauseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return new Runs(console).ask(run.name, Wish.Kind.PAUSE);
    }
}
