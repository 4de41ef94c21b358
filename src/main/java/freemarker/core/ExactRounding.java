package freemarker.core;

import freemarker.template.SimpleNumber;
import freemarker.template.TemplateModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;

/** FreeMarker's built-ins that round, digit by digit: its own go by way of a double, which has no more than 15 digits. */
public final class ExactRounding extends BuiltInForNumber {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final Function<BigDecimal, Number> result;
    private final BigDecimal more;
    private final RoundingMode mode;

    private ExactRounding(Function<BigDecimal, Number> result, BigDecimal more, RoundingMode mode) {
        this.result = result;
        this.more = more;
        this.mode = mode;
    }

    /**
     * Replaces the built-ins, for all templates that are parsed from then on.
     *
     * @param result makes of what has been rounded what templates count with
     */
    public static void install(Function<BigDecimal, Number> result) {
        BuiltIn.BUILT_INS_BY_NAME.put("round", new ExactRounding(result, HALF, RoundingMode.FLOOR));
        BuiltIn.BUILT_INS_BY_NAME.put("floor", new ExactRounding(result, BigDecimal.ZERO, RoundingMode.FLOOR));
        BuiltIn.BUILT_INS_BY_NAME.put("ceiling", new ExactRounding(result, BigDecimal.ZERO, RoundingMode.CEILING));
    }

    @Override
    TemplateModel calculateResult(Number number, TemplateModel model) {
        if (!(number instanceof BigDecimal decimal)) return model; // a whole number, or what stands for any
        return new SimpleNumber(result.apply(decimal.add(more).setScale(0, mode)));
    }
}
