package io.drydock.run;

import io.drydock.diag.SourcePos;
import io.drydock.playbook.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one task (of one item, for a loop) on one host. Texts hold no secrets and no control characters.
 *
 * @param pos where the task is written; a command of the command line has no such place
 * @param ignored the task failed and its ignore_errors let the rest go on
 * @param program what the task renders to, its check and its apply; kept where a run asks for it
 * @param duration as the controller saw it, from the task's first event to its last
 * @param barrier of a planned task, why an apply comes back to the controller before it
 */
public record TaskResult(
        Optional<SourcePos> pos,
        String name,
        String action,
        Outcome outcome,
        Optional<String> message,
        Optional<String> diff,
        boolean ignored,
        Optional<String> program,
        Duration duration,
        Optional<String> barrier) {
    private static final String FAILED_BEFORE = "not run, because ";

    /** Why a task is not run that follows one that has failed. */
    static String failedBefore(String task) {
        return FAILED_BEFORE + '"' + task + "\" failed";
    }

    /** Whether the host has come to the task, and not left it out because of a failure before it. */
    boolean isReached() {
        return outcome != Outcome.SKIPPED
                || message.filter(m -> m.startsWith(FAILED_BEFORE)).isEmpty();
    }

    /** Of a task of which nothing has been run here, and why. */
    static TaskResult unrun(Task task, Outcome outcome, String why) {
        return new TaskResult(
                Optional.of(task.pos()),
                task.title(),
                task.action(),
                outcome,
                Optional.of(why),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty());
    }

    /** The same of a failure after which a block around the task goes on. */
    TaskResult rescued() {
        String why = message.map(m -> m + "\n").orElse("") + "the block around it goes on with its rescue";
        return new TaskResult(pos, name, action, outcome, Optional.of(why), diff, true, program, duration, barrier);
    }

    /** As reports and saved plans have it, without its time and its program. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", name);
        data.put("action", action);
        data.put("outcome", outcome.label());
        message.ifPresent(m -> data.put("message", m));
        diff.ifPresent(d -> data.put("diff", d));
        if (ignored) data.put("ignored", true);
        return data;
    }

    /** The same with another program. */
    public TaskResult with(Optional<String> program) {
        return new TaskResult(pos, name, action, outcome, message, diff, ignored, program, duration, barrier);
    }

    /** The same of a task that is named to be elsewhere. */
    public TaskResult at(Optional<SourcePos> other) {
        return new TaskResult(other, name, action, outcome, message, diff, ignored, program, duration, barrier);
    }

    /** The same for everything that took another time. */
    public TaskResult timeless() {
        return new TaskResult(pos, name, action, outcome, message, diff, ignored, program, Duration.ZERO, barrier);
    }
}
