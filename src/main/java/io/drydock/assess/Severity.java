package io.drydock.assess;

import java.util.Locale;

/** How much a finding matters, the worst first. Only what is blocking keeps Docker from running. */
public enum Severity {
    BLOCKING,
    WARNING,
    NOTE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
