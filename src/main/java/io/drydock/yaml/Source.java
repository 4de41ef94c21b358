package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.error.Mark;

/** The text of a YAML file with its lines. Offsets are Java chars; columns, as SnakeYAML's marks, are code points. */
final class Source {
    private final String file;
    private final String text;
    private final int[] lineStarts;
    private final int[] pairs; // offsets of the surrogate pairs, ascending

    Source(String file, String text) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lineStarts = lineStarts(this.text);
        this.pairs = IntStream.range(0, this.text.length())
                .filter(i -> Character.isHighSurrogate(this.text.charAt(i)))
                .toArray();
    }

    private static int[] lineStarts(String text) {
        return IntStream.rangeClosed(0, text.length())
                .filter(i -> i == 0 || endsLine(text, i - 1))
                .toArray();
    }

    private static boolean endsLine(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
    }

    String text() {
        return text;
    }

    int offset(Mark mark) {
        return offset(mark.getIndex());
    }

    /** {@code codePoints}: how many come before. Each pair before adds one char, so the k-th pair is at p - k points. */
    int offset(int codePoints) {
        int low = 0;
        int high = pairs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs[middle] - middle < codePoints) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(codePoints + low, text.length());
    }

    SourcePos pos(Mark mark) {
        return pos(offset(mark));
    }

    SourcePos pos(int offset) {
        int line = line(offset);
        int start = lineStarts[line];
        return new SourcePos(file, line + 1, offset - start - pairsIn(start, offset) + 1);
    }

    private int pairsIn(int from, int to) {
        return pairs.length == 0 ? 0 : insertion(pairs, to) - insertion(pairs, from);
    }

    private static int insertion(int[] sorted, int value) {
        int found = Arrays.binarySearch(sorted, value);
        return found < 0 ? -found - 1 : found;
    }

    /** Index, from 0, of the line an offset is in. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found < 0 ? -found - 2 : found;
    }

    int lines() {
        return lineStarts.length;
    }

    int lineStart(int line) {
        return lineStarts[line];
    }

    /** Where the line's text ends, its line break not counted. */
    int lineEnd(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        while (end > lineStarts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    String lineText(int line) {
        return text.substring(lineStart(line), lineEnd(line));
    }
}
