package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.json.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Variables of a host as plain data for a file, and back. What is or holds a secret is left out, and named. */
final class PlainVariables {
    /** The key, with which no variable's map begins, of a number or truth value that keeps its spelling. */
    private static final String WRITTEN = "\0written";

    private static final String VALUE = "value";

    private final Redactor redactor;
    private final Map<String, Object> plain = new TreeMap<>();
    private final List<String> hidden = new ArrayList<>();

    private PlainVariables(Redactor redactor) {
        this.redactor = redactor;
    }

    static PlainVariables of(Map<String, Object> variables, Redactor redactor) {
        PlainVariables kept = new PlainVariables(redactor);
        new TreeMap<>(variables).forEach(kept::keep);
        return kept;
    }

    Map<String, Object> plain() {
        return plain;
    }

    /** The names of those that are left out. */
    List<String> hidden() {
        return hidden;
    }

    private void keep(String name, @Nullable Object value) {
        try {
            plain.put(name, plain(value));
        } catch (NotPlain e) {
            hidden.add(name);
        }
    }

    private static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case String text when redactor.hides(text) -> throw new NotPlain();
            case null -> null;
            case Written written -> Map.of(WRITTEN, written.text(), VALUE, written.value());
            case String _, Boolean _, Long _, Integer _, Double _ -> value;
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put(String.valueOf(plain(key)), plain(item)));
                yield entries;
            }
            case Secret _ -> throw new NotPlain();
            default -> throw new NotPlain();
        };
    }

    /** The variables that plain data was made of. */
    static Map<String, Object> read(Map<String, Object> plain) {
        Map<String, Object> variables = new LinkedHashMap<>();
        plain.forEach((name, value) -> variables.put(name, value(value)));
        return variables;
    }

    private static @Nullable Object value(@Nullable Object plain) {
        return switch (plain) {
            case Map<?, ?> map
            when map.get(WRITTEN) instanceof String text && map.get(VALUE) != null -> new Written(text, map.get(VALUE));
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put(String.valueOf(key), value(item)));
                yield entries;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(value(item)));
                yield items;
            }
            case null, default -> plain;
        };
    }
}
