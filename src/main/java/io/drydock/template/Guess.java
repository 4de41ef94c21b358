package io.drydock.template;

/** What {@link Any} is taken for in one pass of a check. {@code order}: how it compares with other numbers. */
record Guess(boolean truth, int order, String text) {
    static final Guess FIRST = new Guess(true, 0, "0");
}
