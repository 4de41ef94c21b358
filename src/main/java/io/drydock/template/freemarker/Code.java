package io.drydock.template.freemarker;

import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.List;

/**
 * What FreeMarker parses: a stretch of a template with small insertions of ours. Keeps the way back from a place in
 * the code to the place in the written template.
 */
final class Code {
    private record Insertion(int at, int length) {}

    private final Text written;
    private final int from;
    private final StringBuilder code = new StringBuilder();
    private final List<Insertion> insertions = new ArrayList<>();

    /** Code for the written text from the given offset on. */
    Code(Text written, int from) {
        this.written = written;
        this.from = from;
    }

    /** The next stretch of the written text; stretches must follow each other without a gap. */
    Code copy(int start, int end) {
        code.append(written.chars(), start, end);
        return this;
    }

    Code insert(String ours) {
        insertions.add(new Insertion(code.length(), ours.length()));
        code.append(ours);
        return this;
    }

    String chars() {
        return code.toString();
    }

    Text written() {
        return written;
    }

    SourcePos start() {
        return written.at(from);
    }

    /** The written place of a line and column that FreeMarker reports, both counted from 1. */
    SourcePos at(int line, int column) {
        return written.at(writtenOffset(line, column));
    }

    /** The same as an offset in the written text. */
    int writtenOffset(int line, int column) {
        int offset = offset(line, column);
        int shift = 0;
        for (Insertion inserted : insertions) {
            if (inserted.at < offset) {
                shift += Math.min(inserted.length, offset - inserted.at);
            }
        }
        return from + offset - shift;
    }

    /** Whether FreeMarker means a place in what we inserted. */
    boolean isInserted(int line, int column) {
        int offset = offset(line, column);
        return insertions.stream().anyMatch(i -> i.at <= offset && offset < i.at + i.length);
    }

    private int offset(int line, int column) {
        String chars = chars();
        int i = 0;
        for (int l = 1; l < line && i < chars.length(); i++) {
            if (Text.endsLine(chars, i)) {
                l++;
            }
        }
        return Math.min(i + column - 1, chars.length());
    }
}
