package io.drydock.template;

import io.drydock.diag.Diagnostic;

/** An evaluation failed because of what the template says; never for a fault of this program. */
public final class TemplateFailure extends RuntimeException {
    private final Diagnostic diagnostic;

    public TemplateFailure(Diagnostic diagnostic) {
        super(diagnostic.pos() + ": " + diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
