package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an inventory file says, before membership and variables are worked out. Both maps are in file order. */
final class Draft {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";

    final Map<String, DraftGroup> groups = new LinkedHashMap<>();
    final Map<String, DraftHost> hosts = new LinkedHashMap<>();

    Draft() {
        group(ALL);
        group(UNGROUPED);
    }

    DraftGroup group(String name) {
        return groups.computeIfAbsent(name, DraftGroup::new);
    }

    DraftHost host(String name, SourcePos pos) {
        return hosts.computeIfAbsent(name, n -> new DraftHost(n, pos));
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
            if (depth < 0) {
                depth = name.equals(ALL)
                        ? 0
                        : 1 + parents.stream().mapToInt(DraftGroup::depth).max().orElse(0);
            }
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

        boolean isWithin(DraftGroup other) {
            Set<DraftGroup> lineage = new HashSet<>();
            addLineage(lineage);
            return lineage.contains(other);
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
