package io.drydock.run;

import io.drydock.playbook.Conduct;
import io.drydock.playbook.Meta;
import io.drydock.playbook.Task;
import java.util.Optional;
import java.util.stream.IntStream;

/** What parts the programs of an apply, in the words of a plan's reader. */
final class Barrier {
    private Barrier() {}

    /**
     * Why an apply comes back to the controller before the task at a place; empty: it does not, or has not been on the host before.
     *
     * @param begins whether a program of the plan begins there
     */
    static Optional<String> before(BoundPlay play, int place, boolean begins, Access access) {
        if (place == 0) return Optional.empty();
        BoundTask bound = play.course().at(place);
        BoundTask last = play.course().at(place - 1);
        Conduct conduct = bound.task().conduct();
        if (bound.action().restarts()) return Optional.of("it may restart the host");
        if (!bound.action().gathers().isEmpty()) return Optional.of("facts are gathered for it");
        if (conduct.runOnce()) return Optional.of("one host runs it for all");
        if (conduct.delegateTo().isPresent()) return Optional.of("it is delegated");
        if (conduct.throttle().isPresent()) return Optional.of("it is throttled");
        if (bound.task().meta().equals(Optional.of(Meta.BARRIER))) return Optional.of("hosts wait for each other");
        if (bound.task().meta().equals(Optional.of(Meta.RESET_CONNECTION))) return Optional.of("it logs in anew");
        if (bound.task().judgement().isRepeatedByController())
            return Optional.of("the controller decides whether it is tried again");
        return begins || isAlone(last.task()) ? Optional.of(after(play, place, access)) : Optional.empty();
    }

    /** Why a program ends between two tasks of which the second one does not ask for that. */
    private static String after(BoundPlay play, int place, Access access) {
        Course course = play.course();
        BoundTask last = course.at(place - 1);
        Task task = last.task();
        if (last.action().restarts()) return "the task before may restart the host";
        if (task.judgement().needsController()) return "the controller judges the task before";
        if (isAlone(task)) return "the task before has a program of its own";
        if (!access.of(task.become()).equals(access.of(course.at(place).task().become())))
            return "it runs as another user";
        boolean goesRound = IntStream.range(0, course.size())
                .anyMatch(other -> course.isHandler(other) && course.notifiesBack(other));
        if (goesRound && (course.isHandler(place) || course.isHandler(place - 1)))
            return "a handler may ask for an earlier one";
        return "it needs what an earlier task tells";
    }

    private static boolean isAlone(Task task) {
        return task.conduct().runOnce()
                || task.conduct().delegateTo().isPresent()
                || task.conduct().throttle().isPresent();
    }
}
