package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hosts Drydock may work on and the groups they form. Hosts are in the order of the group "all", which is Ansible's: its own hosts,
 * those in no group, then those of its groups, one generation of these after the other.
 */
public final class Inventory {
    public static final String LOCALHOST = "localhost";

    /** What means the controller, in the inventory or not. */
    static final List<String> LOCAL = List.of(LOCALHOST, "127.0.0.1", "::1");

    private final Map<String, List<Host>> members;
    private final Map<String, Group> groups;
    private final Map<String, Host> localhost;
    private final Map<String, YamlNode> ofAll;
    private final VarsFolders folders;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param members the hosts of each group and of its children
     * @param localhost who is meant by names of the controller that are in no group
     * @param ofAll variables
     */
    Inventory(
            Map<String, List<Host>> members,
            Map<String, Group> groups,
            Map<String, Host> localhost,
            Map<String, YamlNode> ofAll,
            VarsFolders folders) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.groups = Map.copyOf(groups);
        this.localhost = Collections.unmodifiableMap(new LinkedHashMap<>(localhost));
        this.ofAll = ofAll;
        this.folders = folders;
        hosts().forEach(host -> places.put(host.name(), places.size()));
    }

    /** Reads one file or folder with the {@code group_vars} and {@code host_vars} folders beside it. */
    public static Optional<Inventory> read(Path source, Diagnostics problems) {
        return read(List.of(source.toString()), List.of(), VaultKeyring.EMPTY, problems, problems);
    }

    /**
     * Reads an inventory. The result is empty if there is nothing to go on with; otherwise it is what could be understood, so that more problems can be found.
     *
     * @param sources files, folders, programs, or names of hosts with commas; of what several say of a host or group the last wins
     * @param playbooks beside which variables may lie, too
     * @param keys open what is encrypted
     * @param misuse takes what is wrong with variables of a known meaning, which does no harm as long as no host is reached
     */
    public static Optional<Inventory> read(
            List<String> sources, List<Path> playbooks, VaultKeyring keys, Diagnostics problems, Diagnostics misuse) {
        int before = problems.times();
        Draft draft = new Draft(problems, misuse);
        SourceReader reader = new SourceReader(draft, keys, problems);
        sources.forEach(reader::read);
        draft.complete();
        if (draft.hosts.isEmpty()) {
            if (problems.times() == before) SourceReader.reportNoHosts(sources, problems);
            return Optional.empty();
        }
        return Optional.of(new Assembly(draft, VarsFolders.of(varsBeside(sources, playbooks), keys, problems, misuse))
                .inventory());
    }

    /** The files and folders among the sources. */
    public static List<Path> files(List<String> sources) {
        return sources.stream()
                .filter(source -> !SourceReader.isNames(source))
                .map(Path::of)
                .toList();
    }

    /** The folders of variables of inventories and playbooks, each once, the weakest first, whether they are there or not. */
    public static List<Path> varsBeside(List<String> sources, List<Path> playbooks) {
        Stream<Path> places =
                files(sources).stream().map(file -> Files.isDirectory(file) ? file : file.resolveSibling(""));
        return VarsFolders.in(Stream.concat(places, playbooks.stream().map(file -> file.resolveSibling("")))
                .toList());
    }

    /** Whether a file of variables could not be read, so that any name may be that of a variable. */
    public boolean isIncomplete() {
        return folders.isIncomplete();
    }

    public List<Host> hosts() {
        return inGroup(Draft.ALL);
    }

    /** The host that stands for the controller: the first of its names in the inventory, or else this machine without SSH, in no group. */
    public Host localhost() {
        return host(LOCALHOST).orElseThrow();
    }

    /** The variables of all hosts, which groups and hosts may hide. */
    public Map<String, YamlNode> ofAll() {
        return ofAll;
    }

    /** The hosts, and what stands for the controller where it is none of them. */
    public List<Host> reachable() {
        Stream<Host> others = localhost.values().stream().filter(host -> !places.containsKey(host.name()));
        return Stream.concat(hosts().stream(), others).toList();
    }

    /** The groups in the order in which they are first named; "all" and "ungrouped" are always there. */
    public Set<String> groups() {
        return members.keySet();
    }

    /** The hosts of a group and of its children; none if there is no such group. */
    public List<Host> inGroup(String group) {
        return members.getOrDefault(group, List.of());
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** The variables that are given to a group, in the inventory and in files beside it. */
    public Map<String, YamlNode> varsOf(Group group) {
        Map<String, YamlNode> vars = new LinkedHashMap<>(group.vars());
        folders.ofGroups().forEach(folder -> vars.putAll(folder.of(group.name())));
        return vars;
    }

    /** A host of this name; for a name of the controller, which is always there, the host that stands for it. */
    public Optional<Host> host(String name) {
        Integer place = places.get(name);
        return place != null ? Optional.of(hosts().get(place)) : Optional.ofNullable(localhost.get(name));
    }
}
