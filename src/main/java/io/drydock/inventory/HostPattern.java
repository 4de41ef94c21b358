package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.PatternPart.Operation;
import io.drydock.yaml.Positions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which hosts are meant, in Ansible's way: {@code all}, names, groups, globs, {@code ~regex}, {@code group[0]},
 * {@code group[0:2]} (last included), {@code @file} with a pattern in each line; joined by {@code :} or {@code ,} and
 * marked {@code &} (only those also in) or {@code !} (without those in). What is unmarked comes first, then {@code &},
 * then {@code !}, wherever they stand. Hosts are in the order the pattern names them, each once.
 */
public final class HostPattern {
    private final List<PatternPart> parts;

    HostPattern(List<PatternPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /** {@code pos} is where the text begins. */
    public static Optional<HostPattern> parse(String text, SourcePos pos, Diagnostics problems) {
        return parse(text, Positions.sameLine(pos), problems);
    }

    public static Optional<HostPattern> parse(String text, Positions positions, Diagnostics problems) {
        return new PatternParser(positions, problems).parse(text);
    }

    public List<Host> select(Inventory inventory) {
        Map<String, Host> selected =
                new LinkedHashMap<>(); // by name: comparing hosts would compare all their variables
        if (parts.stream().noneMatch(part -> part.operation() == Operation.ADD)) {
            add(inventory.hosts(), selected);
        }
        for (Operation operation : Operation.values()) {
            parts.stream()
                    .filter(part -> part.operation() == operation)
                    .forEach(part -> apply(part, inventory, selected));
        }
        return List.copyOf(selected.values());
    }

    private static void apply(PatternPart part, Inventory inventory, Map<String, Host> selected) {
        List<Host> hosts = part.hosts().in(inventory);
        switch (part.operation()) {
            case ADD -> add(hosts, selected);
            case KEEP ->
                selected.keySet().retainAll(hosts.stream().map(Host::name).collect(Collectors.toSet()));
            case REMOVE -> hosts.forEach(host -> selected.remove(host.name()));
        }
    }

    private static void add(List<Host> hosts, Map<String, Host> selected) {
        hosts.forEach(host -> selected.putIfAbsent(host.name(), host));
    }

    /** Reports every name that is neither a host nor a group, and what else can select no host. */
    public void check(Inventory inventory, Diagnostics problems) {
        check(new UnknownNames(inventory, problems));
    }

    void check(UnknownNames unknown) {
        parts.forEach(part -> part.hosts().check(unknown));
    }
}
