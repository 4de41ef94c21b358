package io.drydock.journal;

import io.drydock.json.Json;
import io.drydock.json.Records;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal's entry as the text of its line: one JSON object of at, epoch, sequence, type and what the event consists of. */
public final class JournalLine {
    private static final String AT = "at";
    private static final String EPOCH = "epoch";
    private static final String SEQUENCE = "sequence";
    private static final String TYPE = "type";

    private static final Map<String, Class<?>> TYPES = Stream.of(RunEvent.class, RunEvent.OfHost.class)
            .flatMap(set -> Stream.of(set.getPermittedSubclasses()))
            .filter(Class::isRecord)
            .collect(Collectors.toUnmodifiableMap(JournalLine::type, Function.identity()));

    private JournalLine() {}

    /** Without a line break. */
    public static String of(JournalEntry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(AT, entry.at().toString());
        data.put(EPOCH, entry.epoch());
        data.put(SEQUENCE, entry.sequence());
        data.put(TYPE, type(entry.event().getClass()));
        data.putAll(Records.data((Record) entry.event()));
        return Json.line(data);
    }

    /** @throws IllegalArgumentException when it is none; the message says why */
    static JournalEntry read(String line) {
        if (!(Json.read(line) instanceof Map<?, ?> data)) throw new IllegalArgumentException("it is no object");
        Map<Object, Object> rest = new LinkedHashMap<>(data);
        Instant at = instant(rest.remove(AT));
        long epoch = number(EPOCH, rest.remove(EPOCH));
        long sequence = number(SEQUENCE, rest.remove(SEQUENCE));
        return new JournalEntry(at, epoch, sequence, event(rest.remove(TYPE), rest));
    }

    private static RunEvent event(@Nullable Object type, Map<Object, Object> components) {
        Class<?> known = TYPES.get(String.valueOf(type));
        if (known == null) throw new IllegalArgumentException("an event of the unknown type \"" + type + "\"");
        return (RunEvent) Records.of(known.asSubclass(Record.class), components);
    }

    private static Instant instant(@Nullable Object text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + AT + "\" is no time", e);
        }
    }

    private static long number(String name, @Nullable Object value) {
        if (value instanceof Long number) return number;
        throw new IllegalArgumentException("\"" + name + "\" is no number");
    }

    private static String type(Class<?> event) {
        return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
