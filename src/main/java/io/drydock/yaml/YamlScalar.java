package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import org.jspecify.annotations.Nullable;

/**
 * A single value. {@code text} is what was written, quotes and indentation removed ({@code 0644} stays so);
 * {@code value} is its type: String, Long, Double, Boolean, {@link io.drydock.json.Written} or null.
 */
public record YamlScalar(
        SourcePos pos, String text, @Nullable Object value, Positions positions) implements YamlNode {
    /** A string that was written, in one line, at {@code pos}. */
    public static YamlScalar of(String text, SourcePos pos) {
        return new YamlScalar(pos, text, text, Positions.sameLine(pos));
    }

    @Override
    public @Nullable Object data() {
        return value;
    }
}
