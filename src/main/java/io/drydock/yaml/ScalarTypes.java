package io.drydock.yaml;

import io.drydock.json.Written;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The type of a scalar by its tag. What is a number to some and another one, or none, to others stays text: numbers
 * with a leading 0 (octal in YAML 1.1, decimal elsewhere) or beyond 64 bits, infinities, {@code 22:30} (which YAML 1.1
 * takes for base 60), {@code 12e5} without a point, dates.
 */
public final class ScalarTypes {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?");

    private ScalarTypes() {}

    /** Empty if the tag is none of YAML's core scalar types, or the text does not fit a tag that was written. */
    static Optional<TypedValue> typed(Tag tag, String text, boolean explicit) {
        @Nullable
        Object value = switch (tag.getValue()) {
            case "tag:yaml.org,2002:null" -> null;
            case "tag:yaml.org,2002:bool" -> bool(text);
            case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float" -> number(text);
            default -> text;
        };
        boolean misfit = explicit && value instanceof String && !isText(tag);
        return misfit ? Optional.empty() : Optional.of(new TypedValue(value));
    }

    /** Wraps the value, which may be null. */
    record TypedValue(@Nullable Object value) {}

    private static boolean isText(Tag tag) {
        return tag.equals(Tag.STR) || tag.getValue().equals("!");
    }

    /** What this text is where it stands unquoted, if that is true or false; else the text. */
    public static Object truth(String text) {
        return bool(text);
    }

    private static Object bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> Written.of(text, true);
            case "no", "false", "off" -> Written.of(text, false);
            default -> text;
        };
    }

    /** The number, as Long, Double or {@link Written}, that this text is where it stands unquoted; else the text. */
    public static Object number(String text) {
        return INTEGER.matcher(text).matches() ? integer(text) : decimal(text);
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        String unsigned = digits.replaceFirst("^[-+]", "");
        String sign = digits.startsWith("-") ? "-" : "";
        try {
            return Written.of(text, Long.parseLong(sign + unsigned.replaceFirst("^0[bx]", ""), radix(unsigned)));
        } catch (NumberFormatException e) {
            return text; // more than 64 bits
        }
    }

    private static int radix(String unsigned) {
        return unsigned.startsWith("0b") ? 2 : unsigned.startsWith("0x") ? 16 : 10;
    }

    private static Object decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return text;
        }
        double value = Double.parseDouble(text.replace("_", ""));
        return Double.isFinite(value) ? Written.of(text, value) : text;
    }
}
