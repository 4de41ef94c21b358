package io.drydock.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field of what a task registers.
 *
 * @param fields of a map, or of each item of a list, all that it can have; empty where it can have any
 */
public record ResultField(String name, Type type, Map<String, ResultField> fields, String doc) {
    /** What its value is. A string stays one also where it reads like a number. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        LIST,
        MAP,
        ANY;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What every task registers, whatever its action. */
    public static final Map<String, ResultField> COMMON = named(
            field("changed", Type.BOOLEAN, "It has changed something, or had begun to."),
            field("failed", Type.BOOLEAN, "It has failed."),
            field("skipped", Type.BOOLEAN, "It was not run, because of its when."),
            field("stdout", Type.STRING, "What it has printed, without the line breaks at the end."),
            field("stdout_lines", Type.LIST, "The lines of that."),
            field("stderr", Type.STRING, "What it has printed on standard error."),
            field("stderr_lines", Type.LIST, "The lines of that."));

    /** What a task that may be tried again registers besides. */
    public static final ResultField ATTEMPTS =
            field("attempts", Type.NUMBER, "How often it was tried, with retries or until.");

    /** What a task with a loop registers besides {@link #OF_LOOP}. */
    public static final ResultField RESULTS =
            field("results", Type.LIST, "Of a task with a loop: what each item has come to, with the item.");

    /** The common fields that a task with a loop registers of all its items together. */
    public static final List<String> OF_LOOP = List.of("changed", "failed", "skipped");

    public ResultField {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    private static ResultField field(String name, Type type, String doc) {
        return new ResultField(name, type, Map.of(), doc);
    }

    private static Map<String, ResultField> named(ResultField... fields) {
        Map<String, ResultField> named = new LinkedHashMap<>();
        for (ResultField field : fields) named.put(field.name(), field);
        return Collections.unmodifiableMap(named);
    }

    /** One that a task may register whatever its action. */
    public static Optional<ResultField> common(String name) {
        return Stream.concat(COMMON.values().stream(), Stream.of(ATTEMPTS, RESULTS))
                .filter(field -> field.name().equals(name))
                .findFirst();
    }
}
