package io.drydock.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One check-and-apply of a program: a task, or one item of its loop.
 *
 * @param id its number in the events; unique within a host's part of a play
 * @param name as reports show it
 * @param place where its task stands in the play
 * @param rescued whether a block around it goes on after its failure
 * @param ignores whether the rest goes on after its failure
 * @param asks the tokens of the handlers that a change of it asks for
 * @param silent whether another task stands in its place, so that there is nothing to say of it
 * @param item the variables of its item; empty for a step that is no item of a loop, such as one for a whole loop that is not run
 * @param variables what the host's variables become once this step is ok; of {@code sets_variables} actions
 * @param endings the outcomes that the program can tell of it: CHANGE also of a change that it makes
 * @param rendered what it renders to, secrets masked; empty unless the run keeps programs, and where nothing of it is run
 * @param barrier in a plan, why an apply comes back to the controller before it
 */
record Step(
        int id,
        String name,
        BoundTask task,
        int place,
        boolean handler,
        boolean rescued,
        boolean ignores,
        List<String> asks,
        boolean silent,
        Optional<Map<String, Object>> item,
        Map<String, Object> variables,
        Set<Outcome> endings,
        Optional<String> rendered,
        Optional<String> barrier) {
    /** The same behind a barrier. */
    Step behind(String why) {
        return new Step(
                id,
                name,
                task,
                place,
                handler,
                rescued,
                ignores,
                asks,
                silent,
                item,
                variables,
                endings,
                rendered,
                Optional.of(why));
    }

    TaskResult result(Outcome outcome, Optional<String> message, Optional<String> diff, Duration duration) {
        boolean ignored = outcome.isFailure() && ignores;
        TaskResult result = new TaskResult(
                Optional.of(task.task().pos()),
                name,
                task.task().action(),
                outcome,
                message,
                diff,
                ignored,
                rendered,
                duration,
                barrier);
        return outcome.isFailure() && rescued ? result.rescued() : result;
    }
}
