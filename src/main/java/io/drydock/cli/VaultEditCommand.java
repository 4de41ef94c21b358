package io.drydock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description =
                "Opens what an encrypted file holds in $EDITOR, and encrypts it again with the same password if it was changed.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class VaultEditCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    VaultOptions vault;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, one after the other.")
    List<Path> files;

    VaultEditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new VaultWork(console, vault.request()).edit(files);
    }
}
