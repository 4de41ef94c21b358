package io.drydock.inventory;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shell-like patterns over names: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. */
final class Glob {
    private Glob() {}

    static boolean isGlob(String text) {
        return text.contains("*") || text.contains("?") || text.contains("[");
    }

    static Predicate<String> of(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close);
                boolean not = set.startsWith("!") && set.length() > 1;
                regex.append(not ? "[^" : "[")
                        .append(escapedSet(not ? set.substring(1) : set))
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }

    /** Ranges such as a-f keep their meaning; a range the wrong way round means its characters. */
    private static String escapedSet(String set) {
        String escaped = set.replaceAll("([\\[\\]\\\\^&])", "\\\\$1");
        boolean backwards = Pattern.compile("(.)-(.)")
                .matcher(set)
                .results()
                .anyMatch(range -> range.group(1).charAt(0) > range.group(2).charAt(0));
        return backwards ? escaped.replace("-", "\\-") : escaped;
    }
}
