package io.drydock.assess;

import io.drydock.diag.Labelled;

/** How much a finding matters, the worst first. Only what is blocking keeps Docker from running. */
public enum Severity implements Labelled {
    BLOCKING,
    WARNING,
    NOTE;

    static Severity of(String label) {
        return Labelled.of(Severity.class, label).orElseThrow(() -> new IllegalArgumentException(label));
    }
}
