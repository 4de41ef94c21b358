package io.drydock.sshconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits the rest of a line into words: quotes of both kinds group, a backslash is one except before a quote, a blank or itself. */
final class Words {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Words(String text) {
        this.text = text;
    }

    /** Up to a comment; empty where a quote is not closed. */
    static Optional<List<String>> of(String text) {
        return new Words(text).split();
    }

    private Optional<List<String>> split() {
        while (true) {
            while (at < text.length() && isBlank(text.charAt(at))) at++;
            if (at == text.length() || text.charAt(at) == '#') return Optional.of(List.copyOf(words));
            Optional<String> word = word();
            if (word.isEmpty()) return Optional.empty();
            words.add(word.get());
        }
    }

    private Optional<String> word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1), quote))
                word.append(text.charAt(++at));
            else if (quote == 0 && isBlank(c)) break;
            else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (quote != 0 && c == quote) quote = 0;
            else word.append(c);
        }
        return quote == 0 ? Optional.of(word.toString()) : Optional.empty();
    }

    private static boolean isEscaped(char c, char quote) {
        return c == '\'' || c == '"' || c == '\\' || c == ' ' && quote == 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
