package io.drydock.importer;

import java.util.Map;
import java.util.Objects;

/** Regular expressions of Python as extended ones of POSIX. */
final class PosixPattern {
    private static final Map<Character, String> CLASSES = Map.of(
            'd',
            "[0-9]",
            'D',
            "[^0-9]",
            's',
            "[[:space:]]",
            'S',
            "[^[:space:]]",
            'w',
            "[[:alnum:]_]",
            'W',
            "[^[:alnum:]_]");
    private static final Map<Character, String> IN_BRACKETS = Map.of('d', "0-9", 's', "[:space:]", 'w', "[:alnum:]_");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private PosixPattern(String text) {
        this.text = text;
    }

    /** What is in {@code ${...}} stays as it is. */
    static String posix(String text) {
        PosixPattern regexp = new PosixPattern(text);
        while (regexp.at < text.length()) regexp.next();
        return regexp.out.toString();
    }

    private void next() {
        char c = text.charAt(at);
        if (text.startsWith("${", at)) interpolation();
        else if (c == '\\') escape();
        else if (c == '[') brackets();
        else if (text.startsWith("(?:", at)) take(3, "(");
        else if (text.startsWith("(?", at)) throw refusal("(?");
        else if ("*+?}".indexOf(c) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '?') throw refusal(c + "?");
        else take(1, String.valueOf(c));
    }

    private static Refusal refusal(String what) {
        return new Refusal(
                "regular expression with " + what, "extended regular expressions of POSIX have no such thing");
    }

    private void take(int length, String written) {
        out.append(written);
        at += length;
    }

    private void interpolation() {
        int depth = 0;
        int from = at;
        do {
            char c = text.charAt(at++);
            if (c == '{') depth++;
            else if (c == '}') depth--;
        } while (at < text.length() && (depth > 0 || at == from + 1));
        out.append(text, from, at);
    }

    private void escape() {
        if (at + 1 >= text.length()) throw refusal("a backslash at its end");
        char c = text.charAt(at + 1);
        if (CLASSES.containsKey(c)) take(2, Objects.requireNonNull(CLASSES.get(c)));
        else if (c == 't') take(2, "\t");
        else if (Character.isLetterOrDigit(c)) throw refusal("\\" + c);
        else if ("\"'/#-=:,~%@!&<> ;`_".indexOf(c) >= 0) take(2, String.valueOf(c));
        else take(2, "\\" + c);
    }

    private void brackets() {
        int from = at++;
        if (at < text.length() && text.charAt(at) == '^') at++;
        StringBuilder inner = new StringBuilder(text.substring(from, at));
        boolean dash = false, first = true;
        for (; at < text.length() && (text.charAt(at) != ']' || first); at++) {
            first = false;
            char c = text.charAt(at);
            if (c != '\\' || at + 1 >= text.length()) {
                inner.append(c);
                continue;
            }
            char escaped = text.charAt(++at);
            if (IN_BRACKETS.containsKey(escaped)) inner.append(IN_BRACKETS.get(escaped));
            else if (escaped == 't') inner.append('\t');
            else if (escaped == '-') dash = true;
            else if (Character.isLetterOrDigit(escaped) || escaped == ']')
                throw refusal("\\" + escaped + " in brackets");
            else inner.append(escaped == '\\' ? "\\" : String.valueOf(escaped));
        }
        if (at >= text.length()) throw refusal("brackets that do not end");
        out.append(inner).append(dash ? "-" : "").append(']');
        at++;
    }
}
