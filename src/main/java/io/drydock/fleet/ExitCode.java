package io.drydock.fleet;

import io.drydock.run.HostResult;
import io.drydock.run.HostResult.Status;
import io.drydock.run.Mode;
import java.util.List;
import java.util.Optional;

/** How the process ends. */
public enum ExitCode {
    /** Converged; for a plan: nothing to change. */
    OK(0),
    /** Some host failed. */
    FAILED(1),
    /** A plan that would change something; an assessment of hosts that are not all ready. */
    CHANGES_PENDING(2),
    /** Wrong usage or invalid input; no host was touched. */
    INVALID(3),
    /** Some host could not be reached, and none failed. */
    UNREACHABLE(4),
    /** Standard output could not be written; otherwise it would be OK or CHANGES_PENDING. */
    UNWRITTEN(5),
    /** By Ctrl-C, or a signal that asks for an end; or the run pauses, and no host has failed so far. */
    INTERRUPTED(130);

    public final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public static ExitCode of(List<HostResult> results, Mode mode) {
        if (has(results, Status.INTERRUPTED)) return INTERRUPTED;
        if (has(results, Status.FAILED)) return FAILED;
        if (has(results, Status.UNREACHABLE)) return UNREACHABLE;
        if (has(results, Status.STOPPED) || has(results, Status.NOT_STARTED)) return INTERRUPTED;
        return mode == Mode.PLAN && has(results, Status.CHANGED) ? CHANGES_PENDING : OK;
    }

    /** @param halted why the run has begun nothing more, if so: one that was ended is no success, whatever its hosts came to */
    public static ExitCode of(List<HostResult> results, Mode mode, Optional<Halt.Call> halted) {
        ExitCode code = of(results, mode);
        boolean ended = halted.filter(call -> call.kind() == Halt.Kind.STOP).isPresent();
        boolean paused = halted.isPresent() && !ended;
        boolean heldBack = code == INTERRUPTED && !paused && !has(results, Status.INTERRUPTED);
        if (heldBack || ended && (code == OK || code == INTERRUPTED)) return FAILED;
        return paused && code == OK ? INTERRUPTED : code;
    }

    private static boolean has(List<HostResult> results, Status status) {
        return results.stream().anyMatch(r -> r.status() == status);
    }
}
