package io.drydock.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one rule for what is true and what is false, wherever an answer is one of the two. */
public final class Truth {
    /** All that is either, in small letters. */
    public static final List<String> WORDS = List.of("true", "yes", "on", "1", "false", "no", "off", "0");

    private Truth() {}

    /** True or false, whatever the case of its letters; empty for anything else. */
    public static Optional<Boolean> of(@Nullable Object value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
