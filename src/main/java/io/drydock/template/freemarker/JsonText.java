package io.drydock.template.freemarker;

import io.drydock.diag.Secret;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON, on one line, in their own order. */
final class JsonText {
    private final Evaluation evaluation;

    JsonText(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    String write(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> Written.text(number);
            case Written written -> written.json();
            case Boolean truth -> truth.toString();
            case List<?> list -> list.stream().map(this::write).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quote(entry.getKey().toString()) + ": " + write(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Secret secret -> quote(evaluation.reveal(secret));
            case Any _, HostValue _ -> quote(evaluation.guess().text());
            default -> quote(value.toString());
        };
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
