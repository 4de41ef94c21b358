package io.drydock.run;

import io.drydock.diag.Labelled;

/** A plan only runs checks; its programs contain no text that changes anything. */
public enum Mode implements Labelled {
    PLAN,
    APPLY
}
