package io.drydock.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What holds for a whole run.
 *
 * @param id the run's name, in locks and reports
 * @param epoch 1 for the controller that began the run, one more for each that has gone on with it
 * @param owner whose run it is and since when, without spaces in either: what a host tells others that come meanwhile
 * @param reconnect how long a host that was lost in an apply is tried to be reached again
 * @param commandTimeout the longest one program may take
 * @param taskTimeout in seconds, of a task for which the playbook says none
 * @param keepPrograms results keep what their tasks rendered to
 * @param stop has an apply end before its time
 * @param beside what is run beside the run's own plays, for programs that hosts must not take for theirs; empty: those
 */
public record RunOptions(
        String id,
        long epoch,
        Owner owner,
        Mode mode,
        Duration commandTimeout,
        Optional<Integer> taskTimeout,
        Duration reconnect,
        boolean keepPrograms,
        StopSignal stop,
        Optional<String> beside) {
    /** For what was begun within the time of work beside the run to end, and to tell of that. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** @param by user@machine */
    public record Owner(String by, String since) {
        private static final String OTHERS = "[^A-Za-z0-9_.:@+-]";

        public Owner {
            by = by.replaceAll(OTHERS, "_");
            since = since.replaceAll(OTHERS, "_");
        }
    }

    RunOptions in(Mode mode) {
        return new RunOptions(
                id, epoch, owner, mode, commandTimeout, taskTimeout, reconnect, keepPrograms, stop, beside);
    }

    /**
     * For what is run beside the run's own plays.
     *
     * @param what no other has this name in the run, also when another process goes on with it
     * @param time that there is for it
     */
    public RunOptions beside(String what, Duration time, StopSignal stop) {
        return new RunOptions(
                id,
                epoch,
                owner,
                Mode.APPLY,
                commandTimeout.compareTo(time) < 0 ? commandTimeout : time.plus(GRACE),
                Optional.of((int) Math.max(1, time.toSeconds())),
                time,
                false,
                stop,
                Optional.of(what));
    }
}
