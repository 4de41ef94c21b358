package io.drydock.run;

import io.drydock.diag.Labelled;

/** What became of a task on a host: CHANGE is a plan's prediction of CHANGED. */
public enum Outcome implements Labelled {
    OK,
    CHANGE,
    CHANGED,
    DEFERRED,
    SKIPPED,
    FAILED,
    UNSUPPORTED;

    public boolean isFailure() {
        return this == FAILED || this == UNSUPPORTED;
    }

    /** A change made, predicted or possible. */
    public boolean isChange() {
        return this == CHANGE || this == CHANGED || this == DEFERRED;
    }
}
