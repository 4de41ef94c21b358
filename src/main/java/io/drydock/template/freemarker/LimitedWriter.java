package io.drydock.template.freemarker;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written to it, up to {@link Limits#LENGTH}. */
class LimitedWriter extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        if (text.length() + (long) length > Limits.LENGTH) {
            throw new TooMuch("its result has more than " + Limits.LENGTH + " characters");
        }
        text.append(chars, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
