package io.drydock.cli;

import picocli.CommandLine.Command;

/** Holds the commands for secrets at rest. */
@Command(
        name = "vault",
        description = "Encrypts files and values that hold secrets, and decrypts them, in the format of ansible-vault.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        subcommands = {
            VaultEncryptCommand.class,
            VaultDecryptCommand.class,
            VaultViewCommand.class,
            VaultEditCommand.class,
            VaultRekeyCommand.class,
            VaultEncryptStringCommand.class
        })
final class VaultCommand {}
