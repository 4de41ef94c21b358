package freemarker.core;

/** A regular expression takes more work on a text than it may; the message says which limit it has met. */
public final class RegexpLimit extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegexpLimit(String message) {
        super(message, null, false, false);
    }
}
