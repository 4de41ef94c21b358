package io.drydock.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many of a set of arguments a task gives.
 *
 * @param remedy what to write where there are too few
 */
public record ArgumentRule(Kind kind, List<String> names, String remedy) {
    public enum Kind {
        EXACTLY_ONE_OF,
        AT_LEAST_ONE_OF,
        AT_MOST_ONE_OF
    }

    public ArgumentRule {
        names = List.copyOf(names);
    }

    /** The problem of a task that gives these arguments, if there is one. */
    public Optional<String> problem(Set<String> given) {
        long count = names.stream().filter(given::contains).count();
        String list = String.join(", ", names);
        return switch (kind) {
            case EXACTLY_ONE_OF -> count == 1 ? Optional.empty() : Optional.of("needs exactly one of: " + list);
            case AT_LEAST_ONE_OF -> count >= 1 ? Optional.empty() : Optional.of("needs at least one of: " + list);
            case AT_MOST_ONE_OF -> count <= 1 ? Optional.empty() : Optional.of("takes only one of: " + list);
        };
    }
}
