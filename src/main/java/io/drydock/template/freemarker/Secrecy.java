package io.drydock.template.freemarker;

import io.drydock.diag.Masking;
import io.drydock.diag.Secret;
import io.drydock.json.Written;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets take part in one evaluation, and what of its result must not be seen: the secrets themselves, and what is made of
 * one in which it cannot be recognized any more.
 */
public final class Secrecy {
    private static final int SHORTEST = 3; // characters of what is made from a secret: fewer do not tell it

    private final Set<String> parts = new HashSet<>();
    /** Revealed since the last text was written. */
    private final List<Secret> fresh = new ArrayList<>();

    private boolean used;

    String reveal(Secret secret) {
        used = true;
        parts.addAll(secret.parts());
        fresh.add(secret);
        return secret.reveal();
    }

    boolean used() {
        return used;
    }

    /** Whether a secret has been revealed for what is to be written next. */
    boolean isFresh() {
        return !fresh.isEmpty();
    }

    /** Whether a text tells a secret that has been revealed for what is to be written next. */
    boolean shows(String text) {
        return fresh.stream().anyMatch(secret -> holds(text, secret));
    }

    /** Texts that expressions of the template have come to, of which the secrets revealed last may be part. */
    void written(List<String> texts) {
        if (fresh.isEmpty()) return;
        for (String text : texts) {
            if (text.strip().length() >= SHORTEST && !fresh.stream().allMatch(secret -> holds(text, secret)))
                parts.add(text);
        }
        fresh.clear();
    }

    private static boolean holds(String text, Secret secret) {
        Masking masking = new Masking();
        masking.add(secret);
        return masking.finds(text);
    }

    /** Where the text of a template is written. */
    Writer writer() {
        return new LimitedWriter() {
            // FreeMarker writes values so.
            @Override
            public void write(String text) throws IOException {
                written(List.of(text));
                super.write(text);
            }

            // FreeMarker writes the template's own text so.
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                fresh.clear();
                super.write(text, offset, length);
            }
        };
    }

    /** Truth values stay: that a secret is there, or equals another, is what conditions are about. */
    @Nullable
    Object concealed(@Nullable Object value) {
        if (!used) return value;
        List<Secret> revealed = List.copyOf(fresh);
        return each(value, item -> {
            if (item instanceof Secret) return item;
            String text = text(item);
            fresh.addAll(revealed);
            written(List.of(text));
            return new Secret(text, parts);
        });
    }

    /** A value that is a secret in all its texts and numbers. */
    public static @Nullable Object hidden(@Nullable Object value) {
        return each(value, item -> new Secret(text(item)));
    }

    private static String text(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case Number number -> Written.text(number);
            case Written written -> written.text();
            default -> (String) value;
        };
    }

    private static @Nullable Object each(@Nullable Object value, UnaryOperator<Object> conceal) {
        return switch (value) {
            case String _, Number _, Secret _ -> conceal.apply(value);
            case Written written when written.value() instanceof Number -> conceal.apply(value);
            case List<?> list -> list.stream().map(item -> each(item, conceal)).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> concealed = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, item) -> concealed.put(key, each(item, conceal)));
                yield concealed;
            }
            case null, default -> value;
        };
    }
}
