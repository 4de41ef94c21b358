package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String STREAM = """
            Welcome to host1
            @m message 3 11
            hello@m end
            @m end 3 2
            ok
            @x end 4 2
            ok
            @m want 5 5 2 0 4
            checkü1234
            """;

    private static List<Event> read(String stream, int size) {
        List<Event> events = new ArrayList<>();
        EventReader reader = new EventReader("@m", ConcealedSecrets.NONE, events::add);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
            reader.accept(part, part.length);
        }
        return events;
    }

    /** Texts may hold what looks like an event, and other markers are no events, however the stream is cut. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsEventsByLength(int size) {
        assertEquals(
                List.of(
                        new Event.Message(3, "hello@m end"),
                        new Event.Done(3, Outcome.OK),
                        new Event.Want(5, Event.Phase.CHECK, "ü", "", "1234")),
                read(STREAM, size));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "more 3 2|ok|the unknown kind \"more\"",
                "END 3 2|ok|the unknown kind",
                "end 3|''|with 0 texts, not 1",
                "end 3 2 0|ok|with 2 texts, not 1",
                "finish 0 2|ok|with 1 texts, not 0",
                "end 3 7|changed|a task cannot end as it says",
                "end 3 6|failed|a task cannot end as it says",
                "want 3 4 1 1 1|planabc|a word that none has there",
                "output 3 6 1 1|stdlog1a|a word that none has there",
                "output 3 6 1 1|stdoutxa|a number is missing",
                "start 0 2|no|a word that none has there",
                "failed 3 5 0 5|checkcheck|a number is missing",
                "begin 0|''|a task it was not given",
                "fact 3 1 1|ab|a task it was not given",
                "finish|''|of another form",
                "end 3 1|ok|longer than it says",
            })
    void refusesWhatNoProgramSays(String header, String texts, String why) {
        BadAnswer refused = assertThrows(BadAnswer.class, () -> read("@m " + header + "\n" + texts + "\n", 1000));
        assertEquals(why, refused.getMessage().contains(why) ? why : refused.getMessage());
    }
}
