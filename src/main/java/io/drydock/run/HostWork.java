package io.drydock.run;

/** What a command does on one host, and what has become of it. Confined to one thread at a time. */
public interface HostWork {
    /** The work has ended by something that nobody has foreseen. */
    void fail(Throwable e);

    /** No more is done, although the work may not have come to its end. */
    void cutShort();

    HostResult result();
}
