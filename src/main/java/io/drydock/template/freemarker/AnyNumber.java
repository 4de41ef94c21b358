package io.drydock.template.freemarker;

import io.drydock.template.Any;

/** The number that {@link Any} is in one pass of a check; {@code order} is how it compares with every other number. */
final class AnyNumber extends Number {
    private final int order;

    AnyNumber(int order) {
        this.order = order;
    }

    int order() {
        return order;
    }

    @Override
    public int intValue() {
        return 0;
    }

    @Override
    public long longValue() {
        return 0;
    }

    @Override
    public float floatValue() {
        return 0;
    }

    @Override
    public double doubleValue() {
        return 0;
    }

    @Override
    public String toString() {
        return "0";
    }
}
