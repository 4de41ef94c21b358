package io.drydock.template;

/** Why a secret could not be looked up on this machine; it tells no secret. */
public final class LookupFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String remedy;

    public LookupFailure(String what, String remedy) {
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
