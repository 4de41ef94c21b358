package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of ssh_config that says something, or the same as an option of the command line.
 *
 * @param keyword in small letters
 * @param rest what stands behind it, as it is written
 * @param words the rest, split
 * @param pos of the keyword
 * @param valuePos of the rest
 */
record ConfigLine(String keyword, String rest, List<String> words, SourcePos pos, SourcePos valuePos) {
    private static final String BLANK = " \t\r\n";

    ConfigLine {
        words = List.copyOf(words);
    }

    /** Empty for a line that says nothing, or that is wrong. */
    static Optional<ConfigLine> read(String line, String file, int number, Diagnostics problems) {
        String text = stripped(line);
        int start = skip(text, 0, BLANK);
        Key key = key(text, start);
        if (key.name.isEmpty() && key.end > start) key = key(text, key.end); // behind a first "="
        if (key.name.isEmpty() || key.name.startsWith("#")) return Optional.empty();
        String keyword = key.name.toLowerCase(Locale.ROOT);
        int from = skip(text, key.end, BLANK);
        SourcePos pos = new SourcePos(file, number, start + 1);
        if (from >= text.length()) {
            problems.error(
                    pos, "there is no value after " + KnownOption.spelling(keyword), "write one, or remove the line");
            return Optional.empty();
        }
        SourcePos valuePos = new SourcePos(file, number, from + 1);
        String rest = text.substring(from);
        Optional<List<String>> words = Words.of(rest);
        if (words.isEmpty())
            problems.error(valuePos, "a quote is not closed", "close it, or write a backslash before it");
        return words.map(w -> new ConfigLine(keyword, rest, w, pos, valuePos));
    }

    private static String stripped(String line) {
        int end = line.length();
        while (end > 0 && (BLANK + "\f").indexOf(line.charAt(end - 1)) >= 0) end--;
        return line.substring(0, end);
    }

    private static int skip(String text, int from, String chars) {
        int at = from;
        while (at < text.length() && chars.indexOf(text.charAt(at)) >= 0) at++;
        return at;
    }

    private record Key(String name, int end) {}

    /** A keyword ends at a blank or the first {@code =}, and may stand in double quotes. */
    private static Key key(String text, int start) {
        int at = start;
        while (at < text.length() && (BLANK + "\"=").indexOf(text.charAt(at)) < 0) at++;
        if (at == text.length()) return new Key(text.substring(start), at);
        if (text.charAt(at) == '"') {
            int close = text.indexOf('"', at + 1);
            if (close < 0) return new Key("", at);
            return new Key(text.substring(start, at) + text.substring(at + 1, close), close + 1);
        }
        String name = text.substring(start, at);
        boolean equals = text.charAt(at) == '=';
        int next = skip(text, at + 1, BLANK);
        if (!equals && next < text.length() && text.charAt(next) == '=') next++;
        return new Key(name, next);
    }

    /** The rest of the line for an option that takes all of it. */
    String command() {
        return rest.substring(skip(rest, 0, BLANK + "="));
    }
}
