package io.drydock.cli;

import io.drydock.action.Trust;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.Host;
import io.drydock.inventory.HostPattern;
import io.drydock.inventory.Inventory;
import io.drydock.template.Lookups;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hosts there are, and which of them are meant.
 *
 * @param inventory files, folders, programs, or host names with commas
 * @param limit a pattern
 * @param trustFiles also those that others could have written
 * @param keys open what is encrypted, here and in all that the command reads
 * @param allowLookups whether templates may read the environment of this machine, and run its commands
 * @param vault where the keys are from
 */
record InventoryRequest(
        List<String> inventory,
        Optional<String> limit,
        boolean trustFiles,
        VaultKeyring keys,
        boolean allowLookups,
        VaultRequest vault) {
    InventoryRequest {
        inventory = List.copyOf(inventory);
    }

    /** What templates can find on this machine. */
    Lookups lookups() {
        return new Lookups(System.getenv(), allowLookups, keys);
    }

    /** Whose files may say what is run. The owner of Drydock itself is among them: what is theirs runs already. */
    Trust trust() {
        return trustFiles ? Trust.everybody() : Trust.ofCaller(System.getenv()).andOwnerOf(Home.directory());
    }

    /**
     * Reports every file of the inventory that is not to be trusted.
     *
     * @param playbooks whose group_vars and host_vars win over those of the inventory
     */
    Optional<Inventory> read(List<Path> playbooks, Diagnostics problems) {
        return read(playbooks, problems, problems);
    }

    /** @param misuse takes what is wrong with the variables that say how a host is reached */
    Optional<Inventory> read(List<Path> playbooks, Diagnostics problems, Diagnostics misuse) {
        int before = problems.times();
        files(playbooks).forEach(f -> trust().check(f, problems));
        if (problems.times() > before) return Optional.empty(); // a program of others must not run
        keys.check(problems);
        return Inventory.read(inventory, playbooks, keys, problems, misuse);
    }

    /** The files and folders it is read from, whether they are there or not. */
    List<Path> files(List<Path> playbooks) {
        return Stream.concat(Inventory.files(inventory).stream(), Inventory.varsBeside(inventory, playbooks).stream())
                .map(Path::toAbsolutePath)
                .toList();
    }

    /** The hosts within --limit, in its order. */
    List<Host> limited(Inventory inventory, Diagnostics problems) {
        return limit.map(text -> select(text, "--limit", inventory, problems)).orElse(inventory.reachable());
    }

    /** The hosts of a command's PATTERN that are within --limit, in the pattern's order. Says so where there are none. */
    List<Host> matching(String pattern, Inventory inventory, Diagnostics problems) {
        Set<String> within =
                limited(inventory, problems).stream().map(Host::name).collect(Collectors.toSet());
        List<Host> named = select(pattern, "PATTERN", inventory, problems);
        List<Host> hosts = named.stream().filter(h -> within.contains(h.name())).toList();
        if (!problems.isEmpty() || !hosts.isEmpty()) return hosts;
        if (named.isEmpty()) problems.warn(new SourcePos("PATTERN", 1, 1), "it selects no host", "");
        else problems.error(new SourcePos("--limit", 1, 1), "none of the hosts of " + pattern + " is among these", "");
        return hosts;
    }

    private static List<Host> select(String text, String option, Inventory inventory, Diagnostics problems) {
        problems.typed(option, text);
        Optional<HostPattern> pattern = HostPattern.parse(text, new SourcePos(option, 1, 1), problems);
        pattern.ifPresent(p -> p.check(inventory, problems));
        return pattern.map(p -> p.select(inventory)).orElse(List.of());
    }
}
