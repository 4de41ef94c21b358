package io.drydock.run;

import java.util.Locale;

/** A plan only runs checks; its programs contain no text that changes anything. */
public enum Mode {
    PLAN,
    APPLY;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
