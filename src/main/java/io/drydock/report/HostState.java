package io.drydock.report;

import io.drydock.diag.Labelled;
import java.util.Optional;

/** Where a host of a run stands. */
public enum HostState implements Labelled {
    OK,
    CHANGED,
    FAILED,
    UNREACHABLE,
    IGNORED,
    INTERRUPTED,
    /** It was begun, and the run ended before all of its plays were done. */
    STOPPED,
    /** It was begun, and nothing tells that it has ended. */
    UNFINISHED,
    NOT_STARTED;

    /** As the status of a result, where there is such a one. */
    @Override
    public String label() {
        return Labelled.super.label().replace('-', ' ');
    }

    /** Whether it has ended, and not as it should have, for a reason of its own. */
    public boolean isBad() {
        return this == FAILED || this == UNREACHABLE || this == INTERRUPTED;
    }

    /** By the status of a journal; one that is not known here is no success. */
    static HostState of(String status) {
        Optional<HostState> known = Labelled.of(HostState.class, status);
        return known.orElse(UNFINISHED);
    }
}
