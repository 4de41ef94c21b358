package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Scope;
import io.drydock.template.ValueTemplate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has been found out about one task, by the values of the variables that were read for it: hosts that have the same values of these come
 * to the same.
 */
final class TaskChecks {
    private final Map<List<String>, Map<List<Object>, Set<Diagnostic>>> byNames = new HashMap<>();

    /** What is known already. */
    Optional<Set<Diagnostic>> of(Scope scope) {
        for (var checks : byNames.entrySet()) {
            Set<Diagnostic> found = checks.getValue().get(values(checks.getKey(), scope));
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }

    /** @param read the names of the variables that were asked for */
    void put(Set<String> read, Scope scope, Set<Diagnostic> found) {
        List<String> names = List.copyOf(new TreeSet<>(read));
        byNames.computeIfAbsent(names, _ -> new HashMap<>()).put(values(names, scope), found);
    }

    private static List<Object> values(List<String> names, Scope scope) {
        @Nullable Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) values[i] = comparable(scope.get(names.get(i)), scope);
        return Arrays.asList(values);
    }

    /** What is written out is the same wherever it is written. */
    private static @Nullable Object comparable(@Nullable Object value, Scope scope) {
        return value instanceof ValueTemplate template && template.isConstant() ? template.evaluate(scope) : value;
    }
}
