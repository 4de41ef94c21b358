package io.drydock.template;

import freemarker.core.ArithmeticEngine;
import java.util.function.BinaryOperator;

/** Decimal arithmetic in which a number that is not known makes the result unknown too. */
final class AnyArithmetic extends ArithmeticEngine.BigDecimalEngine {
  private static Number known(Number a, Number b, BinaryOperator<Number> operation) {
    return a instanceof AnyNumber ? a : b instanceof AnyNumber ? b : operation.apply(a, b);
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
