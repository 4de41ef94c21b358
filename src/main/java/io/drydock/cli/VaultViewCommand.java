package io.drydock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "view",
        description = "Prints what encrypted files hold, and leaves them as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class VaultViewCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    VaultOptions vault;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; - is standard input.")
    List<Path> files;

    VaultViewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new VaultWork(console, vault.request()).view(files);
    }
}
