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
        name = "encrypt",
        description = "Encrypts files in their places.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class VaultEncryptCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    VaultOptions vault;

    @Option(names = "--encrypt-vault-id", paramLabel = "LABEL", description = "Which of several vault ids encrypts.")
    Optional<String> label = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write what comes of a single file; - is standard output.")
    Optional<Path> output = Optional.empty();

    @Parameters(paramLabel = "FILE", description = "Files. - or none: standard input, to standard output.")
    List<Path> files = List.of();

    VaultEncryptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new VaultWork(console, vault.request()).encrypt(files, output, label);
    }
}
