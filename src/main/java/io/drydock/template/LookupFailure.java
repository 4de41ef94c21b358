package io.drydock.template;

/** Why a secret could not be looked up on this machine; it tells no secret. */
public final class LookupFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String remedy;
    private final boolean missing;

    public LookupFailure(String what, String remedy) {
        this(what, remedy, false);
    }

    private LookupFailure(String what, String remedy, boolean missing) {
        super(what, null, false, false);
        this.what = what;
        this.remedy = remedy;
        this.missing = missing;
    }

    /** There is no such thing, so that another value may stand for it. */
    static LookupFailure missing(String what, String remedy) {
        return new LookupFailure(what, remedy, true);
    }

    public boolean isMissing() {
        return missing;
    }

    public String what() {
        return what;
    }

    public String remedy() {
        return remedy;
    }
}
