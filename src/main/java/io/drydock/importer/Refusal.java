package io.drydock.importer;

/** Something that is not converted: what it is, by which the summary counts it, and why, or what to do. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String construct;
    private final String reason;

    Refusal(String construct, String reason) {
        super(construct, null, false, false);
        this.construct = construct;
        this.reason = reason;
    }

    String construct() {
        return construct;
    }

    String reason() {
        return reason;
    }
}
