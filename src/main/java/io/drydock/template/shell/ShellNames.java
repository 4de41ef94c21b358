package io.drydock.template.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shell text does with variables of the shell. Places are indexes of its characters. */
final class ShellNames {
    static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    /** {@code written} as in the text; {@code replaceable} if {@code [=name]} can stand in its place. */
    record Reference(String name, String written, int index, boolean replaceable) {}

    private final List<Reference> references = new ArrayList<>();
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> computed = new HashSet<>();
    private final Map<String, Integer> valued = new HashMap<>();

    void reference(Reference reference) {
        references.add(reference);
    }

    void assigned(String name) {
        assigned.add(name);
    }

    /** What is assigned to the name is arithmetic or the name of another: {@code declare -i}, {@code -n}. */
    void computed(String name) {
        computed.add(name);
    }

    /** A value of ours is assigned to the name. */
    void valued(String name, int index) {
        valued.putIfAbsent(name, index);
    }

    /** Where values of ours are assigned to what computes them. */
    List<Integer> computedValues() {
        return valued.entrySet().stream()
                .filter(e -> computed.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** The variables that the text uses and nowhere assigns. */
    List<Reference> unassigned() {
        return references.stream().filter(r -> !assigned.contains(r.name())).toList();
    }
}
