package io.drydock.yaml;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one rule for what is true and what is false, wherever an answer is one of the two. */
public final class Truth {
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
