package io.drydock.template;

import io.drydock.diag.Diagnostic;

/** An evaluation failed because of what the template says; never for a fault of this program. */
public final class TemplateFailure extends RuntimeException {
    private final Diagnostic diagnostic;
    private final boolean certain;

    public TemplateFailure(Diagnostic diagnostic) {
        this(diagnostic, false);
    }

    /** @param certain whether it fails whatever values the hosts have */
    public TemplateFailure(Diagnostic diagnostic, boolean certain) {
        super(diagnostic.pos() + ": " + diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
        this.certain = certain;
    }

    public boolean isCertain() {
        return certain;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
