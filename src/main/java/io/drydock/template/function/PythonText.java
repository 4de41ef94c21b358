package io.drydock.template.function;

import io.drydock.json.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain values as Python's repr writes them. */
final class PythonText {
    private static final int DEEPEST = 1000;

    private PythonText() {}

    static String of(@Nullable Object value) {
        return of(value, 0);
    }

    private static String of(@Nullable Object value, int depth) {
        if (depth > DEEPEST) throw new FunctionFailure("the value is deeper than " + DEEPEST + " levels", "");
        return switch (Written.plain(value)) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case Number number -> Written.text(number);
            case List<?> list ->
                list.stream().map(item -> of(item, depth + 1)).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> quoted(e.getKey().toString()) + ": " + of(e.getValue(), depth + 1))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Object other -> quoted(other.toString());
        };
    }

    /** In single quotes, unless it has such and no double ones. */
    private static String quoted(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c == quote) out.append('\\').append(quote);
                    else if (c < ' ' || c >= 0x7f && c <= 0xa0 || c == 0xad) out.append(String.format("\\x%02x", c));
                    else out.appendCodePoint(c);
                }
            }
        });
        return out.append(quote).toString();
    }
}
