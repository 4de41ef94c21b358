package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hosts Drydock may work on and the groups they form. Hosts are in the order of the file, those of a group in its own. */
public final class Inventory {
    public static final String LOCALHOST = "localhost";

    private static final String GROUP_VARS = "group_vars";
    private static final String HOST_VARS = "host_vars";

    private final List<Host> hosts;
    private final Map<String, List<Host>> groups;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean incomplete;
    private final Host localhost;
    private final Map<String, YamlNode> ofAll;

    /**
     * @param groups the members of each group
     * @param localhost this machine
     * @param ofAll variables
     * @param incomplete whether variables of unknown names could not be read
     */
    Inventory(
            List<Host> hosts,
            Map<String, List<Host>> groups,
            Host localhost,
            Map<String, YamlNode> ofAll,
            boolean incomplete) {
        this.localhost = localhost;
        this.ofAll = ofAll;
        this.incomplete = incomplete;
        this.hosts = List.copyOf(hosts);
        Map<String, List<Host>> copy = new LinkedHashMap<>();
        groups.forEach((name, members) -> copy.put(name, List.copyOf(members)));
        this.groups = Collections.unmodifiableMap(copy);
        this.hosts.forEach(host -> places.put(host.name(), places.size()));
    }

    /** Reads a YAML inventory with the {@code group_vars} and {@code host_vars} folders beside it. */
    public static Optional<Inventory> read(Path file, Diagnostics problems) {
        return read(file, varsBeside(List.of(file)), VaultKeyring.EMPTY, problems);
    }

    /**
     * Reads an inventory. The result is empty if there is nothing to go on with; otherwise it is what could be understood, so that more problems can be found.
     *
     * @param vars where {@code group_vars} and {@code host_vars} may lie, weakest first
     * @param keys open what is encrypted
     */
    public static Optional<Inventory> read(Path file, List<Path> vars, VaultKeyring keys, Diagnostics problems) {
        if (OtherInventory.report(file, problems)) {
            return Optional.empty();
        }
        int before = problems.times();
        Draft draft = new Draft();
        YamlReader.read(file, keys, problems).ifPresent(root -> new InventoryParser(draft, problems).parse(root));
        if (draft.hosts.isEmpty() && problems.times() == before) {
            problems.error(
                    SourcePos.of(file.toString()), "the inventory has no hosts", "for example: all: {hosts: {web1: }}");
        }
        return assembled(draft, vars, keys, problems);
    }

    /** Hosts by name, without a file, all of them in "ungrouped". Ranges such as web[1:3] are expanded. */
    public static Optional<Inventory> ofNames(
            List<String> names, SourcePos pos, List<Path> vars, VaultKeyring keys, Diagnostics problems) {
        Draft draft = new Draft();
        names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> HostRange.expand(name, pos, problems).stream())
                .forEach(name -> draft.host(name, pos).groups.add(draft.group(Draft.UNGROUPED)));
        return assembled(draft, vars, keys, problems);
    }

    private static Optional<Inventory> assembled(
            Draft draft, List<Path> vars, VaultKeyring keys, Diagnostics problems) {
        if (draft.hosts.isEmpty()) return Optional.empty();
        return Optional.of(
                new Assembly(draft, folders(vars, GROUP_VARS, keys, problems), folders(vars, HOST_VARS, keys, problems))
                        .inventory());
    }

    private static List<VarsFolder> folders(List<Path> vars, String name, VaultKeyring keys, Diagnostics problems) {
        return vars.stream()
                .filter(folder -> folder.endsWith(name))
                .map(folder -> new VarsFolder(folder, keys, problems))
                .toList();
    }

    /** The folders of variables beside inventories and playbooks, each once, in their order, whether they are there or not. */
    public static List<Path> varsBeside(List<Path> files) {
        Map<Path, Path> folders = new LinkedHashMap<>();
        for (Path file : files) {
            for (String name : List.of(GROUP_VARS, HOST_VARS))
                folders.putIfAbsent(file.toAbsolutePath().normalize().resolveSibling(name), file.resolveSibling(name));
        }
        return List.copyOf(folders.values());
    }

    /** Whether a file of variables could not be read, so that any name may be that of a variable. */
    public boolean isIncomplete() {
        return incomplete;
    }

    public List<Host> hosts() {
        return hosts;
    }

    /** The groups in the order in which they are first named; "all" and "ungrouped" are always there. */
    public Set<String> groups() {
        return groups.keySet();
    }

    /** The hosts of a group and of its children; none if there is no such group. */
    public List<Host> inGroup(String group) {
        return groups.getOrDefault(group, List.of());
    }

    /**
     * The host {@code localhost} of the inventory; where it has none, this machine without SSH, with the variables of all hosts, in no group, and selected
     * by no pattern.
     */
    public Host localhost() {
        return localhost;
    }

    /** The variables of all hosts, which groups and hosts may hide. */
    public Map<String, YamlNode> ofAll() {
        return ofAll;
    }

    public Optional<Host> host(String name) {
        return Optional.ofNullable(places.get(name)).map(hosts::get);
    }
}
