package io.drydock.fleet;

import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.util.List;
import java.util.Optional;

/** All that would run on a host, by one fingerprint: the same for all hosts of a class. */
final class HostProgram {
    private HostProgram() {}

    /**
     * Empty where nothing would be changed.
     *
     * @param tasks of a plan, with the fingerprints of their programs
     * @param inputs the fingerprint of what the plan was made from; it stands for the tasks that are rendered only when they are applied
     */
    static Optional<String> of(List<TaskResult> tasks, String inputs) {
        if (tasks.stream().allMatch(t -> t.outcome() == Outcome.OK || t.outcome() == Outcome.SKIPPED))
            return Optional.empty();
        List<String> programs = tasks.stream()
                .filter(t -> t.program().isPresent() || t.outcome() == Outcome.DEFERRED)
                .map(t -> t.program().orElse("to be rendered from " + inputs))
                .toList();
        return Optional.of(Fingerprint.of((Object) programs));
    }
}
