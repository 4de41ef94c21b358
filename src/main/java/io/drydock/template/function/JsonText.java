package io.drydock.template.function;

import io.drydock.json.Written;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plain values without secrets as JSON, as Python writes it. */
final class JsonText {
    private static final int DEEPEST = 1000;

    private final int indent;

    /** @param indent of each level, with sorted keys and a line for each value; 0 for one line, with keys in their own order */
    JsonText(int indent) {
        this.indent = indent;
    }

    String write(@Nullable Object value) {
        return write(value, 0);
    }

    private String write(@Nullable Object value, int depth) {
        if (depth > DEEPEST) throw new FunctionFailure("the value is deeper than " + DEEPEST + " levels", "");
        return switch (value) {
            case null -> "null";
            case Number number -> Written.text(number);
            case Written written -> written.json();
            case Boolean truth -> truth.toString();
            case List<?> list -> around(list.stream().map(item -> write(item, depth + 1)), "[", "]", depth);
            case Map<?, ?> map ->
                around(
                        (indent == 0 ? map : new TreeMap<>(map))
                                .entrySet().stream()
                                        .map(entry -> quote(entry.getKey().toString()) + ": "
                                                + write(entry.getValue(), depth + 1)),
                        "{",
                        "}",
                        depth);
            default -> quote(value.toString());
        };
    }

    private String around(Stream<String> parts, String open, String close, int depth) {
        List<String> all = parts.toList();
        if (all.isEmpty() || indent == 0) return all.stream().collect(Collectors.joining(", ", open, close));
        String line = "\n" + " ".repeat(indent * depth);
        String inner = line + " ".repeat(indent);
        return all.stream().collect(Collectors.joining("," + inner, open + inner, line + close));
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(c < ' ' ? String.format("\\u%04x", c) : Character.toString((char) c));
            }
        });
        return out.append('"').toString();
    }
}
