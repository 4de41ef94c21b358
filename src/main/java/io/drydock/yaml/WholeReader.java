package io.drydock.yaml;

import java.io.Reader;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * What SnakeYAML's scanner reads from, with the whole text at hand. SnakeYAML's own reader takes a thousand characters
 * at a time and copies all of a word so far with each, so that a word of megabytes takes minutes.
 */
final class WholeReader extends StreamReader {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] codePoints;
    private int index;
    private int documentIndex;
    private int line;
    private int column;

    /** @throws ReaderException for a character that YAML does not allow */
    WholeReader(String text) {
        super(Reader.nullReader());
        this.codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (!isPrintable(codePoints[i])) {
                throw new ReaderException("text", i, codePoints[i], "special characters are not allowed");
            }
        }
    }

    @Override
    public Mark getMark() {
        return new Mark("text", index, line, column, codePoints, index);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && index < codePoints.length; i++) {
            int c = codePoints[index];
            move(1);
            if (Constant.LINEBR.has(c) || c == '\r' && peek() != '\n') {
                line++;
                column = 0;
            } else if (c != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    /** The character at this distance from the current one; 0 beyond the end. */
    @Override
    public int peek(int distance) {
        return index + distance < codePoints.length ? codePoints[index + distance] : 0;
    }

    @Override
    public String prefix(int length) {
        return new String(codePoints, index, Math.min(length, codePoints.length - index));
    }

    /** Passes text without a line break. */
    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        int passed = Math.min(length, codePoints.length - index);
        move(passed);
        column += passed;
        return prefix;
    }

    private void move(int length) {
        index += length;
        documentIndex += length;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getIndex() {
        return index;
    }

    @Override
    public int getDocumentIndex() {
        return documentIndex;
    }

    @Override
    public void resetDocumentIndex() {
        documentIndex = 0;
    }
}
