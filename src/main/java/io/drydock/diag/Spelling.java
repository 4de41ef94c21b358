package io.drydock.diag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recognizes a text however it is written: as it is, escaped for JSON, a shell, XML or a URL, with control characters
 * between its characters and, from some length on, with spaces or line breaks there, also those of a diff. Immutable.
 */
final class Spelling {
    private static final int QUOTES = -1; // any quotes and backslashes: what escapes them adds more of them
    private static final int SPACE = -2;
    private static final int DOLLARS = -3; // some files double them
    private static final int LONG = 6; // characters of a text that is recognized where it is spaced out
    private static final int RUN = 64; // of quotes and backslashes: each escaping doubles them
    private static final int NOT = -1;
    private static final String ESCAPES = "\\%&";
    private static final String BASE64 = "+/-_=";

    private final int[] symbols;
    private final boolean spaced;
    private final boolean coded;

    private Spelling(String text, boolean coded) {
        int[] all = text.codePoints()
                .filter(c -> !isSkipped(c))
                .map(Spelling::symbol)
                .toArray();
        this.spaced = letters(all) >= LONG;
        this.symbols = joined(all, spaced);
        this.coded = coded;
    }

    static Spelling of(String text) {
        return new Spelling(text, false);
    }

    /** Of a piece of a text's base64, whose neighbours tell something of the text, too. */
    static Spelling ofBase64(String text) {
        return new Spelling(text, true);
    }

    private static int symbol(int c) {
        return isQuote(c) ? QUOTES : isSpace(c) ? SPACE : c == '$' ? DOLLARS : c;
    }

    /** A run is one symbol; with the spaces inside it where these do not count. */
    private static int[] joined(int[] all, boolean spaced) {
        List<Integer> symbols = new ArrayList<>();
        for (int symbol : all) {
            int size = symbols.size();
            if (symbol < 0 && size > 0 && symbols.getLast() == symbol) continue;
            if (spaced && symbol < 0 && size > 1 && symbols.getLast() == SPACE && symbols.get(size - 2) == symbol)
                symbols.removeLast();
            else symbols.add(symbol);
        }
        return symbols.stream().mapToInt(i -> i).toArray();
    }

    /** How many characters it has that are not quotes, dollars or spaces. */
    int letters() {
        return letters(symbols);
    }

    private static int letters(int[] symbols) {
        return (int) Arrays.stream(symbols).filter(s -> s >= 0).count();
    }

    /** The character that the text begins with when it is not escaped; -1 when that may be one of several. */
    int first() {
        return symbols.length == 0 ? NOT : Math.max(NOT, symbols[0]);
    }

    boolean isCoded() {
        return coded;
    }

    /**
     * How a text is read.
     *
     * @param escaped what can be read as an escaped character is taken for one
     * @param diff a line begins with the sign of a diff
     */
    record Reading(boolean escaped, boolean diff) {
        private static final List<Reading> PLAIN = List.of(new Reading(false, false));
        private static final List<Reading> LINES = List.of(new Reading(false, false), new Reading(false, true));
        private static final List<Reading> ESCAPED = List.of(new Reading(false, false), new Reading(true, false));
        private static final List<Reading> ALL = List.of(
                new Reading(false, false), new Reading(false, true), new Reading(true, false), new Reading(true, true));

        /** All the ways in which this text can be read. */
        static List<Reading> of(String text) {
            boolean escaped = text.chars().anyMatch(c -> ESCAPES.indexOf(c) >= 0);
            boolean diff = text.contains("\n+") || text.contains("\n-") || text.contains("\n ");
            return escaped ? diff ? ALL : ESCAPED : diff ? LINES : PLAIN;
        }
    }

    /** Whether it may begin with an escaped character; letters and digits need no escape. */
    boolean mayBeginEscaped() {
        return symbols.length > 0 && !(symbols[0] >= 0 && symbols[0] < 128 && Character.isLetterOrDigit(symbols[0]));
    }

    /** Where it ends if it begins at {@code from} in the text; -1 if it does not. */
    int end(String text, int from, List<Reading> readings) {
        for (Reading reading : readings) {
            int end = end(text, from, reading);
            if (end != NOT) return end;
        }
        return NOT;
    }

    private int end(String text, int from, Reading reading) {
        int at = from;
        for (int i = 0; i < symbols.length; i++) {
            int start = i == 0 ? at : gap(text, at, spaced, reading);
            boolean passed =
                    symbols[i] == SPACE && text.substring(at, start).chars().anyMatch(Spelling::isSpace);
            at = passed ? start : symbol(text, start, symbols[i], reading);
            if (at == NOT) return NOT;
        }
        return symbols.length == 0 ? NOT : coded ? widened(text, at) : at;
    }

    /** Passes the character that holds the last bits, and the padding. */
    private static int widened(String text, int at) {
        int end = at < text.length() && isBase64(text.charAt(at)) ? at + 1 : at;
        while (isAt(text, end, "=")) end++;
        return end;
    }

    static boolean isBase64(char c) {
        return c < 128 && Character.isLetterOrDigit(c) || BASE64.indexOf(c) >= 0;
    }

    private static int gap(String text, int from, boolean spaces, Reading reading) {
        int at = from;
        while (at < text.length() && (isSkipped(text.charAt(at)) || spaces && isSpace(text.charAt(at)))) {
            at += reading.diff() && text.charAt(at) == '\n' && isAt(text, at + 1, "+- ") ? 2 : 1;
        }
        return at;
    }

