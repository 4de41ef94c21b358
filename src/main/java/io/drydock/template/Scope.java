package io.drydock.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names a template may use. Values are plain data (null, String, Number, Boolean, {@link io.drydock.json.Written}, List, Map with String
 * keys), {@link io.drydock.diag.Secret}, {@link Unknown}, {@link Any}, {@link HostValue}, or a {@link ValueTemplate}, which is evaluated with
 * this scope when it is used. Strings among the values are data and are never read as templates.
 */
public interface Scope {
    Scope EMPTY = of(Map.of());

    /** Null for a name that is not there. */
    @Nullable
    Object get(String name);

    /** Every name, for suggestions. */
    Set<String> names();

    /** Whether it is one of {@link #names}. */
    default boolean has(String name) {
        return names().contains(name);
    }

    /** The same with {@link Unknown} in the place of all that a host has said. */
    default Scope withoutHost() {
        return this;
    }

    static Scope of(Map<String, ?> values) {
        return new Scope() {
            @Override
            public @Nullable Object get(String name) {
                return values.get(name);
            }

            @Override
            public Set<String> names() {
                return Set.copyOf(values.keySet());
            }
        };
    }
}
