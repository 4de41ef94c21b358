package io.drydock.importer;

import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the variables of all that is converted, by their names alone: of which kind their values are, which of them have no value
 * somewhere, and which are results of tasks.
 */
final class Names {
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Set<String> empty = new HashSet<>();
    private final Map<String, Set<String>> results = new HashMap<>();
    private final Set<String> spaced = new HashSet<>();

    /** A map of variables, and the keys of all maps in it. */
    void add(YamlNode node) {
        switch (node) {
            case YamlMap map -> map.entries().forEach(entry -> add(entry.key(), entry.value()));
            case YamlList list -> list.items().forEach(this::add);
            case YamlScalar _ -> {}
        }
    }

    private void add(String name, YamlNode value) {
        kinds.merge(name, Kind.of(value), Kind::or);
        if (value instanceof YamlScalar scalar) {
            if (scalar.value() == null) empty.add(name);
            if (scalar.text().chars().anyMatch(c -> Character.isWhitespace(c) || "\"'\\$`;&|<>*?()".indexOf(c) >= 0)
                    && !Ansible.isTemplate(scalar.text())) spaced.add(name);
        }
        add(value);
    }

    /** A name that a task registers. */
    void addResult(String name, String action) {
        results.computeIfAbsent(name, _ -> new TreeSet<>()).add(action);
    }

    Kind kind(String name) {
        return results.containsKey(name) ? Kind.MAP : kinds.getOrDefault(name, Kind.ANY);
    }

    /** The actions of the tasks that register it; none where it is a variable. */
    Set<String> actions(String name) {
        return results.getOrDefault(name, Set.of());
    }

    /** Whether it is written somewhere without a value, which here is as if it was not there. */
    boolean mayBeNothing(String name) {
        return empty.contains(name);
    }

    /** Whether a shell would take some value of it for more than a word. */
    boolean mayBeWords(String name) {
        return spaced.contains(name);
    }

    Optional<Kind> known(String name) {
        return Optional.ofNullable(kinds.get(name));
    }
}
