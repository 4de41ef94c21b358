package io.drydock.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintableTest {
    private static IntStream all() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String written(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = Printable.stream(bytes);
        stream.print(text);
        stream.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Named one by one, and not by the categories that the implementation goes by. */
    @Test
    void whatWouldDeceiveIsShownAsAnEscape() {
        IntPredicate deceives = c -> c < 0x20 && c != '\n' && c != '\t'
                || c >= 0x7F && c <= 0x9F
                || c == 0xAD
                || c == 0x61C
                || c == 0x180E
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c == 0xFEFF
                || c >= 0xFFF9 && c <= 0xFFFB
                || isSurrogate(c)
                || c >= 0xE0000 && c <= 0xE0FFF
                || c == 0x3164
                || c == 0x115F;
        all().filter(deceives).forEach(c -> {
            String shown = Printable.of(Character.toString(c));
            assertTrue(
                    shown.startsWith("\\") && shown.chars().allMatch(u -> u >= ' ' && u <= '~'),
                    () -> Integer.toHexString(c) + ": " + shown);
        });
        assertEquals(
                "\\u001b[31m \\u0080 \\u202e \\udb40\\udc41 \\r",
                Printable.of("\033[31m \u0080 \u202e \udb40\udc41 \r"));
    }

    @Test
    void whatCanBeReadStays() {
        all().filter(c -> Character.isLetterOrDigit(c) && c != 0x3164 && c != 0x115F && c != 0x1160 && c != 0xFFA0
                        || Character.isEmojiPresentation(c))
                .forEach(c -> assertEquals(Character.toString(c), Printable.of(Character.toString(c))));
        String text = "a\tb\n\u00fc \u4e2d\u6587 \ud83d\ude00 e\u0301 \u2026";
        assertEquals(text, Printable.of(text));
        assertEquals("a\\tb\\n\u00fc", Printable.line("a\tb\n\u00fc"));
    }

    @Test
    void aStreamWritesNothingElse() {
        all().filter(c -> !isSurrogate(c))
                .forEach(c -> assertEquals(Printable.of(Character.toString(c)), written(Character.toString(c))));
    }

    /** A JSON document is the same data after it has passed through a stream. */
    @Test
    void escapesAreThoseOfJson() {
        String every = all().filter(c -> !isSurrogate(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertEquals(List.of(every), Json.read(written(Json.pretty(List.of(every)))));
        assertEquals(List.of("\\\u202e\\"), Json.read(written(Json.pretty(List.of("\\\u202e\\")))));
    }

    @Test
    void onlyOurOwnSequencesPass() {
        String own = Printable.ESCAPE + "[1m";
        assertEquals("\033[1mbold\033[1m", written(own + "bold" + own));
        assertEquals("\\u001b[1m", written("\033[1m"));
        String guess = "\033" + "0".repeat(Printable.ESCAPE.length() - 1) + "[1m";
        assertTrue(written(guess).startsWith("\\u001b0"));
        assertTrue(Printable.line(own).startsWith("\\u001b"), "text in which it is quoted is only text");
    }

    /** Longer than the buffers on the way, which end in the midst of characters and sequences. */
    @Test
    void longTextIsSeenWhole() {
        String unit = "\u202e\ud83d\ude00\u4e2d" + Printable.ESCAPE + "[0m";
        assertTrue(written(unit.repeat(4000)).equals("\\u202e\ud83d\ude00\u4e2d\033[0m".repeat(4000)));
        assertTrue(written(("\ud83d\ude00" + Printable.ESCAPE + "[0m\n").repeat(4000))
                .equals("\ud83d\ude00\033[0m\n".repeat(4000)));
    }

    @Test
    void whatCannotBeWrittenShows() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };
        PrintStream stream = Printable.stream(full);
        assertFalse(stream.checkError());
        stream.println("text");
        assertTrue(stream.checkError());
        PrintStream nested = Printable.stream(new PrintStream(full));
        nested.println("text");
        assertTrue(nested.checkError());
        assertThrows(IOException.class, () -> full.write(1));
    }

    @Test
    void columnsAreThoseOfATerminal() {
        assertEquals(3, Columns.of("abc"));
        assertEquals(4 + 2 + 1, Columns.of("\u4e2d\u6587\ud83d\ude00e\u0301"));
        assertEquals("\u4e2d  ", Columns.pad("\u4e2d", 4));
        assertEquals("ab\u2026", Columns.cut("abcd", 3));
        assertEquals("abcd", Columns.cut("abcd", 4));
        assertEquals("\u4e2d\u2026", Columns.cut("\u4e2d\u6587\u4e2d", 4));
        all().filter(c -> !isSurrogate(c))
                .forEach(c ->
                        assertTrue(Columns.of(Columns.cut(Character.toString(c).repeat(9), 5)) <= 5));
    }
}
