package io.drydock.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What opens encrypted files and values. */
final class VaultOptions {
    @Option(
            names = "--vault-id",
            paramLabel = "[LABEL@]SOURCE",
            description =
                    "Password of what ansible-vault or drydock vault has encrypted: prompt, a file, or a program that prints it. Repeatable.")
    List<String> ids = List.of();

    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description =
                    "The same from a file, or from a program that prints it. Repeatable. Default: $ANSIBLE_VAULT_PASSWORD_FILE")
    List<Path> files = List.of();

    @Option(
            names = {"--ask-vault-pass", "--ask-vault-password"},
            negatable = true,
            fallbackValue = "true",
            description = "Ask for it, once, when something encrypted is met.")
    boolean ask;

    VaultRequest request() {
        return VaultRequest.of(ids, files, ask, System.getenv());
    }
}
