package io.drydock.run;

import java.util.List;
import java.util.Map;

/** What an earlier process has done on a host in a run that is gone on with. */
public sealed interface HostPast {
    /** Nothing; what it may have looked at is looked at anew. */
    record None() implements HostPast {}

    /** All that is to be done there in this run. */
    record Ended(HostResult result) implements HostPast {}

    /**
     * A part.
     *
     * @param checkpoint the last one that {@link RunListener} was told of; what a later one did not say is as the one before had it
     * @param foreseen what was planned
     * @param results up to the checkpoint
     */
    record Begun(Map<String, Object> checkpoint, List<TaskResult> foreseen, List<TaskResult> results)
            implements HostPast {}
}
