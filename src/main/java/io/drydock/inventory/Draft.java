package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the sources of an inventory say, before membership and variables are worked out. What a host or a group is said to be in
 * several places adds up; of a variable the last place wins. Both maps are in the order in which they are first named.
 */
final class Draft {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final String PORT = "ansible_port";

    final Map<String, DraftGroup> groups = new LinkedHashMap<>();
    final Map<String, DraftHost> hosts = new LinkedHashMap<>();
    private final Diagnostics problems;
    private final Diagnostics misuse;

    /** @param misuse takes what of the variables Drydock cannot obey */
    Draft(Diagnostics problems, Diagnostics misuse) {
        this.problems = problems;
        this.misuse = misuse;
        add(group(ALL), group(UNGROUPED));
    }

    DraftGroup group(String name) {
        return groups.computeIfAbsent(name, DraftGroup::new);
    }

    /** Reports a name that no group can have. */
    Optional<DraftGroup> group(String name, SourcePos pos) {
        if (HostRange.isName(name)) return Optional.of(group(name));
        problems.error(pos, "\"" + name + "\" is not a group name", HostRange.NAME_RULE);
        return Optional.empty();
    }

    /** Adds the hosts that are written as one name or range, which may end in a port. */
    void addHosts(DraftGroup group, String written, SourcePos pos, YamlMap vars) {
        HostRange.Expanded expanded = HostRange.expand(written, pos, problems);
        check(vars);
        for (String name : expanded.names()) {
            DraftHost host = host(name, pos);
            expanded.port().ifPresent(port -> port(host, port, pos));
            join(group, host);
            put(host, vars);
        }
    }

    /** Adds hosts that are named on the command line; those that there are already stay in the groups they have. */
    void addNamed(String written, SourcePos pos) {
        HostRange.Expanded expanded = HostRange.expand(written, pos, problems);
        for (String name : expanded.names()) {
            if (hosts.containsKey(name)) continue;
            DraftHost host = host(name, pos);
            expanded.port().ifPresent(port -> port(host, port, pos));
            join(group(UNGROUPED), host);
        }
    }

    DraftHost host(String name, SourcePos pos) {
        return hosts.computeIfAbsent(name, n -> new DraftHost(n, pos));
    }

    /** As in Ansible, where a host's name is first written its port may stand. */
    private void port(DraftHost host, YamlScalar port, SourcePos pos) {
        YamlMap var = new YamlMap(pos, List.of(new Entry(PORT, port.pos(), port)));
        check(var);
        if (host.groups.isEmpty()) host.put(var);
        else if (!Optional.ofNullable(host.vars().get(PORT))
                .map(YamlNode::data)
                .equals(Optional.ofNullable(port.data())))
            problems.warn(
                    port.pos(),
                    "the port of " + host.name + " is not taken from here, for the host is named before",
                    "write the port where it is first named, " + host.pos + ", or as " + PORT + "=" + port.text());
    }

    static void join(DraftGroup group, DraftHost host) {
        host.groups.add(group);
        group.hosts.add(host.name);
    }

    /** @param vars have been checked */
    static void put(DraftHost host, YamlMap vars) {
        host.put(vars);
    }

    void addVars(DraftGroup group, YamlMap vars) {
        List<Entry> own = new ArrayList<>(vars.entries());
        own.stream()
                .filter(e -> e.key().equals(KnownVars.PRIORITY))
                .forEach(e -> group.priority = KnownVars.priority(e.value(), problems));
        own.removeIf(e -> e.key().equals(KnownVars.PRIORITY));
        YamlMap checked = new YamlMap(vars.pos(), own);
        check(checked);
        put(group.vars, checked);
    }

    void check(YamlMap vars) {
        KnownVars.check(vars, misuse);
    }

