package io.drydock.playbook;

import java.util.Locale;

/** What a task may say about its play itself, in place of an action: {@code meta: flush_handlers}. */
public enum Meta {
    /** Handlers that have been notified are run here. */
    FLUSH_HANDLERS,
    /** The play ends here for the host, without a failure. */
    END_HOST,
    /** The play ends here for all hosts of the batch, without a failure, if the first of them says so. */
    END_BATCH,
    /** The same in a play that has one batch. */
    END_PLAY,
    /** A host goes on from here when all others of its batch have come here, or end before. */
    BARRIER,
    /** A host is logged in to anew here, and is a member of the groups that it has been added to. */
    RESET_CONNECTION;

    /** The key of such a task, which stands where an action does. */
    public static final String KEY = "meta";

    /** Whether no task follows it. */
    public boolean endsPlay() {
        return this == END_HOST || isForAll();
    }

    /** Whether one host decides it for all of its batch. */
    boolean isForAll() {
        return this == END_BATCH || this == END_PLAY;
    }

    /** Whether other hosts of the batch are heeded. */
    public boolean isOfHosts() {
        return isForAll() || this == BARRIER;
    }

    /** As playbooks write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
