package io.drydock.template.freemarker;

import freemarker.core.ArithmeticEngine;
import io.drydock.json.Written;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A number that FreeMarker cannot narrow without an error: what it takes for an index, a width or the end of a range would wrap
 * around silently. A fraction is still cut off.
 */
final class ExactNumber extends BigDecimal {
    private static final long serialVersionUID = 1;

    /** What it was made from, and is again as the value of a template. */
    private final transient Number source;

    private ExactNumber(BigDecimal value, Number source) {
        super(value.unscaledValue(), value.scale());
        this.source = source;
    }

    /** FreeMarker negates numbers by an engine of its own, which tells them by their exact class and cannot be given another. */
    @SuppressWarnings("unchecked")
    static void install() {
        try {
            Field codes = ArithmeticEngine.ConservativeEngine.class.getDeclaredField("classCodes");
            codes.setAccessible(true);
            Map<Class<?>, Object> known = (Map<Class<?>, Object>) codes.get(null);
            known.put(ExactNumber.class, known.get(BigDecimal.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another version of FreeMarker than this was written for", e);
        }
    }

    /** The number itself where it is an int, or none that can be counted with. */
    static Number of(Number number) {
        return switch (number) {
            case Integer _, AnyNumber _, ExactNumber _ -> number;
            case Double d when !Double.isFinite(d) -> number;
            case BigDecimal decimal -> new ExactNumber(decimal, decimal);
            default -> new ExactNumber(new BigDecimal(number.toString()), number);
        };
    }

    Number source() {
        return source;
    }

    private void within(long least, long most) {
        if (compareTo(valueOf(least)) < 0 || compareTo(valueOf(most)) > 0)
            throw new ArithmeticException(
                    "the number " + Written.text(source) + " is out of range: from " + least + " to " + most);
    }

    @Override
    public byte byteValue() {
        within(Byte.MIN_VALUE, Byte.MAX_VALUE);
        return super.byteValue();
    }

    @Override
    public short shortValue() {
        within(Short.MIN_VALUE, Short.MAX_VALUE);
        return super.shortValue();
    }

    @Override
    public int intValue() {
        within(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return super.intValue();
    }

    @Override
    public long longValue() {
        within(Long.MIN_VALUE, Long.MAX_VALUE);
        return super.longValue();
    }

    @Override
    public float floatValue() {
        return (float) finite(super.floatValue());
    }

    @Override
    public double doubleValue() {
        return finite(super.doubleValue());
    }

    private static double finite(double value) {
        if (Double.isFinite(value)) return value;
        throw new ArithmeticException("the number is too large for a fraction of a computer");
    }
}
