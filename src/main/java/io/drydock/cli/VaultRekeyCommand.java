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
        name = "rekey",
        description = "Encrypts encrypted files with another password.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class VaultRekeyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    VaultOptions vault;

    @Option(
            names = "--new-vault-id",
            paramLabel = "[LABEL@]SOURCE",
            description = "The new password: prompt, a file, or a program that prints it. Default: it is asked for.")
    Optional<String> id = Optional.empty();

    @Option(
            names = {"--new-vault-password-file", "--new-vault-pass-file"},
            paramLabel = "FILE",
            description = "The same from a file, or from a program that prints it.")
    Optional<Path> file = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files.")
    List<Path> files;

    VaultRekeyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (id.isPresent() && file.isPresent())
            throw console.fail("--new-vault-id", "--new-vault-password-file names another one", "give one of them");
        VaultRequest.Source fresh = id.map(i -> VaultRequest.Source.of(i, "--new-vault-id"))
                .or(() -> file.map(f -> VaultRequest.Source.of(f, "--new-vault-password-file")))
                .orElseGet(() -> VaultRequest.Source.asked("--new-vault-id"));
        return new VaultWork(console, vault.request()).rekey(files, fresh);
    }
}
