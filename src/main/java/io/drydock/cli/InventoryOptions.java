package io.drydock.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which hosts there are, and which of them are meant. */
final class InventoryOptions {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "SOURCE",
            description =
                    "Inventory: a file of YAML, JSON or INI, a program, a folder of these, or host names with commas (a single one ends with a comma). Repeatable. Default: $DRYDOCK_INVENTORY, else that of the configuration file, else inventory.yml")
    List<String> inventory = List.of();

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description =
                    "Only the hosts that also match this pattern, or @FILE. Several are one, as with commas between.")
    List<String> limit = List.of();

    @Option(
            names = "--trust-files",
            description =
                    "Also take playbooks, inventories, templates and plans that belong to others than you and root, or that everybody can write to.")
    boolean trustFiles;

    @Mixin
    VaultOptions vault;

    @Option(
            names = {"--allow-lookups", "--allow-lookup-commands"},
            description =
                    "Let the inventory and the playbooks read the environment of this machine and run programs on it, each once, by lookup(...).")
    boolean lookups;

    InventoryRequest request() {
        VaultRequest given = vault.request();
        return new InventoryRequest(sources(), pattern(), trustFiles, given.keyring(), lookups, given);
    }

    private List<String> sources() {
        String usual = System.getenv().getOrDefault("DRYDOCK_INVENTORY", "");
        return !inventory.isEmpty() ? inventory : List.of(usual.isEmpty() ? "inventory.yml" : usual);
    }

    private Optional<String> pattern() {
        return limit.isEmpty() ? Optional.empty() : Optional.of(String.join(",", limit));
    }
}
