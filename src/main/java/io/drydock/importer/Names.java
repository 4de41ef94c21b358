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
import java.util.regex.Matcher;

/**
 * What is known of the variables of all that is converted, by their names alone: of which kind their values are, which of them have no value
 * somewhere, and which are results of tasks.
 */
final class Names {
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Set<String> empty = new HashSet<>();
    private boolean innerTruths;
    private final Map<String, Set<String>> results = new HashMap<>();
    private final Set<String> several = new HashSet<>();
    private final Set<String> special = new HashSet<>();
    /** The texts that variables are given; a value of another kind is there as an empty one. */
    private final Map<String, Set<String>> texts = new HashMap<>();

    /** A map of variables, and the keys of all maps in it. */
    void add(YamlNode node) {
        add(node, false);
    }

    private void add(YamlNode node, boolean isInner) {
        switch (node) {
            case YamlMap map -> map.entries().forEach(entry -> add(entry.key(), entry.value(), isInner));
            case YamlList list -> list.items().forEach(item -> add(item, true));
            case YamlScalar _ -> {}
        }
    }

    private void add(String name, YamlNode value, boolean isInner) {
        kinds.merge(name, Kind.of(value), Kind::or);
        if (!isInner)
            texts.computeIfAbsent(name, _ -> new TreeSet<>())
                    .add(value instanceof YamlScalar scalar && scalar.value() instanceof String ? scalar.text() : "");
        innerTruths |= isInner && Kind.of(value) == Kind.TRUTH;
        if (value instanceof YamlScalar scalar) {
            if (scalar.value() == null) empty.add(name);
            addItem(name, scalar);
        }
        add(value, true);
    }

    /** Whether a value in some map is a truth value, so that a value of which only the map is known may be one. */
    Kind ofEntries() {
        return innerTruths ? Kind.MIXED : Kind.ANY;
    }

    /** The text of a variable that is given one, in one place. */
    Optional<String> only(String name) {
        Set<String> all = texts.getOrDefault(name, Set.of());
        return all.size() == 1 ? all.stream().filter(text -> !text.isEmpty()).findFirst() : Optional.empty();
    }

    /** The texts that a variable is given; none where it may have other values. */
    Set<String> values(String name) {
        Set<String> all = texts.getOrDefault(name, Set.of());
        return all.stream().anyMatch(text -> text.isEmpty() || Ansible.isTemplate(text)) ? Set.of() : all;
    }

    /** Whether a text begins as one of these do, whatever the values of variables in it. */
    boolean begins(String text, String... beginnings) {
        return begins(text, Set.of(beginnings), 8);
    }

    private boolean begins(String text, Set<String> beginnings, int depth) {
        if (beginnings.stream().anyMatch(text.strip()::startsWith)) return true;
        Matcher variable = Ansible.VARIABLE.matcher(text.strip());
        if (depth == 0 || !variable.lookingAt()) return false;
        Set<String> all = texts.getOrDefault(variable.group(1), Set.of());
        return !all.isEmpty() && all.stream().allMatch(value -> begins(value, beginnings, depth - 1));
    }

    /** A value that a name has in a loop. */
    void addItem(String name, YamlScalar scalar) {
        if (Ansible.isTemplate(scalar.text())) return;
        if (scalar.value() != null
                && (scalar.text().isBlank() || scalar.text().chars().anyMatch(Character::isWhitespace)))
            several.add(name);
        if (scalar.text().chars().anyMatch(c -> "\"'\\$`;&|<>*?()".indexOf(c) >= 0)) special.add(name);
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

    /** Whether some value of it is no word, or several of them. */
    boolean mayBeWords(String name) {
        return several.contains(name);
    }

    /** Whether some value of it has characters that mean something to a shell. */
    boolean mayBeCode(String name) {
        return special.contains(name);
    }

    Optional<Kind> known(String name) {
        return Optional.ofNullable(kinds.get(name));
    }
}
