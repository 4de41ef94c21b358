package io.drydock.playbook;

import java.util.Locale;

/** What a task may say about its play itself, in place of an action: {@code meta: flush_handlers}. */
public enum Meta {
    /** Handlers that have been notified are run here. */
    FLUSH_HANDLERS,
    /** The play ends here for the host, without a failure. */
    END_HOST;

    /** The key of such a task, which stands where an action does. */
    public static final String KEY = "meta";

    /** As playbooks write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
