package io.drydock.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that text is an extended regular expression of POSIX: what every {@code grep -E} takes for the same, GNU's,
 * busybox's and that of musl. What else one of them may know, and Perl's syntax, which none of them knows, is refused.
 */
final class PosixRegexp {
    private static final String QUANTIFIERS = "*+?{";
    private static final int MOST_TIMES = 255;
    private static final List<String> CLASSES = List.of(
            "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "xdigit");

    /** Perl's letters behind a backslash, and how POSIX writes what they mean. */
    private static final Map<Character, String> PERL = Map.ofEntries(
            Map.entry('d', "write [0-9]"),
            Map.entry('D', "write [^0-9]"),
            Map.entry('s', "write [[:space:]]"),
            Map.entry('S', "write [^[:space:]]"),
            Map.entry('w', "write [[:alnum:]_]"),
            Map.entry('W', "write [^[:alnum:]_]"),
            Map.entry('b', "write (^|[^[:alnum:]_]) before a word, ([^[:alnum:]_]|$) behind it"),
            Map.entry('<', "write (^|[^[:alnum:]_])"),
            Map.entry('>', "write ([^[:alnum:]_]|$)"),
            Map.entry('A', "write ^"),
            Map.entry('`', "write ^"),
            Map.entry('z', "write $"),
            Map.entry('Z', "write $"),
            Map.entry('\'', "write $, or ' alone for the quote"),
            Map.entry('h', "write [[:blank:]]"),
            Map.entry('t', "write [[:blank:]], or the tab itself"),
            Map.entry('n', "it is matched with single lines, which hold no line break"),
            Map.entry('r', "write [[:cntrl:]]"));

    /** What is wrong with an expression. */
    record Problem(String message, String remedy) {}

    /**
     * The ways in which a part can match no character at all, one bit for each of what that needs. The number of a bit
     * is 0 for nothing, 1 for the beginning of the line, 2 for its end, 3 for both.
     */
    private static final int NEVER = 0;

    private static final int ANYWHERE = 1;
    private static final int AT_BEGIN = 1 << 1;
    private static final int AT_END = 1 << 2;
    private static final int IN_EMPTY_LINE = 1 << 3;

    private static final class Malformed extends RuntimeException {
        private final transient Problem problem;

        Malformed(String message, String remedy) {
            super(message, null, false, false);
            this.problem = new Problem(message, remedy);
        }
    }

    private final String text;
    private int at;
    private int groups;

    private PosixRegexp(String text) {
        this.text = text;
    }

    static Optional<Problem> problem(String text) {
        try {
            new PosixRegexp(text).check();
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of(e.problem);
        }
    }

    private void check() {
        if (text.isEmpty()) {
            throw new Malformed(
                    "an empty regular expression matches every line",
                    "leave the argument away, or write what to match");
        }
        if (text.indexOf('\n') >= 0) {
            throw new Malformed(
                    "a regular expression with a line break stands for several",
                    "write it in one line, (a|b) for several");
        }
        int empty = alternatives();
        if (at < text.length()) throw new Malformed("a ) that closes nothing", "write \\) for the character");
        if ((empty & ~IN_EMPTY_LINE) != 0) {
            throw new Malformed(
                    "it matches every line, because it also matches nothing at all",
                    "write .* where every line is meant");
        }
    }

    private int alternatives() {
        int empty = branch();
        while (next('|')) {
            at++;
            empty |= branch();
        }
        return empty;
    }

    private int branch() {
        if (atEndOfBranch())
            throw new Malformed(
                    "an alternative that is empty", "write (...)? for what may be missing, \\| for the character");
        int empty = ANYWHERE;
        while (!atEndOfBranch()) empty = both(empty, piece());
        return empty;
    }

    private static int both(int a, int b) {
        int both = NEVER;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                if ((a >> i & b >> j & 1) == 1) both |= 1 << (i | j);
            }
        }
        return both;
    }

    private boolean atEndOfBranch() {
        return at == text.length() || next('|') || next(')') && groups > 0;
    }

    /** Who repeats any character means any line, which is no accident. */
    private int piece() {
        boolean anything = next('.');
        boolean anchor = next('^') || next('$');
        int atom = atom();
        if (at == text.length() || QUANTIFIERS.indexOf(text.charAt(at)) < 0) return atom;
        if (anchor)
            throw new Malformed(
                    "\"" + text.charAt(at) + "\" behind an anchor repeats nothing",
                    "write \\" + text.charAt(at) + " for the character");
        boolean optional = quantifier();
        if (at < text.length() && QUANTIFIERS.indexOf(text.charAt(at)) >= 0) throw repeatedTwice();
        return optional && !anything ? ANYWHERE : atom;
    }

    private Malformed repeatedTwice() {
        String remedy = switch (text.charAt(at)) {
            case '?' -> "there is no lazy match: write what must not be in between, such as [^;]* for .*?;";
            case '+' -> "there is no possessive match: leave the + away";
            default -> "leave one away, or put \\ before it for the character";
        };
        return unknown(text.substring(at - 1, at + 1), remedy);
    }

    private static Malformed unknown(String what, String remedy) {
        return new Malformed(what + " is not part of POSIX regular expressions", remedy);
    }

    private int atom() {
        char c = text.charAt(at);
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> bracket();
            case '\\' -> escape();
            case ')' -> throw new Malformed("a ) that closes nothing", "write \\) for the character");
            case '*', '+', '?', '{' ->
                throw new Malformed(
                        "\"" + c + "\" with nothing before it to repeat", "write \\" + c + " for the character");
            case '^', '$' -> {
                at++;
                return c == '^' ? AT_BEGIN : AT_END;
            }
            default -> at++;
        }
        return NEVER;
    }

    private int group() {
        if (text.startsWith("(?", at)) throw unknown(text.substring(at, Math.min(at + 3, text.length())), flags());
        if (text.startsWith("()", at)) throw new Malformed("() is empty", "write \\( and \\) for the characters");
        at++;
        if (at == text.length()) throw notClosed();
        groups++;
        int empty = alternatives();
        if (!next(')')) throw notClosed();
        groups--;
        at++;
        return empty;
    }

    private static Malformed notClosed() {
        return new Malformed("a ( that is not closed", "write \\( for the character");
    }

    private String flags() {
        char kind = at + 2 < text.length() ? text.charAt(at + 2) : ')';
        return switch (kind) {
            case ':' -> "write ( alone";
            case '=', '!', '<', 'P' ->
                "there is no looking ahead or behind: write what the line itself must hold, such as ^[^#]";
            case 'i' -> "write both cases, such as [Pp]ort";
            default -> "write \\(\\? for the characters";
        };
    }

    private void escape() {
        if (++at == text.length()) throw new Malformed("a \\ at the end", "write \\\\ for the character");
        char c = text.charAt(at++);
        boolean punctuation = c > ' ' && c < 127 && !Character.isLetterOrDigit(c) && c != '_';
        String perl = PERL.get(c);
        if (perl != null) throw unknown("\\" + c, perl);
        if (Character.isDigit(c)) throw unknown("\\" + c, "there are no back-references");
        if (!punctuation) throw unknown("\\" + c, "leave the \\ away");
    }

    /** Reads {@code *}, {@code +}, {@code ?} or {@code {m,n}}; whether it allows for none at all. */
    private boolean quantifier() {
        char c = text.charAt(at);
        if (c != '{') {
            at++;
            return c != '+';
        }
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,3}(,[0-9]{0,3})?")) {
            throw new Malformed("a { that is not {times}, {least,} or {least,most}", "write \\{ for the character");
        }
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        int most = comma < 0
                ? least
                : comma + 1 == inside.length() ? MOST_TIMES : Integer.parseInt(inside.substring(comma + 1));
        if (least > most || most > MOST_TIMES) {
            throw new Malformed(
                    "{" + inside + "} cannot be", "at most " + MOST_TIMES + " times, the smaller number first");
        }
        at = end + 1;
        return least == 0;
    }

    private void bracket() {
        int open = at++;
        if (next('^')) at++;
        for (boolean first = true; first || !next(']'); first = false) {
            if (at >= text.length())
                throw new Malformed("a [ that is not closed", "write \\[ for the character, []...] for a set with ]");
            if (text.startsWith("[:", at)) {
                characterClass();
            } else if (text.startsWith("[.", at) || text.startsWith("[=", at)) {
                throw new Malformed(
                        "\"" + text.substring(at, at + 2) + "\" inside [...] is not known everywhere",
                        "write the characters, [ at another place");
            } else if (next('\\')) {
                backslash();
            } else {
                member();
            }
        }
        at++;
        String set = text.substring(open, at);
        if (set.matches("\\[:[a-z]+:]"))
            throw new Malformed(set + " is a set of those characters", "write [" + set + "]");
    }

    private void characterClass() {
        int end = text.indexOf(":]", at + 2);
        String name = end < 0 ? text.substring(at + 2) : text.substring(at + 2, end);
        if (end < 0 || !CLASSES.contains(name)) {
            throw new Malformed(
                    "\"[:" + name + ":]\" is no class of characters", "there are " + String.join(", ", CLASSES));
        }
        at = end + 2;
        if (next('-') && at + 1 < text.length() && text.charAt(at + 1) != ']') {
            throw new Malformed("a range cannot begin with a class of characters", "put - first or last");
        }
    }

    /** In a set a backslash is only itself; where somebody seems to mean otherwise, what was meant is not there. */
    private void backslash() {
        if (text.startsWith("\\\\", at)) {
            at += 2;
            return;
        }
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ']';
        String remedy = switch (c) {
            case 'd' -> "write 0-9";
            case 's' -> "write [:space:], as in [[:space:]]";
            case 'w' -> "write [:alnum:]_, as in [[:alnum:]_]";
            case 't' -> "write [:blank:], as in [[:blank:]]";
            case ']' -> "put ] first, as in []abc], or \\\\ for a backslash";
            case '-' -> "put - last";
            default -> "leave it away, or write \\\\ for a backslash";
        };
        throw new Malformed("a \\ inside [...] is only a character", remedy);
    }

    private void member() {
        int from = text.codePointAt(at);
        at += Character.charCount(from);
        boolean range = next('-') && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!range) return;
        int to = text.codePointAt(at + 1);
        if (text.startsWith("[:", at + 1) || to == '\\')
            throw new Malformed("a range must end with a plain character", "put - first or last");
        if (to < from)
            throw new Malformed(
                    "the range " + text.substring(at - 1, at + 2) + " is the wrong way round",
                    "write the smaller one first");
        at += 1 + Character.charCount(to);
    }

    private boolean next(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
