package io.drydock.run;

import io.drydock.playbook.Conduct;
import io.drydock.playbook.Task;
import java.util.Optional;
import java.util.stream.IntStream;

/** What parts the programs of an apply, in the words of a plan's reader. */
final class Barrier {
    private Barrier() {}

    /**
     * Why a task has a program of its own, as hosts wait for each other before or after it, or it may be sent again. In a plan all may be
     * at it at once.
     */
    static Optional<String> around(Task task, Mode mode) {
        Conduct conduct = task.conduct();
        if (conduct.runOnce()) return Optional.of("one host runs it for all");
        if (conduct.delegateTo().isPresent()) return Optional.of("it is delegated");
        if (mode == Mode.PLAN) return Optional.empty();
        if (conduct.throttle().isPresent()) return Optional.of("it is throttled");
        return task.judgement().isRepeatedByController()
                ? Optional.of("the controller decides whether it is tried again")
                : Optional.empty();
    }

    /** Why an apply begins a program with a task, which may go on with others. */
    static Optional<String> ahead(BoundTask task) {
        if (task.action().restarts()) return Optional.of("it may restart the host");
        if (!task.action().gathers().isEmpty()) return Optional.of("facts are gathered for it");
        return task.task().meta().flatMap(meta -> switch (meta) {
            case BARRIER -> Optional.of("hosts wait for each other");
            case RESET_CONNECTION -> Optional.of("it logs in anew");
            case FLUSH_HANDLERS, END_HOST, END_BATCH, END_PLAY -> Optional.empty();
        });
    }

    /**
     * Why an apply comes back to the controller before the task at a place; empty: it does not, or has not been on the host before.
     *
     * @param begins whether a program of the plan begins there
     */
    static Optional<String> before(BoundPlay play, int place, boolean begins, Access access) {
        if (place == 0) return Optional.empty();
        BoundTask task = play.course().at(place);
        boolean isLeft =
                begins || around(play.course().at(place - 1).task(), Mode.APPLY).isPresent();
        return ahead(task)
                .or(() -> around(task.task(), Mode.APPLY))
                .or(() -> isLeft ? Optional.of(after(play, place, access)) : Optional.empty());
    }

    /** Why a program ends between two tasks of which the second one does not ask for that. */
    private static String after(BoundPlay play, int place, Access access) {
        Course course = play.course();
        BoundTask last = course.at(place - 1);
        Task task = last.task();
        if (last.action().restarts()) return "the task before may restart the host";
        if (task.judgement().needsController()) return "the controller judges the task before";
        if (around(task, Mode.APPLY).isPresent()) return "the task before has a program of its own";
        if (!access.of(task.become()).equals(access.of(course.at(place).task().become())))
            return "it runs as another user";
        boolean goesRound = IntStream.range(0, course.size())
                .anyMatch(other -> course.isHandler(other) && course.notifiesBack(other));
        if (goesRound && (course.isHandler(place) || course.isHandler(place - 1)))
            return "a handler may ask for an earlier one";
        return "it needs what an earlier task tells";
    }
}
