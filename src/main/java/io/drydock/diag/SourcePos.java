package io.drydock.diag;

/** A place in an input: the file as the user named it, line and column counted from 1; 0 and 0 for the whole of it. */
public record SourcePos(String file, int line, int column) {
    /** A file as a whole, or an option of the command line. */
    public static SourcePos of(String source) {
        return new SourcePos(source, 0, 0);
    }

    private boolean isOption() {
        return file.startsWith("-") && file.length() > 1;
    }

    /** As a sentence names it: an option of the command line has no lines. */
    @Override
    public String toString() {
        return line == 0 || isOption() ? file : file + ":" + line + ":" + column;
    }
}
