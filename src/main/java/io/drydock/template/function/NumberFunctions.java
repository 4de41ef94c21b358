package io.drydock.template.function;

import io.drydock.json.Written;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, and sizes for people. */
final class NumberFunctions {
    private static final int LONGEST = 400; // digits
    private static final Pattern DECIMAL =
            Pattern.compile("\\s*[-+]?(?:[0-9][0-9_]*\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\\s*");
    private static final Pattern SIZE =
            Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([kKmMgGtTpPeEzZyY]?)(i?[bB]|ytes?)?\\s*");
    private static final String UNITS = "KMGTPEZY";

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "round",
                    "number x, [number digits], [text method]",
                    "The number with so many digits behind the point; the method is `common`, `ceil` or `floor`.",
                    "round(2.345, 1)",
                    "2.3",
                    NumberFunctions::round),
            TemplateFunction.of(
                    "pow",
                    "number x, number y",
                    "x to the power of y, a whole number.",
                    "pow(2, 10)",
                    "1024",
                    NumberFunctions::pow),
            TemplateFunction.of(
                    "range",
                    "number start, [number end], [number step]",
                    "The numbers from the start, up to and without the end; with one number from 0 up to it.",
                    "range(0, 10, 4)",
                    "[0,4,8]",
                    NumberFunctions::range),
            TemplateFunction.of(
                    "human_readable",
                    "number bytes, [truth bits], [text unit]",
                    "A number of bytes (or bits) for people; the unit is chosen, or one of `K`, `M`, `G`, `T`.",
                    "human_readable(1536)",
                    "\"1.50 KB\"",
                    NumberFunctions::humanReadable),
            TemplateFunction.of(
                    "human_to_bytes",
                    "text size, [text unit]",
                    "The bytes that a size such as `10 MB` or `2G` stands for, by 1024; a text without a unit has the unit that is given.",
                    "human_to_bytes(\"1.5G\")",
                    "1610612736",
                    NumberFunctions::humanToBytes));

    private NumberFunctions() {}

    static @Nullable Object whole(Call call) {
        int base = call.count(2, 10);
        Optional<BigDecimal> number = base == 10 ? number(call) : ofBase(call.text(0), base);
        return number.map(n -> (Object) Decimals.plain(n.setScale(0, RoundingMode.DOWN)))
                .orElseGet(() -> other(call));
    }

    static @Nullable Object fraction(Call call) {
        return number(call).map(n -> (Object) Decimals.plain(n)).orElseGet(() -> other(call));
    }

    private static Object other(Call call) {
        Object other = call.value(1);
        if (other != null) return other;
        throw new FunctionFailure(
                "this is no number: " + (Kinds.of(call.value(0)).equals("text") ? "the text" : Kinds.of(call.value(0))),
                "give another value for it: int(x, 0)");
    }

    private static Optional<BigDecimal> number(Call call) {
        return switch (call.revealed(Written.plain(call.value(0)))) {
            case Boolean truth -> Optional.of(truth ? BigDecimal.ONE : BigDecimal.ZERO);
            case Number number -> Decimals.of(number);
            case String text
            when text.length() < LONGEST && DECIMAL.matcher(text).matches() ->
                Optional.of(new BigDecimal(text.strip().replace("_", "").replaceFirst("\\.$", "")));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> ofBase(String text, int base) {
        if (text.length() >= LONGEST) return Optional.empty();
        String digits = text.strip()
                .replaceFirst(base == 16 ? "^0[xX]" : base == 8 ? "^0[oO]?" : base == 2 ? "^0[bB]" : "^$", "");
        try {
            return Optional.of(new BigDecimal(new BigInteger(digits.isEmpty() ? "0" : digits, base)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Number round(Call call) {
        String method = call.text(2, "common");
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new FunctionFailure("there is no method \"" + method + "\"", "valid: common, ceil, floor");
        };
        int digits = Math.clamp(call.count(1, 0), -LONGEST, LONGEST);
        return Decimals.plain(call.number(0).setScale(digits, mode));
    }

    private static Number pow(Call call) {
        BigDecimal base = call.number(0);
        int exponent = call.count(1, 1);
        if (exponent < 0 || (long) exponent * Math.max(1, base.precision()) > 2 * LONGEST)
            throw new FunctionFailure(
                    "the power has too many digits, or a part of one", "the exponent is a whole number from 0 on");
        return Decimals.plain(base.pow(exponent));
    }

    private static List<Object> range(Call call) {
        int start = call.has(1) ? call.count(0, 0) : 0;
        int end = call.has(1) ? call.count(1, 0) : call.count(0, 0);
        int step = call.count(2, 1);
        if (step == 0) throw new FunctionFailure("the step of a range is 0", "leave it out, or give another");
        List<Object> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < end : i > end; i += step) {
            call.surroundings().step(1);
            numbers.add(i);
        }
        return numbers;
    }

    private static String humanReadable(Call call) {
        BigDecimal bytes = call.number(0);
        String unit = call.text(2, "").toUpperCase(Locale.ROOT);
        String last = call.truth(1, false) ? "b" : "B";
        for (int i = UNITS.length(); i > 0; i--) {
            BigDecimal of = BigDecimal.valueOf(1024).pow(i);
            String letter = UNITS.substring(i - 1, i);
            if (unit.isEmpty() ? bytes.abs().compareTo(of) >= 0 : unit.startsWith(letter))
                return bytes.divide(of, 2, RoundingMode.HALF_EVEN).toPlainString() + " " + letter + last;
        }
        return bytes.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + (last.equals("b") ? " bits" : " Bytes");
    }

    private static Number humanToBytes(Call call) {
        Matcher size = SIZE.matcher(call.text(0));
        if (call.text(0).length() >= LONGEST || !size.matches())
            throw new FunctionFailure("the text is no size", "write a number and perhaps a unit: 10 MB, 512k, 2G");
        String unit = (size.group(2).isEmpty() ? call.text(1, "") : size.group(2)).toUpperCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0)) + 1;
        BigDecimal bytes =
                new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1024).pow(power));
        return Decimals.plain(bytes.setScale(0, RoundingMode.HALF_EVEN));
    }
}
