package io.drydock.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a task on a host: CHANGE is a plan's prediction of CHANGED. */
public enum Outcome {
    OK,
    CHANGE,
    CHANGED,
    DEFERRED,
    SKIPPED,
    FAILED,
    UNSUPPORTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this label. */
    public static Optional<Outcome> of(String label) {
        return Arrays.stream(values()).filter(o -> o.label().equals(label)).findFirst();
    }

    public boolean isFailure() {
        return this == FAILED || this == UNSUPPORTED;
    }

    /** A change made, predicted or possible. */
    public boolean isChange() {
        return this == CHANGE || this == CHANGED || this == DEFERRED;
    }
}
