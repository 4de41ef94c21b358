package io.drydock.template.function;

/** A text that counts how often a regular expression looks at it. */
record BoundedText(String text, Surroundings surroundings) implements CharSequence {
    @Override
    public char charAt(int index) {
        surroundings.look(text.length());
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
