package io.drydock.run;

/** A program of an apply was ended on its host before it was done: killed, or with the host. It goes on where it was when it is sent again. */
final class ProgramGone extends ProgramFailure {
    private static final long serialVersionUID = 1;

    ProgramGone(String message) {
        super(message);
    }
}
