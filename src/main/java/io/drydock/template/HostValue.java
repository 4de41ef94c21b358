package io.drydock.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a value that only a host can give, as {@link Any} does, where it is known what kind of value that is going to be.
 *
 * @param choices all the texts that it can be; empty where it can be any
 * @param fields all that a map can have, each {@link Any} or of this class; empty where it can have anything
 * @param item what each item of a list is, {@link Any} or of this class; empty where it can be anything
 */
public record HostValue(Kind kind, List<String> choices, Map<String, Object> fields, Optional<Object> item) {
    /** Kinds of values as messages name them. */
    public enum Kind {
        TEXT("text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        LIST("a list"),
        MAP("a map");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public HostValue {
        choices = List.copyOf(choices);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public HostValue(Kind kind, List<String> choices) {
        this(kind, choices, Map.of(), Optional.empty());
    }

    public static HostValue map(Map<String, Object> fields) {
        return new HostValue(Kind.MAP, List.of(), fields, Optional.empty());
    }

    public static HostValue list(Object item) {
        return new HostValue(Kind.LIST, List.of(), Map.of(), Optional.of(item));
    }

    /** Whether a value stands for one that only a host can tell. */
    public static boolean isOfHost(@Nullable Object value) {
        return value == Any.ANY || value instanceof HostValue;
    }

    /** Whether it is known what it is made of. */
    public boolean hasParts() {
        return !fields.isEmpty() || item.isPresent();
    }

    /** What stands for a value that is either of two, which are {@link Any} or of this class. */
    public static Object either(Object one, Object other) {
        if (one.equals(other)) return one;
        if (!(one instanceof HostValue a) || !(other instanceof HostValue b) || a.kind != b.kind) return Any.ANY;
        boolean isKnown = a.hasParts() && b.hasParts();
        Map<String, Object> fields = new LinkedHashMap<>(isKnown ? a.fields : Map.of());
        if (isKnown) b.fields.forEach((name, field) -> fields.merge(name, field, HostValue::either));
        return new HostValue(
                a.kind,
                List.of(),
                fields,
                isKnown ? a.item.flatMap(x -> b.item.map(y -> either(x, y))) : Optional.empty());
    }
}