    /** Control characters and those that are not seen. */
    private static boolean isSkipped(int c) {
        return !isSpace(c) && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private static boolean isQuote(int c) {
        return c == '\'' || c == '"' || c == '\\';
    }

    private static boolean isAt(String text, int at, String chars) {
        return at < text.length() && chars.indexOf(text.charAt(at)) >= 0;
    }

    private int symbol(String text, int at, int symbol, Reading reading) {
        if (symbol == QUOTES) return run(text, at, "'\"\\", reading);
        if (symbol == DOLLARS) return run(text, at, "$", reading);
        if (symbol == SPACE) return space(text, at, reading);
        int raw = at < text.length() && text.codePointAt(at) == symbol ? at + Character.charCount(symbol) : NOT;
        if (raw != NOT && !(reading.escaped() && (symbol == '%' || symbol == '&'))) return raw;
        int other = escape(text, at, symbol, reading.escaped());
        return other != NOT ? other : raw;
    }

    /** Passes spaces; those of a text that is recognized spaced out have been passed as a gap, or are left out. */
    private int space(String text, int from, Reading reading) {
        int at = isAt(text, from, "+") ? from + 1 : run(text, from, " \t\n", reading);
        while (at != NOT && reading.escaped() && isAt(text, at, "+"))
            at++; // of a form, in which another plus is escaped
        return at == NOT && spaced ? from : at;
    }

    /** Passes a run of these characters, plain or escaped. */
    private int run(String text, int from, String chars, Reading reading) {
        int at = oneOf(text, from, chars, reading);
        while (at != NOT && at - from < RUN) {
            int next = oneOf(text, gap(text, at, spaced, reading), chars, reading);
            if (next == NOT) break;
            at = next;
        }
        return at;
    }

    private static int oneOf(String text, int at, String chars, Reading reading) {
        boolean code =
                reading.escaped() && isAt(text, at, "\\") && isCode(text, at + 1); // of some other character, perhaps
        for (int i = 0; i < chars.length(); i++) {
            int next = !code && isAt(text, at, chars.substring(i, i + 1))
                    ? at + 1
                    : escape(text, at, chars.charAt(i), true);
            if (next != NOT) return next;
        }
        return NOT;
    }

    private static boolean isCode(String text, int at) {
        return isAt(text, at, "u") && number(text, at + 1, 4, 16) != NOT
                || isAt(text, at, "x") && number(text, at + 1, 2, 16) != NOT
                || number(text, at, 3, 8) != NOT;
    }

    private static int escape(String text, int at, int c, boolean escaped) {
        if (at >= text.length()) return NOT;
        return switch (text.charAt(at)) {
            case '%' -> bytes(text, at, c, "%", 16, 2);
            case '&' -> entity(text, at, c);
            case '\\' -> backslashed(text, at, c, escaped);
            default -> NOT;
        };
    }

    private static int backslashed(String text, int from, int c, boolean escaped) {
        int at = from;
        while (isAt(text, at, "\\") && at - from < RUN) at++;
        int coded = escaped ? coded(text, at, c) : NOT;
        if (coded != NOT) return coded;
        return at < text.length() && text.codePointAt(at) == c ? at + Character.charCount(c) : NOT;
    }

    /** After a backslash: t, n, uXXXX, xXX or octal digits. */
    private static int coded(String text, int at, int c) {
        if (c == '\t' && isAt(text, at, "t") || c == '\n' && isAt(text, at, "n")) return at + 1;
        int end = units(text, at, c);
        if (end == NOT) end = bytes(text, at - 1, c, "\\x", 16, 2);
        return end != NOT ? end : bytes(text, at - 1, c, "\\", 8, 3);
    }

    /** uXXXX, for each half of a character that has two. */
    private static int units(String text, int from, int c) {
        int at = from;
        for (char unit : Character.toChars(c)) {
            if (at > from) {
                if (!isAt(text, at, "\\")) return NOT;
                while (isAt(text, at, "\\") && at - from < RUN) at++;
            }
            if (!isAt(text, at, "u") || number(text, at + 1, 4, 16) != unit) return NOT;
            at += 5;
        }
        return at;
    }

    /** Each byte of the character's UTF-8 after {@code mark}. */
    private static int bytes(String text, int from, int c, String mark, int radix, int digits) {
        int at = from;
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            if (!text.startsWith(mark, at) || number(text, at + mark.length(), digits, radix) != (b & 0xff)) return NOT;
            at += mark.length() + digits;
        }
        return at;
    }

    private static int number(String text, int from, int digits, int radix) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : NOT;
            if (digit < 0) return NOT;
            number = number * radix + digit;
        }
        return number;
    }

    private static int entity(String text, int at, int c) {
        String name = switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&apos;";
            default -> "&#" + c + ";";
        };
        if (text.startsWith(name, at)) return at + name.length();
        String decimal = "&#" + c + ";";
        if (text.startsWith(decimal, at)) return at + decimal.length();
        String hexadecimal = "&#x" + Integer.toHexString(c) + ";";
        return text.regionMatches(true, at, hexadecimal, 0, hexadecimal.length()) ? at + hexadecimal.length() : NOT;
    }
}
