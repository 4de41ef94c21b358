package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String STREAM =
            "Welcome to host1\n@m message 3 5 6\nhello@m end\nok\n@m end 3 2\nok\n@x end 4 2\nok\n@m want 5 2 0 4\nü1234\n";

    /** Texts may hold what looks like an event, and other markers are no events, however the stream is cut. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsEventsByLength(int size) {
        List<Event> events = new ArrayList<>();
        EventReader reader = new EventReader("@m", events::add);
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
            reader.accept(part, part.length);
        }
        assertEquals(
                List.of(
                        new Event("message", 3, List.of("hello", "@m end")),
                        new Event("end", 3, List.of("ok")),
                        new Event("want", 5, List.of("ü", "", "1234"))),
                events);
    }
}
