package io.drydock.diag;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of an input as they may be shown. What they hold is not known yet, so a secret is what stands after the name of one. */
final class SourceLines {
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9_.-])[\"']?([A-Za-z0-9_.-]+)[\"']?\\s*[:=]\\s*");
    private static final Pattern BEGIN = Pattern.compile("[ \\t]*(- +)*+");

    private final List<String> lines;

    SourceLines(List<String> lines) {
        this.lines = lines;
    }

    /** A line, counted from 0, up to the first secret in it, which is masked with what follows. */
    String shown(int index) {
        String line = lines.get(index);
        if (isBelowSecret(index)) return line.substring(0, begin(line)) + Secret.MASK;
        int secret = secretValue(line);
        return secret == line.length() ? line : line.substring(0, secret) + Secret.MASK;
    }

    /** Where the value of a secret begins; the line's length when there is none. */
    private static int secretValue(String line) {
        Matcher key = KEY.matcher(line);
        while (key.find()) {
            if (Secret.isName(key.group(1))) return key.end();
        }
        return line.length();
    }

    /** Whether a line above it that is indented less, as are those around it in YAML, has the name of a secret. */
    private boolean isBelowSecret(int index) {
        String line = lines.get(index);
        int limit =
                indent(line) + (line.stripLeading().startsWith("-") ? 1 : 0); // a list may be as far left as its name
        for (int i = index - 1; i >= 0 && limit > 0; i--) {
            String above = lines.get(i);
            if (above.isBlank() || indent(above) >= limit) continue;
            limit = indent(above);
            Matcher key = KEY.matcher(above).region(begin(above), above.length());
            if (key.lookingAt() && Secret.isName(key.group(1))) return true;
        }
        return false;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static int begin(String line) {
        Matcher begin = BEGIN.matcher(line);
        return begin.lookingAt() ? begin.end() : 0;
    }
}
