package io.drydock.template;

/** An evaluation used an {@link Unknown} value, so that its result is not known yet either. */
public final class UnknownValueException extends RuntimeException {
    private final String waitsFor;

    public UnknownValueException(String waitsFor) {
        super("known only after " + waitsFor, null, false, false);
        this.waitsFor = waitsFor;
    }

    public String waitsFor() {
        return waitsFor;
    }
}
