package io.drydock.action;

import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words before anything is interpolated, so that a value is always part of one word. Quotes
 * group as in a shell and are removed; a backslash outside single quotes takes the next character literally; nothing
 * else is special. An interpolation is kept whole.
 */
final class CommandLineWords {
    private final String text;
    private final YamlScalar scalar;
    private final List<YamlScalar> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int start = -1;

    private CommandLineWords(YamlScalar scalar) {
        this.scalar = scalar;
        this.text = scalar.text();
    }

    /** A quote or an interpolation that does not end. */
    static final class Unclosed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String what;

        private Unclosed(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        @Override
        public String getMessage() {
            return what;
        }
    }

    /** @throws Unclosed for a quote or an interpolation that does not end */
    static List<YamlScalar> split(YamlScalar scalar) {
        CommandLineWords words = new CommandLineWords(scalar);
        words.run();
        return words.words;
    }

    private void run() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                end();
                i++;
                continue;
            }
            if (start < 0) start = i;
            i = take(i, c);
        }
        end();
    }

    private int take(int i, char c) {
        if (c == '\'' || c == '"') return quoted(i + 1, c);
        if (text.startsWith("${", i)) return interpolation(i);
        if (c == '\\' && i + 1 < text.length()) i++;
        word.append(text.charAt(i));
        return i + 1;
    }

    private int quoted(int i, char quote) {
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.startsWith("${", i)) {
                i = interpolation(i);
                continue;
            }
            if (quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length()) i++;
            word.append(text.charAt(i++));
        }
        if (i == text.length()) throw new Unclosed("a quote that does not end");
        return i + 1;
    }

    private int interpolation(int i) {
        int end = i + 2;
        char quote = 0;
        for (int depth = 1; depth > 0; end++) {
            if (end == text.length()) throw new Unclosed("a ${ that does not end");
            char c = text.charAt(end);
            if (quote != 0) {
                if (c == '\\') end++;
                else if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') quote = c;
            else if (c == '{') depth++;
            else if (c == '}') depth--;
        }
        word.append(text, i, end);
        return end;
    }

    private void end() {
        if (start < 0) return;
        int column = start + 1;
        YamlScalar whole = scalar;
        String value = word.toString();
        words.add(new YamlScalar(
                whole.positions().at(1, column),
                value,
                value,
                (l, c) -> whole.positions().at(l, column + c - 1)));
        word.setLength(0);
        start = -1;
    }
}
