package io.drydock.cli;

/** The input has problems, which have been printed; no host was touched. */
final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidInput() {
        super(null, null, false, false);
    }
}
