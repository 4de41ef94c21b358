package io.drydock.run;

import java.time.Duration;

/**
 * What holds for a whole run.
 *
 * @param id the run's name, in locks and reports
 * @param commandTimeout the longest one program may take
 * @param keepPrograms results keep what their tasks rendered to
 * @param stop has an apply end before its time
 */
public record RunOptions(String id, Mode mode, Duration commandTimeout, boolean keepPrograms, StopSignal stop) {
    RunOptions in(Mode mode) {
        return new RunOptions(id, mode, commandTimeout, keepPrograms, stop);
    }
}
