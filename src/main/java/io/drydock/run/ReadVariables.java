package io.drydock.run;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All variables of a scope, with the names of those that have been asked for. */
final class ReadVariables extends AbstractMap<String, Object> {
    private final LayeredScope scope;
    private final Set<String> names;

    /** @param names takes them */
    ReadVariables(LayeredScope scope, Set<String> names) {
        this.scope = scope;
        this.names = names;
    }

    @Override
    public @Nullable Object get(Object name) {
        names.add((String) name);
        return scope.get((String) name);
    }

    @Override
    public boolean containsKey(Object name) {
        names.add((String) name);
        return scope.has((String) name);
    }

    @Override
    public Set<String> keySet() {
        return scope.names();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        names.addAll(scope.names());
        for (String name : new LinkedHashSet<>(scope.names())) all.put(name, scope.get(name));
        return all.entrySet();
    }
}
