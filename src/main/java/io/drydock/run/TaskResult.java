package io.drydock.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one task (of one item, for a loop) on one host. Texts hold no secrets and no control characters.
 *
 * @param ignored the task failed and its ignore_errors let the rest go on
 * @param duration as the controller saw it, from the task's first event to its last
 */
public record TaskResult(
    String name, String action, Outcome outcome, Optional<String> message, Optional<String> diff, boolean ignored, Duration duration) {}
