package io.drydock.yaml;

import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.json.Written;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A single value. {@code text} is what was written, quotes and indentation removed ({@code 0644} stays so);
 * {@code value} is its type: String, Long, Double, Boolean, {@link io.drydock.json.Written} or null.
 */
public record YamlScalar(
        SourcePos pos, String text, @Nullable Object value, Positions positions, Encryption encryption)
        implements YamlNode {
    /** Fewer characters of an encrypted file say little, and stand everywhere. */
    private static final int SHORTEST = 4;
    /** Ports, sizes and years have fewer digits. */
    private static final int SHORTEST_NUMBER = 6;

    /** One that was not encrypted. */
    public YamlScalar(SourcePos pos, String text, @Nullable Object value, Positions positions) {
        this(pos, text, value, positions, Encryption.NONE);
    }

    /** A string that was written, in one line, at {@code pos}. */
    public static YamlScalar of(String text, SourcePos pos) {
        return new YamlScalar(pos, text, text, Positions.sameLine(pos));
    }

    /**
     * What must not be seen, for it was encrypted. Of an encrypted file these are its texts and long numbers; truth values and what is
     * shorter would hide half of what a host prints.
     */
    public Optional<Secret> secret() {
        boolean hidden = switch (encryption) {
            case NONE -> false;
            case FILE ->
                isNumber()
                        ? text.length() >= SHORTEST_NUMBER
                        : value instanceof String && text.strip().length() >= SHORTEST;
            case VALUE -> true;
        };
        return hidden ? Optional.of(new Secret(text)) : Optional.empty();
    }

    private boolean isNumber() {
        return value instanceof Number || value instanceof Written written && written.value() instanceof Number;
    }

    /** A text that was encrypted is a {@link Secret}. */
    @Override
    public @Nullable Object data() {
        return value instanceof String && secret().isPresent() ? secret().get() : value;
    }

    /** The same where it would be in nobody's way to be seen: as the name of a task is. A {@code !vault} stays one. */
    @Override
    public YamlScalar opened() {
        return encryption == Encryption.FILE ? new YamlScalar(pos, text, value, positions) : this;
    }
}
