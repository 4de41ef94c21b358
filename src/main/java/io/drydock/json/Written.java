package io.drydock.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number or truth value that would be written otherwise than it was: {@code 3.10}, {@code 1_000}, {@code yes}. Text
 * made of it, {@link #toString} as well, is what was written; to count and to compare with, it is the value.
 *
 * @param value Long, Double or Boolean
 */
@JsonSerialize(using = Written.InJson.class)
public record Written(String text, Object value) {
    private static final String JSON_NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
    /** With more digits than this a number is written with an exponent: hosts may say 1e300000000. */
    private static final int MOST_DIGITS = 400;

    /** The value itself where it would be written just like this. */
    public static Object of(String text, Object value) {
        boolean itself = value instanceof Number number
                ? text(number).equals(text)
                : String.valueOf(value).equals(text);
        return itself ? value : new Written(text, value);
    }

    /** The value of what was written, and anything else as it is. */
    public static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Written written ? written.value : value;
    }

    /** A number for computers: no grouping, no exponent, no ".0". */
    public static String text(Number number) {
        return switch (number) {
            case Double d when !Double.isFinite(d) -> d.toString();
            case Double d -> text(BigDecimal.valueOf(d));
            case BigDecimal decimal when decimal.signum() == 0 -> "0";
            case BigDecimal decimal when Math.abs((long) decimal.scale()) > MOST_DIGITS -> decimal.toString();
            case BigDecimal decimal -> decimal.stripTrailingZeros().toPlainString();
            default -> number.toString();
        };
    }

    /** As the text that {@link #value} has in JSON. */
    public String json() {
        return value instanceof Number number && !text.matches(JSON_NUMBER)
                ? text(number)
                : value instanceof Boolean ? value.toString() : text;
    }

    @Override
    public String toString() {
        return text;
    }

    static final class InJson extends JsonSerializer<Written> {
        @Override
        public void serialize(Written written, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeRawValue(written.json());
        }
    }
}
