package io.drydock.ansible.jinja;

/** A text that is not Jinja2; the message says what is wrong with it. */
public final class JinjaFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String what;

    JinjaFault(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    @Override
    public String getMessage() {
        return what;
    }
}
