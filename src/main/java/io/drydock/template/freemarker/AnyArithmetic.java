package io.drydock.template.freemarker;

import freemarker.core.ArithmeticEngine;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/**
 * Decimal arithmetic in which a number that is not known makes the result unknown too. Numbers have no more digits than anybody
 * needs: the text of a host may be a number of ten characters that takes a gigabyte to write out.
 */
final class AnyArithmetic extends ArithmeticEngine.BigDecimalEngine {
    static final int DIGITS = 400; // as many as the largest number of a computer has

    private static boolean small(BigDecimal number) {
        return number.precision() <= DIGITS && Math.abs((long) number.scale()) <= DIGITS;
    }

    @Override
    public Number toNumber(String text) {
        if (text.length() > 2 * DIGITS) throw new NumberFormatException("too long");
        if (!(super.toNumber(text) instanceof BigDecimal number)) throw new NumberFormatException("not finite");
        if (!small(number)) throw new NumberFormatException("too large");
        return ExactNumber.of(number);
    }

    private static Number known(Number a, Number b, BinaryOperator<Number> operation) {
        return a instanceof AnyNumber
                ? a
                : b instanceof AnyNumber ? b : bounded(operation.apply(bounded(a), bounded(b)));
    }

    private static Number bounded(Number result) {
        if (result instanceof BigDecimal decimal && !small(decimal))
            throw new ArithmeticException("the number has more than " + DIGITS + " digits");
        return ExactNumber.of(result);
    }

    @Override
    public Number hexadecimalToNumber(String text) {
        return bounded(super.hexadecimalToNumber(text));
    }

    @Override
    public int compareNumbers(Number a, Number b) {
        if (a instanceof AnyNumber any) {
            return any.order();
        }
        return b instanceof AnyNumber any ? -any.order() : super.compareNumbers(a, b);
    }

    @Override
    public Number add(Number a, Number b) {
        return known(a, b, super::add);
    }

    @Override
    public Number subtract(Number a, Number b) {
        return known(a, b, super::subtract);
    }

    @Override
    public Number multiply(Number a, Number b) {
        return known(a, b, super::multiply);
    }

    @Override
    public Number divide(Number a, Number b) {
        return known(a, b, super::divide);
    }

    @Override
    public Number modulus(Number a, Number b) {
        return known(a, b, super::modulus);
    }
}
