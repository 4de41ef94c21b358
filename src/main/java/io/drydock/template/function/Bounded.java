package io.drydock.template.function;

/** A text that is made piece by piece, and ends the evaluation when it becomes too long. */
final class Bounded {
    /** Characters, as many as a template may render. */
    private static final int MOST = 64 << 20;

    private final StringBuilder text = new StringBuilder();

    Bounded add(CharSequence piece) {
        if (text.length() + (long) piece.length() > MOST)
            throw new FunctionFailure("the text becomes longer than " + MOST + " characters", "");
        text.append(piece);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
