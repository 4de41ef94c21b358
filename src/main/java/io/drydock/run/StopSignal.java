package io.drydock.run;

/** The wish that every host ends after what it is at, and begins nothing more. Thread-safe. */
public final class StopSignal {
    private volatile boolean raised;

    public void raise() {
        raised = true;
    }

    public boolean isRaised() {
        return raised;
    }
}
