package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.inventory.Draft.DraftHost;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Works out each host's groups and variables. Precedence is Ansible's, weakest first: groups in the inventory file from
 * "all" down to the deepest (by ansible_group_priority, then alphabetically, where equally deep), group_vars/all, group_vars of
 * the other groups in the same order, the host in the inventory file, host_vars. Where there are several folders of a kind, each
 * in turn.
 */
final class Assembly {
    private static final Comparator<DraftGroup> WEAKEST_FIRST = Comparator.comparingInt(DraftGroup::depth)
            .thenComparingInt(group -> group.priority)
            .thenComparing(group -> group.name);

    private final Draft draft;
    private final List<VarsFolder> groupFiles;
    private final List<VarsFolder> hostFiles;
    private final Map<Set<DraftGroup>, Lineage> lineages = new HashMap<>();
    private final Map<String, List<Host>> members = new LinkedHashMap<>();

    /** What all hosts of the same direct groups have in common; {@code names} without "all". */
    private record Lineage(List<DraftGroup> groups, List<String> names, Map<String, YamlNode> vars) {}

    /** @param groupFiles weakest first, as are hostFiles */
    Assembly(Draft draft, List<VarsFolder> groupFiles, List<VarsFolder> hostFiles) {
        this.draft = draft;
        this.groupFiles = groupFiles;
        this.hostFiles = hostFiles;
    }

    Inventory inventory() {
        draft.groups.keySet().forEach(name -> members.put(name, new ArrayList<>()));
        List<Host> hosts = draft.hosts.values().stream().map(this::host).toList();
        Map<String, Host> named = hosts.stream().collect(Collectors.toMap(Host::name, host -> host));
        draft.groups.values().stream()
                .filter(group -> !group.name.equals(Draft.ALL) && !group.name.equals(Draft.UNGROUPED))
                .forEach(group -> members.put(
                        group.name, group.members().stream().map(named::get).toList()));
        boolean incomplete =
                Stream.of(groupFiles, hostFiles).flatMap(List::stream).anyMatch(VarsFolder::isIncomplete);
        Map<String, YamlNode> ofAll = Collections.unmodifiableMap(
                lineage(Set.of(draft.group(Draft.ALL))).vars());
        Host localhost = Optional.ofNullable(named.get(Inventory.LOCALHOST)).orElseGet(() -> localhost(ofAll));
        return new Inventory(hosts, members, localhost, ofAll, incomplete);
    }

    /** As Ansible has it where the inventory does not. */
    private Host localhost(Map<String, YamlNode> ofAll) {
        SourcePos pos = SourcePos.of(Inventory.LOCALHOST);
        Map<String, YamlNode> own = new LinkedHashMap<>(Map.of("ansible_connection", YamlScalar.of("local", pos)));
        for (VarsFolder folder : hostFiles) own.putAll(folder.of(Inventory.LOCALHOST));
        return new Host(Inventory.LOCALHOST, List.of(), new LayeredVars(own, ofAll), pos);
    }

    private Host host(DraftHost written) {
        Lineage lineage = lineages.computeIfAbsent(direct(written), this::lineage);
        Map<String, YamlNode> own = written.vars();
        for (VarsFolder folder : hostFiles) own = merged(own, folder.of(written.name));
        Host host = new Host(written.name, lineage.names(), new LayeredVars(own, lineage.vars()), written.pos);
        Stream.of(Draft.ALL, Draft.UNGROUPED)
                .filter(name -> lineage.groups().contains(draft.group(name)))
                .forEach(name ->
                        members.computeIfAbsent(name, _ -> new ArrayList<>()).add(host));
        return host;
    }

    private Set<DraftGroup> direct(DraftHost host) {
        boolean grouped = host.groups.stream().anyMatch(group -> !group.name.equals(Draft.ALL));
        return grouped ? host.groups : Set.of(draft.group(Draft.UNGROUPED));
    }

    private Lineage lineage(Set<DraftGroup> direct) {
        Set<DraftGroup> lineage = new LinkedHashSet<>();
        direct.forEach(group -> group.addLineage(lineage));
        lineage.add(draft.group(Draft.ALL));
        List<DraftGroup> groups = lineage.stream().sorted(WEAKEST_FIRST).toList();
        Map<String, YamlNode> vars = new LinkedHashMap<>();
        groups.forEach(group -> vars.putAll(group.vars));
        groupFiles.forEach(folder -> vars.putAll(folder.of(Draft.ALL)));
        for (VarsFolder folder : groupFiles)
            groups.stream().skip(1).forEach(group -> vars.putAll(folder.of(group.name)));
        Stream<String> names = groups.stream().map(group -> group.name).filter(name -> !name.equals(Draft.ALL));
        return new Lineage(groups, names.sorted().toList(), vars);
    }

    private static Map<String, YamlNode> merged(Map<String, YamlNode> weak, Map<String, YamlNode> strong) {
        if (strong.isEmpty()) return weak;
        Map<String, YamlNode> all = new LinkedHashMap<>(weak);
        all.putAll(strong);
        return all;
    }
}
