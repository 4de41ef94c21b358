package io.drydock.vault;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.Optional;

/** Why an encrypted text, or the password for one, cannot be had. Its message tells no secret. */
public final class VaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String remedy;
    private final transient Optional<SourcePos> elsewhere;
    private final int line;
    private final int column;

    private VaultException(String what, String remedy, Optional<SourcePos> elsewhere, int line, int column) {
        super(what, null, false, false);
        this.what = what;
        this.remedy = remedy;
        this.elsewhere = elsewhere;
        this.line = line;
        this.column = column;
    }

    /** It is the text as a whole; {@code what} goes on after a word for it. */
    static VaultException of(String what, String remedy) {
        return new VaultException(what, remedy, Optional.empty(), 0, 0);
    }

    /** It is a place in the text, counted from 1. */
    static VaultException at(int line, int column, String what, String remedy) {
        return new VaultException(what, remedy, Optional.empty(), line, column);
    }

    /** It is not the text, but an option; {@code what} is a sentence. */
    static VaultException ofOption(String option, String what, String remedy) {
        return new VaultException(what, remedy, Optional.of(SourcePos.of(option)), 0, 0);
    }

    /** Where a line and a column of an encrypted text are in its file; 0 and 0 for the whole of it. */
    @FunctionalInterface
    public interface Place {
        SourcePos at(int line, int column);
    }

    /** Behind a word for the encrypted text; a sentence of its own if it is about an option. */
    @Override
    public String getMessage() {
        return what;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }

    /** @param subject what the encrypted text is called, such as "the file" */
    public void report(String subject, Place place, Diagnostics problems) {
        problems.error(
                elsewhere.orElseGet(() -> place.at(line, column)),
                elsewhere.isPresent() ? what : subject + " " + what,
                remedy);
    }
}
