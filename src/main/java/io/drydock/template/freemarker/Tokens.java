package io.drydock.template.freemarker;

import io.drydock.template.freemarker.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tokens of one FreeMarker expression. It need not judge syntax, FreeMarker does; it must only agree with
 * FreeMarker on where strings, brackets and the whole expression end.
 */
final class Tokens {
    /** What ends the expression: the end of a {@code <#tag>}, of an interpolation, or of the text. */
    enum Until {
        GREATER_THAN,
        BRACE,
        BRACKET,
        END_OF_TEXT
    }

    private static final List<String> SYMBOLS = List.of(
            "...", "..<", "..!", "..*", "??", "!=", "==", "<=", "->", "&&", "||", "..", "++", "--", "**", "+=", "-=");

    private final String chars;
    private final Until until;
    private final List<Token> found = new ArrayList<>();
    private int at;
    private int parens;
    private int brackets;
    private int braces;

    private Tokens(String chars, int from, Until until) {
        this.chars = chars;
        this.at = from;
        this.until = until;
    }

    /** {@code end} is the offset of what ended the expression, or -1 if it does not end or closes what is not open. */
    record Read(List<Token> tokens, int end) {}

    static Read read(String chars, int from, Until until) {
        Tokens tokens = new Tokens(chars, from, until);
        int end = tokens.readAll();
        return new Read(List.copyOf(tokens.found), end);
    }

    private int readAll() {
        while (at < chars.length()) {
            if (ends(chars.charAt(at))) {
                return at;
            }
            if (!next()) {
                return -1;
            }
        }
        return until == Until.END_OF_TEXT && parens == 0 && brackets == 0 && braces == 0 ? at : -1;
    }

    private boolean ends(char c) {
        return switch (until) {
            case GREATER_THAN -> c == '>' && parens == 0;
            case BRACE -> c == '}' && braces == 0;
            case BRACKET -> c == ']' && brackets == 0;
            case END_OF_TEXT -> false;
        };
    }

    /** Reads one token, blank or comment; false if the text breaks off or a bracket closes nothing. */
    private boolean next() {
        char c = chars.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
            return true;
        }
        if (chars.startsWith("<#--", at) || chars.startsWith("[#--", at) || chars.startsWith("<!--", at)) {
            return comment();
        }
        if (c == '"' || c == '\'') {
            return string(at, true);
        }
        if (c == 'r' && at + 1 < chars.length() && (chars.charAt(at + 1) == '"' || chars.charAt(at + 1) == '\'')) {
            return string(at + 1, false);
        }
        if (digit(at)) {
            return add(Kind.NUMBER, numberEnd());
        }
        int end = nameEnd();
        return end > at ? add(Kind.NAME, end) : symbol(c);
    }

    private boolean add(Kind kind, int end) {
        found.add(new Token(kind, at, chars.substring(at, end)));
        at = end;
        return true;
    }

    private boolean comment() {
        for (int i = at + 4; i < chars.length(); i++) {
            if (chars.startsWith("-->", i) || chars.startsWith("--]", i)) {
                at = i + 3;
                return true;
            }
        }
        return false;
    }

    private boolean string(int quote, boolean escapes) {
        for (int i = quote + 1; i < chars.length(); i++) {
            if (chars.charAt(i) == chars.charAt(quote)) {
                return add(escapes ? Kind.STRING : Kind.RAW_STRING, i + 1);
            }
            if (escapes && chars.charAt(i) == '\\') {
                i++;
            }
        }
        return false;
    }

    private boolean digit(int i) {
        return i < chars.length() && chars.charAt(i) >= '0' && chars.charAt(i) <= '9';
    }

    private int numberEnd() {
        int end = at;
        while (digit(end) || chars.startsWith(".", end) && digit(end + 1) && chars.charAt(end - 1) != '.') {
            end++;
        }
        return end;
    }

    private int nameEnd() {
        int end = at;
        while (end < chars.length()) {
            char c = chars.charAt(end);
            if (c == '\\' && end + 1 < chars.length() && "-.:#".indexOf(chars.charAt(end + 1)) >= 0) {
                end += 2;
            } else if (c == '@' || Character.isJavaIdentifierPart(c)) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }

    private boolean symbol(char c) {
        switch (c) {
            case '(' -> parens++;
            case ')' -> parens--;
            case '[' -> brackets++;
            case ']' -> brackets--;
            case '{' -> braces++;
            case '}' -> braces--;
            default -> {}
        }
        int length = SYMBOLS.stream()
                .filter(s -> chars.startsWith(s, at))
                .findFirst()
                .map(String::length)
                .orElse(1);
        add(Kind.SYMBOL, at + length);
        return parens >= 0 && brackets >= 0 && braces >= 0;
    }
}