    /** Whether it was added: a group that would come to contain itself is reported. */
    boolean addChild(DraftGroup parent, DraftGroup child, SourcePos pos) {
        List<String> way = child.name.equals(ALL) ? List.of(ALL, parent.name) : parent.wayUpTo(child);
        if (way.isEmpty()) {
            add(parent, child);
            return true;
        }
        problems.error(
                pos,
                "group \"" + child.name + "\" would contain itself: " + String.join(" > ", way) + " > " + child.name,
                "remove it here");
        return false;
    }

    private static void add(DraftGroup parent, DraftGroup child) {
        child.parents.add(parent);
        parent.children.add(child);
    }

    /** To be called once, when all sources have been read: every group is within "all", and whoever is in no other is in "ungrouped". */
    void complete() {
        DraftGroup all = group(ALL);
        DraftGroup ungrouped = group(UNGROUPED);
        groups.values().stream()
                .filter(group -> group != all && group.parents.isEmpty())
                .forEach(group -> add(all, group));
        for (DraftHost host : hosts.values()) {
            if (host.groups.stream().allMatch(group -> group == all || group == ungrouped)) join(ungrouped, host);
            else if (host.groups.remove(ungrouped)) ungrouped.hosts.remove(host.name);
            if (groups.containsKey(host.name))
                problems.warn(
                        host.pos,
                        "\"" + host.name + "\" is the name of a host and of a group",
                        "give one of them another name; in patterns it is the host, behind & and ! the group");
        }
    }

    /** Variables of a host or group given in several places: the later place wins. */
    static void put(Map<String, YamlNode> vars, YamlMap more) {
        more.entries().forEach(entry -> vars.put(entry.key(), entry.value()));
    }

    static final class DraftGroup {
        final String name;
        final Set<DraftGroup> parents = new LinkedHashSet<>();
        final Set<DraftGroup> children = new LinkedHashSet<>();
        final Set<String> hosts = new LinkedHashSet<>();
        final Map<String, YamlNode> vars = new LinkedHashMap<>();

        /** Among groups that are as deep. */
        int priority = 1;

        private int depth = -1;

        DraftGroup(String name) {
            this.name = name;
        }

        /** How far from "all", by the longest way. To be asked when no parent is added any more. */
        int depth() {
            if (depth < 0)
                depth = parents.stream().mapToInt(DraftGroup::depth).max().orElse(-1) + 1;
            return depth;
        }

        /** Its own hosts as they are named in it, then those of its children, one generation after the other. */
        Set<String> members() {
            Set<DraftGroup> family = new LinkedHashSet<>(Set.of(this));
            Set<DraftGroup> generation = children;
            while (family.addAll(generation)) {
                generation = generation.stream()
                        .flatMap(group -> group.children.stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
            return family.stream()
                    .flatMap(group -> group.hosts.stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** The names from a group down to this one, both included, where this one is within it; else none. */
        List<String> wayUpTo(DraftGroup other) {
            return wayUpTo(other, new HashSet<>());
        }

        private List<String> wayUpTo(DraftGroup other, Set<DraftGroup> seen) {
            if (this == other) return List.of(name);
            if (!seen.add(this)) return List.of();
            for (DraftGroup parent : parents) {
                List<String> way = parent.wayUpTo(other, seen);
                if (!way.isEmpty()) {
                    List<String> longer = new ArrayList<>(way);
                    longer.add(name);
                    return longer;
                }
            }
            return List.of();
        }

        /** Adds this group and all it is within. */
        void addLineage(Set<DraftGroup> lineage) {
            if (lineage.add(this)) {
                parents.forEach(parent -> parent.addLineage(lineage));
            }
        }
    }

    static final class DraftHost {
        final String name;
        final SourcePos pos;
        final Set<DraftGroup> groups = new LinkedHashSet<>(2);
        private Map<String, YamlNode> vars = Map.of();

        DraftHost(String name, SourcePos pos) {
            this.name = name;
            this.pos = pos;
        }

        void put(YamlMap more) {
            if (!more.entries().isEmpty()) {
                vars = new LinkedHashMap<>(vars);
                Draft.put(vars, more);
            }
        }

        Map<String, YamlNode> vars() {
            return vars;
        }
    }
}
