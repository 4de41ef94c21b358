package io.drydock.template;

import freemarker.core.ArithmeticEngine;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/** Decimal arithmetic in which a number that is not known makes the result unknown too. */
final class AnyArithmetic extends ArithmeticEngine.BigDecimalEngine {
  private static final int MOST_DIGITS = 400;

  private static Number known(Number a, Number b, BinaryOperator<Number> operation) {
    return a instanceof AnyNumber ? a : b instanceof AnyNumber ? b : bounded(operation.apply(bounded(a), bounded(b)));
  }

  /** Numbers that hosts and loops make can have more digits than there is memory for. */
  private static Number bounded(Number number) {
    if (number instanceof BigDecimal decimal && (decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS)) {
      throw new ArithmeticException("a number with more than " + MOST_DIGITS + " digits");
    }
    return number;
  }

  @Override
  public Number toNumber(String text) {
    return bounded(super.toNumber(text));
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
