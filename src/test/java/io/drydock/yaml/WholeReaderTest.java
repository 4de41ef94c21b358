package io.drydock.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

class WholeReaderTest {
    private static final List<String> PARTS = List.of(
            "a",
            "b: ",
            "- ",
            "\n",
            "\n  ",
            "\n\n",
            "\r\n",
            ": ",
            "#",
            " ",
            "'",
            "\"",
            "\\n",
            "|\n  ",
            ">-\n  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&x ",
            "*x",
            "!t ",
            "? ",
            "\t",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "é",
            "\uD83D\uDE00",
            "---\n",
            "%YAML 1.1\n",
            "\u0001");

    /** SnakeYAML's own reader is what ours must be like, in what is read, in every place and in what is refused. */
    @Test
    void readsLikeTheReaderOfSnakeYaml() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(1 + random.nextInt(14), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining());
            boolean allowed = text.codePoints().allMatch(StreamReader::isPrintable);
            List<String> ours = events(text, true);
            List<String> theirs = events(text, false);
            if (allowed) assertEquals(theirs, ours, text);
            else assertEquals(theirs.getLast(), ours.getLast(), text);
        }
    }

    private static List<String> events(String text, boolean ours) {
        List<String> events = new ArrayList<>();
        try {
            LoaderOptions options = new LoaderOptions();
            ParserImpl parser =
                    new ParserImpl(ours ? new WholeReader(text) : new StreamReader(new StringReader(text)), options);
            for (Event event = parser.getEvent();
                    event != null && !event.is(Event.ID.StreamEnd);
                    event = parser.getEvent()) {
                events.add(event.getEventId()
                        + place(event.getStartMark())
                        + place(event.getEndMark())
                        + (event instanceof ScalarEvent s ? s.getValue() : ""));
            }
        } catch (MarkedYAMLException e) {
            events.add(e.getProblem() + place(e.getProblemMark()));
        } catch (ReaderException e) {
            events.add(e.getCodePoint() + " not allowed");
        }
        return events;
    }

    private static String place(Mark mark) {
        return mark == null ? "" : " " + mark.getLine() + ":" + mark.getColumn() + "@" + mark.getIndex() + " ";
    }

    /** Eight megabytes; what grows with the square of the length takes minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: %x\n",
                "a: \"%x\"\n",
                "a: '%x'\n",
                "a: |\n  %x\n",
                "a: >\n  %x\n",
                "a: b%s\n",
                "a: b%sc\n",
                "a: \"%p\"\n",
                "a: |\n%l",
                "a: >\n%l",
                "a: b\n%n",
                "a: b # %x\n",
                "? %x\n: b\n",
                "[%i b]\n",
                "a: \"%x\n",
                "a: [%i\n",
                "a: {{ %x\n",
                "%k"
            })
    void isLinear(String shape) {
        int size = 8 << 20;
        String text = shape.replace("%x", "x".repeat(size))
                .replace("%s", " ".repeat(size))
                .replace("%p", "\uD83D\uDE00".repeat(size / 2))
                .replace("%l", "  some text\n".repeat(size / 12))
                .replace("%n", "\n".repeat(size))
                .replace("%i", "item, ".repeat(size / 24))
                .replace("%k", shape.contains("%k") ? keys(200_000) : "");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            YamlNode node =
                    YamlReader.read("f", text, new Diagnostics()).orElse(YamlScalar.of("", new SourcePos("f", 1, 1)));
            if (node instanceof YamlMap map && map.entries().getFirst().value() instanceof YamlScalar scalar) {
                scalar.positions().at(1, scalar.text().length());
                scalar.positions().at(2, 1);
            }
        });
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key" + i + ": value\n").collect(Collectors.joining());
    }
}
