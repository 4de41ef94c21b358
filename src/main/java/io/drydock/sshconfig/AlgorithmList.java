package io.drydock.sshconfig;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A list of algorithms as ssh_config writes it: names that take the place of the defaults, or a change of the defaults.
 *
 * @param change what is done with the defaults
 * @param names in their order; each may be a pattern with {@code *} and {@code ?}
 */
public record AlgorithmList(Change change, List<String> names) {
    /** How a list goes together with the defaults. */
    public enum Change {
        /** The names take the place of the defaults. */
        REPLACE,
        /** {@code +}: the names come after the defaults. */
        APPEND,
        /** {@code -}: the defaults without those that fit a name. */
        REMOVE,
        /** {@code ^}: the names come before the defaults. */
        FIRST
    }

    public AlgorithmList {
        names = List.copyOf(names);
    }

    /** Reads {@code a,b}, {@code +a,b}, {@code -a*} or {@code ^a}. */
    public static AlgorithmList parse(String text) {
        Change change = text.isEmpty()
                ? Change.REPLACE
                : switch (text.charAt(0)) {
                    case '+' -> Change.APPEND;
                    case '-' -> Change.REMOVE;
                    case '^' -> Change.FIRST;
                    default -> Change.REPLACE;
                };
        String names = change == Change.REPLACE ? text : text.substring(1);
        return new AlgorithmList(
                change,
                Arrays.stream(names.split(",")).filter(n -> !n.isEmpty()).toList());
    }

    /**
     * The algorithms to offer, the preferred first and each once.
     *
     * @param defaults what is offered where nobody sets the option
     * @param all every algorithm that can be offered, which the names pick from; a name that is not among them adds nothing
     * @return empty where no algorithm is left
     */
    public List<String> applied(List<String> defaults, List<String> all) {
        return switch (change) {
            case REPLACE -> picked(names, all);
            case APPEND -> joined(defaults, picked(names, all));
            case FIRST -> joined(picked(names, all), defaults);
            case REMOVE -> defaults.stream().filter(this::keeps).toList();
        };
    }

    private boolean keeps(String name) {
        return WildcardPattern.inList(name, String.join(",", names)) != WildcardPattern.Answer.YES;
    }

    private static List<String> picked(List<String> names, List<String> all) {
        Set<String> picked = new LinkedHashSet<>();
        for (String pattern : names) {
            all.stream().filter(name -> WildcardPattern.matches(name, pattern)).forEach(picked::add);
        }
        return List.copyOf(picked);
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }
}
