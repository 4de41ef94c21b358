package io.drydock.diag;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text from hosts and files that cannot deceive who reads it on a terminal: what would move the cursor, turn the direction
 * of writing or not be seen at all is shown as the escape that JSON has for it, {@code \}{@code u001b}. The streams made here
 * do so to all that is written; only escape sequences that begin with {@link #ESCAPE} pass.
 */
public final class Printable {
    /** Begins an escape sequence of Drydock's own. It is another one in each process, so no text from elsewhere has it. */
    public static final String ESCAPE = "\033" + key();

    private static final Pattern OURS = Pattern.compile(ESCAPE, Pattern.LITERAL);

    private Printable() {}

    /** Line breaks and tabs stay. */
    public static String of(String text) {
        return shown(text, false);
    }

    /** As one line, with line breaks and tabs as escapes too. */
    public static String line(String text) {
        return shown(text, true);
    }

    /** A stream in UTF-8, flushed at the end of each line; what {@code to} does not take shows in its checkError. */
    public static PrintStream stream(OutputStream to) {
        return new PrintStream(new Writer(to), false, StandardCharsets.UTF_8);
    }

    private static String key() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String shown(String text, boolean oneLine) {
        if (text.codePoints().allMatch(c -> isSafe(c, oneLine))) return text;
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isSafe(c, oneLine)) shown.appendCodePoint(c);
            else escape(c, shown);
        });
        return shown.toString();
    }

    private static boolean isSafe(int c, boolean oneLine) {
        if (c >= ' ' && c <= '~') return true;
        if (c == '\n' || c == '\t') return !oneLine;
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> !isBlank(c);
        };
    }

    /** Characters of other categories that a terminal shows as nothing: fillers, and those set aside for tags and selectors. */
    private static boolean isBlank(int c) {
        return c >= 0xE0000 && c <= 0xE0FFF
                || c >= 0x180B && c <= 0x180F
                || c >= 0xFFF0 && c <= 0xFFF8
                || switch (c) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                    default -> false;
                };
    }

    private static void escape(int c, StringBuilder shown) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            default -> {
                for (char unit : Character.toChars(c)) shown.append(String.format("\\u%04x", (int) unit));
            }
        }
    }

    /** Keeps what is no whole line yet, so that no character and no sequence is seen in two parts. */
    private static final class Writer extends OutputStream {
        private final OutputStream to;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Writer(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int end = from + length;
            while (end > from && bytes[end - 1] != '\n') end--;
            kept.write(bytes, from, end - from);
            if (end > from) flush();
            kept.write(bytes, end, from + length - end);
        }

        @Override
        public void flush() throws IOException {
            String text = kept.toString(StandardCharsets.UTF_8);
            kept.reset();
            String shown =
                    Arrays.stream(OURS.split(text, -1)).map(Printable::of).collect(Collectors.joining("\033"));
            to.write(shown.getBytes(StandardCharsets.UTF_8));
            to.flush();
            if (to instanceof PrintStream stream && stream.checkError())
                throw new IOException("the stream takes no more");
        }
    }
}
