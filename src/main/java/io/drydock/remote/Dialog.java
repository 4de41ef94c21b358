package io.drydock.remote;

import io.drydock.diag.Secret;
import java.util.Optional;

/** The person who runs Drydock, for what cannot be known before a host asks it. Thread-safe: one question at a time. */
public interface Dialog {
    /** Nobody is there. */
    Dialog NOBODY = new Dialog() {
        @Override
        public boolean isPossible() {
            return false;
        }

        @Override
        public Optional<Secret> ask(String question, boolean echo) {
            return Optional.empty();
        }
    };

    /** Whether there is somebody to ask. */
    boolean isPossible();

    /**
     * Waits for an answer; empty where there is none.
     *
     * @param question may hold what a host says, and more than one line
     * @param echo what is typed may show
     */
    Optional<Secret> ask(String question, boolean echo);
}
