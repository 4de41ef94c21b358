package io.drydock.inventory;

import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.inventory.Draft.DraftHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Works out each host's groups and variables. Precedence is Ansible's, weakest first: groups in the inventory from
 * "all" down to the deepest (by ansible_group_priority, then alphabetically, where equally deep), group_vars/all, group_vars of
 * the other groups in the same order, the host in the inventory, host_vars. Where there are several folders of a kind, each
 * in turn.
 */
final class Assembly {
    private static final Comparator<DraftGroup> WEAKEST_FIRST = Comparator.comparingInt(DraftGroup::depth)
            .thenComparingInt(group -> group.priority)
            .thenComparing(group -> group.name);

    private final Draft draft;
    private final VarsFolders folders;
    private final Map<Set<DraftGroup>, Lineage> lineages = new HashMap<>();

    /** What all hosts of the same direct groups have in common; {@code names} without "all". */
    private record Lineage(List<String> names, LayeredVars vars) {}

    /** @param draft is complete */
    Assembly(Draft draft, VarsFolders folders) {
        this.draft = draft;
        this.folders = folders;
    }

    Inventory inventory() {
        Map<String, Host> made = new LinkedHashMap<>();
        draft.hosts.values().forEach(host -> made.put(host.name, host(host)));
        Map<String, List<Host>> members = new LinkedHashMap<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        draft.groups.values().forEach(group -> {
            members.put(group.name, group.members().stream().map(made::get).toList());
            groups.put(group.name, group(group));
        });
        LayeredVars ofAll = lineage(Set.of(draft.group(Draft.ALL))).vars();
        return new Inventory(members, groups, localhost(made), ofAll, folders);
    }

    private static Group group(DraftGroup group) {
        return new Group(
                group.name,
                List.copyOf(group.hosts),
                group.children.stream().map(child -> child.name).toList(),
                Optional.of(group.priority).filter(priority -> priority != 1),
                group.vars);
    }

    /** What stands for this machine by any of its names: the first of them that is in the inventory, or else what is made up. */
    private Map<String, Host> localhost(Map<String, Host> made) {
        Optional<Host> named = made.values().stream()
                .filter(host -> Inventory.LOCAL.contains(host.name()))
                .findFirst();
        Map<String, Host> local = new LinkedHashMap<>();
        for (String name : Inventory.LOCAL) {
            if (!made.containsKey(name)) local.put(name, named.orElseGet(() -> implicit(name)));
        }
        return local;
    }

    private Host implicit(String name) {
        DraftHost host = new DraftHost(name, SourceReader.OPTION);
        host.put(KnownVars.LOCAL_CONNECTION);
        return host(host, lineage(Set.of(draft.group(Draft.ALL))));
    }

    private Host host(DraftHost written) {
        return host(written, lineages.computeIfAbsent(written.groups, this::lineage));
    }

    private Host host(DraftHost written, Lineage lineage) {
        List<VarsLayer> own = new ArrayList<>();
        VarsLayer.add(own, "host " + written.name, written.vars());
        folders.ofHosts().forEach(folder -> VarsLayer.add(own, "host_vars/" + written.name, folder.of(written.name)));
        return new Host(written.name, lineage.names(), lineage.vars().below(own), written.pos);
    }

    private Lineage lineage(Set<DraftGroup> direct) {
        Set<DraftGroup> lineage = new LinkedHashSet<>();
        direct.forEach(group -> group.addLineage(lineage));
        List<DraftGroup> groups = lineage.stream().sorted(WEAKEST_FIRST).toList();
        List<VarsLayer> layers = new ArrayList<>();
        groups.forEach(group -> VarsLayer.add(layers, "group " + group.name, group.vars));
        folders.ofGroups().forEach(folder -> addFile(layers, folder, Draft.ALL));
        for (VarsFolder folder : folders.ofGroups())
            groups.stream().skip(1).forEach(group -> addFile(layers, folder, group.name));
        Stream<String> names = groups.stream().map(group -> group.name).filter(name -> !name.equals(Draft.ALL));
        return new Lineage(names.sorted().toList(), LayeredVars.of(layers));
    }

    private static void addFile(List<VarsLayer> layers, VarsFolder folder, String group) {
        VarsLayer.add(layers, "group_vars/" + group, folder.of(group));
    }
}
