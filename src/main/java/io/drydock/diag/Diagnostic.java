package io.drydock.diag;

import java.util.Locale;

/** One problem of an input: how grave it is, where, what, and what to do about it (empty when the message says it all). */
public record Diagnostic(Level level, SourcePos pos, String message, String remedy) {
    /** An error keeps a command from being done; a warning does not, and is to be known. */
    public enum Level implements Labelled {
        ERROR,
        WARNING;

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An error. */
    public Diagnostic(SourcePos pos, String message, String remedy) {
        this(Level.ERROR, pos, message, remedy);
    }

    public static Diagnostic warning(SourcePos pos, String message, String remedy) {
        return new Diagnostic(Level.WARNING, pos, message, remedy);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    /** All of it in one line. */
    public String inLine() {
        return pos + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
