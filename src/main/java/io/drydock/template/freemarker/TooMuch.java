package io.drydock.template.freemarker;

/** An evaluation went past one of {@link Limits}. */
final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String what;

    TooMuch(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    @Override
    public String getMessage() {
        return "the template takes too much: " + what;
    }
}
