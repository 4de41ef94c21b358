package io.drydock.run;

import java.time.Duration;

/**
 * What holds for a whole run.
 *
 * @param id the run's name, in locks and reports
 * @param commandTimeout the longest one program may take
 * @param keepPrograms results keep what their tasks rendered to
 */
public record RunOptions(String id, Mode mode, Duration commandTimeout, boolean keepPrograms) {
    RunOptions in(Mode mode) {
        return new RunOptions(id, mode, commandTimeout, keepPrograms);
    }
}
