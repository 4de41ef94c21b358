package io.drydock.template.function;

/** What a function was given will not do; it says why, and what to write. */
public final class FunctionFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String remedy;

    public FunctionFailure(String what, String remedy) {
        super(what, null, false, false);
        this.what = what;
        this.remedy = remedy;
    }

    public String what() {
        return what;
    }

    public String remedy() {
        return remedy;
    }
}
