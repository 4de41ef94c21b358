package io.drydock.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which hosts there are, and which of them are meant. */
final class InventoryOptions {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "FILE",
            defaultValue = "inventory.yml",
            description =
                    "Inventory: a YAML file, or host names with commas (a single one ends with a comma). Default: ${DEFAULT-VALUE}")
    String inventory;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Only the hosts that also match this pattern, or @FILE.")
    Optional<String> limit = Optional.empty();

    @Option(
            names = "--trust-files",
            description =
                    "Also take playbooks, inventories, templates and plans that belong to others than you and root, or that everybody can write to.")
    boolean trustFiles;

    @Mixin
    VaultOptions vault;

    @Option(
            names = "--allow-lookup-commands",
            description =
                    "Let lookup_command(...) in the inventory and the playbooks run programs of this machine, each once.")
    boolean secretCommands;

    InventoryRequest request() {
        VaultRequest given = vault.request();
        return new InventoryRequest(inventory, limit, trustFiles, given.keyring(), secretCommands, given);
    }
}
