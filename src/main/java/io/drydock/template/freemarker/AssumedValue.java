package io.drydock.template.freemarker;

import io.drydock.template.Any;

/** What {@link Any} is taken for in one pass of a check. {@code order}: how it compares with other numbers. */
record AssumedValue(boolean truth, int order, String text) {
    static final AssumedValue FIRST = new AssumedValue(true, 0, "0");
}
