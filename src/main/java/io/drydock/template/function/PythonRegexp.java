package io.drydock.template.function;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as Ansible's filters take them, which are Python's, for Java. */
final class PythonRegexp {
    private static final Map<Character, Integer> FLAGS =
            Map.of('i', Pattern.CASE_INSENSITIVE, 'm', Pattern.MULTILINE, 's', Pattern.DOTALL, 'x', Pattern.COMMENTS);

    private static final String ESCAPES = "AbBdDsSwWafnrtxu";
    private static final Pattern BOUNDS = Pattern.compile("\\{(\\d*)(,?)(\\d*)}");
    private static final Pattern NAME = Pattern.compile("\\(\\?P(?:<(\\w+)>|=(\\w+)\\))");

    private final String written;
    private final StringBuilder java = new StringBuilder();
    private int at;

    private PythonRegexp(String written) {
        this.written = written;
    }

    /**
     * @param flags letters: i for any case, m for ^ and $ at every line, s for a dot that is also a line break; others are passed over
     * @throws FunctionFailure if it is none
     */
    static Pattern compile(String written, String flags) {
        int all = Pattern.UNIX_LINES | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
        for (Map.Entry<Character, Integer> flag : FLAGS.entrySet())
            if (flags.indexOf(flag.getKey()) >= 0) all |= flag.getValue();
        try {
            return Pattern.compile(new PythonRegexp(written).translated(), all);
        } catch (PatternSyntaxException e) {
            throw bad(written, e.getDescription());
        }
    }

    /** The name that Java has for a group: it takes no underscores. */
    static String group(String name) {
        return name.replace("_", "0U0");
    }

    private static FunctionFailure bad(String written, String why) {
        return new FunctionFailure(
                "not a regular expression: " + written + " (" + why.strip() + ")",
                "write \\\\( for the character (, or r\"\\(\" in a text without escapes");
    }

    private String translated() {
        while (at < written.length()) {
            switch (written.charAt(at)) {
                case '\\' -> escape(false);
                case '[' -> set();
                case '(' -> open();
                case '{' -> bounds();
                default -> copy();
            }
        }
        return java.toString();
    }

    private void copy() {
        java.append(written.charAt(at++));
    }

    private void open() {
        Matcher name = NAME.matcher(written).region(at, written.length());
        if (written.startsWith("(?#", at)) {
            at = written.indexOf(')', at) + 1;
            if (at == 0) throw bad(written, "a comment is not closed");
        } else if (written.startsWith("(?(", at)) {
            throw bad(written, "there are no conditions in them here");
        } else if (name.lookingAt()) {
            java.append(
                    name.group(1) != null ? "(?<" + group(name.group(1)) + ">" : "\\k<" + group(name.group(2)) + ">");
            at = name.end();
        } else {
            copy();
        }
    }

    /** To Python a brace that bounds nothing is itself. */
    private void bounds() {
        Matcher bounds = BOUNDS.matcher(written).region(at, written.length());
        if (bounds.lookingAt() && bounds.end() - at > 2) {
            java.append('{')
                    .append(bounds.group(1).isEmpty() ? "0" : bounds.group(1))
                    .append(bounds.group(2));
            java.append(bounds.group(3)).append('}');
            at = bounds.end();
        } else {
            java.append("\\{");
            at++;
        }
    }

    /** Within brackets Java knows more signs than Python does. */
    private void set() {
        copy();
        if (written.startsWith("^", at)) copy();
        for (boolean first = true; at < written.length(); first = false) {
            char c = written.charAt(at);
            if (c == ']' && !first) {
                copy();
                return;
            }
            if (c == '\\') {
                escape(true);
            } else {
                if (c == '[' || c == '&' || c == ']' || c == '^') java.append('\\');
                copy();
            }
        }
        throw bad(written, "a [ is not closed");
    }

    private void escape(boolean inSet) {
        if (at + 1 == written.length()) throw bad(written, "it ends with a backslash");
        char c = written.charAt(at + 1);
        at += 2;
        switch (c) {
            case 'Z' -> java.append("\\z");
            case 'v' -> java.append("\\x0B");
            case 'b' -> java.append(inSet ? "\\x08" : "\\b");
            case '0' -> java.append("\\x00");
            default -> {
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                if (letter && ESCAPES.indexOf(c) < 0) throw bad(written, "there is no \\" + c);
                java.append('\\').append(c);
            }
        }
    }
}
