package io.drydock.yaml;

import io.drydock.diag.SourcePos;

/** Where the parts of a scalar's text stand in its file. */
@FunctionalInterface
public interface Positions {
    /**
     * The place of a character of the text. Line and column count from 1 inside the text; the column counts Java
     * chars. Places outside of the text give the nearest one in it.
     */
    SourcePos at(int line, int column);

    /** For text that stands unchanged in one line of its file, beginning at {@code start}. */
    static Positions sameLine(SourcePos start) {
        return (line, column) -> new SourcePos(start.file(), start.line(), start.column() + Math.max(column, 1) - 1);
    }
}
