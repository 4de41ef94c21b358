package io.drydock.template;

import java.util.Optional;
import java.util.regex.Pattern;

/** A text as one word of a shell: in programs, in what templates render, and in command lines that messages tell people to type. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+,-]+");

    private ShellWord() {}

    /** Why no shell can be given this text; it is empty for all others. */
    public static Optional<String> problem(String text) {
        if (text.indexOf('\0') >= 0) return Optional.of("a shell word cannot hold a NUL character");
        boolean half = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return half ? Optional.of("a shell word cannot hold half of a character") : Optional.empty();
    }

    /**
     * Between single quotes everything is literal in every POSIX shell; only a single quote must stand outside.
     *
     * @throws IllegalArgumentException for a text with a {@link #problem}
     */
    public static String quoted(String text) {
        problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** As people type it: without quotes where it needs none. */
    public static String typed(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** In quotes that mean the same to csh, fish and every other login shell; empty where there are none for this text. */
    public static Optional<String> inEveryShell(String text) {
        boolean safe = problem(text).isEmpty()
                && text.chars().noneMatch(c -> c == '\'' || c == '!' || Character.isISOControl(c))
                && !text.contains("\\\\")
                && !text.endsWith("\\");
        return safe ? Optional.of(quoted(text)) : Optional.empty();
    }
}
