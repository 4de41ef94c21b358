package io.drydock.template;

/** An evaluation went past one of {@link Limits}. */
final class TooMuch extends RuntimeException {
    TooMuch(String what) {
        super("the template takes too much: " + what, null, false, false);
    }
}
