package io.drydock.yaml;

/** Whether a value was encrypted where it was written. */
public enum Encryption {
    NONE,
    /** It stood in a file that is a vault as a whole, in which it may be a template as everywhere. */
    FILE,
    /** It is the content of a {@code !vault} of its own, which is text as it is. */
    VALUE
}
