package io.drydock.inventory;

import io.drydock.sshconfig.BracketSet;
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
                regex.append(BracketSet.expression(glob.substring(i + 1, close), "!"));
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }
}
