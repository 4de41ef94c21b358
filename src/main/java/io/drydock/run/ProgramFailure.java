package io.drydock.run;

/** The connection works but a program did not run to its end; the message says why as far as the host told. */
class ProgramFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String message;

    ProgramFailure(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
