package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlScalar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text that stands in one line of a file, not always as it is: quotes and escapes have been taken out of it. */
final class PlacedText {
    private final SourcePos line;
    private final String text;
    private final int[] columns; // of each character, and of the end

    private PlacedText(SourcePos line, String text, int[] columns) {
        this.line = line;
        this.text = text;
        this.columns = columns;
    }

    /** A whole line. Columns count code points. */
    static PlacedText line(String file, int number, String text) {
        int[] columns = new int[text.length() + 1];
        for (int i = 0, column = 1; i <= text.length(); i++) {
            columns[i] = column;
            if (i < text.length() && !Character.isHighSurrogate(text.charAt(i))) column++;
        }
        return new PlacedText(new SourcePos(file, number, 1), text, columns);
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    /** 0 at the end. */
    char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    SourcePos pos(int index) {
        int column = columns[Math.clamp(index, 0, columns.length - 1)];
        return new SourcePos(line.file(), line.line(), column);
    }

    SourcePos pos() {
        return pos(0);
    }

    PlacedText part(int from, int to) {
        return new PlacedText(line, text.substring(from, to), Arrays.copyOfRange(columns, from, to + 1));
    }

    PlacedText strip() {
        int from = text.length() - text.stripLeading().length();
        return part(from, Math.max(from, text.stripTrailing().length()));
    }

    /** A value of a type, of which this is the text. */
    YamlScalar scalar(@Nullable Object value, Encryption encryption) {
        return new YamlScalar(pos(), text, value, (_, column) -> pos(column - 1), encryption);
    }

    /** Text that is put together of characters of another one. */
    static final class Builder {
        private final PlacedText source;
        private final StringBuilder text = new StringBuilder();
        private int[] columns = new int[16];

        Builder(PlacedText source) {
            this.source = source;
        }

        /** Adds what the character at {@code index} of the source stands for. */
        void add(CharSequence more, int index) {
            int length = text.length() + more.length();
            if (length >= columns.length) columns = Arrays.copyOf(columns, 2 * length + 1);
            Arrays.fill(columns, text.length(), length, source.pos(index).column());
            text.append(more);
        }

        void add(int index) {
            add(String.valueOf(source.at(index)), index);
        }

        /** @param end where the text ends in the source */
        PlacedText text(int end) {
            int[] all = Arrays.copyOf(columns, text.length() + 1);
            all[text.length()] = source.pos(end).column();
            return new PlacedText(source.line, text.toString(), all);
        }
    }
}
