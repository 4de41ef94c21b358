package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.playbook.Meta;
import io.drydock.playbook.Task;
import io.drydock.template.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds tasks that are never run, and conditions that decide nothing, whatever the hosts and their variables are. */
final class Reachability {
    private final Diagnostics problems;

    Reachability(Diagnostics problems) {
        this.problems = problems;
    }

    void check(BoundPlay play) {
        play.parts().stream()
                .flatMap(part -> part.course().everyTask())
                .map(BoundTask::task)
                .forEach(this::conditions);
        afterTheEnd(play.tasks().stream().map(BoundTask::task).toList());
    }

    private void conditions(Task task) {
        Map<String, String> needed = new HashMap<>();
        for (Expression when : task.when()) {
            when.always().ifPresent(truth -> constant(when, truth));
            for (Expression.Need need : when.needs()) {
                String other = needed.putIfAbsent(need.path(), need.text());
                if (other == null || other.equals(need.text())) continue;
                problems.warn(
                        when.pos(),
                        "this never holds: " + need.path() + " cannot be both \"" + other + "\" and \"" + need.text()
                                + "\"",
                        "write || for \"or\", or give the task and what it is in no contrary conditions");
                return;
            }
        }
    }

    private void constant(Expression when, boolean truth) {
        problems.warn(
                when.pos(),
                truth ? "this condition always holds" : "this condition never holds: the task is never run",
                truth ? "leave it out" : "remove the task, or give it tags: never, so that --tags can choose it");
    }

    private void afterTheEnd(List<Task> tasks) {
        Optional<Task> end = tasks.stream()
                .filter(t -> t.meta().filter(Meta::endsPlay).isPresent())
                .filter(t ->
                        t.when().isEmpty() && t.within().isEmpty() && t.loop().isEmpty())
                .findFirst();
        if (end.isEmpty()) return;
        tasks.subList(tasks.indexOf(end.get()) + 1, tasks.size()).stream()
                .filter(t -> t.meta().isEmpty())
                .findFirst()
                .ifPresent(after -> problems.warn(
                        after.pos(),
                        "no host comes to this task: the play ends for each at line "
                                + end.get().pos().line(),
                        "give meta: " + end.get().meta().orElseThrow().word()
                                + " a condition, or remove what follows it"));
    }
}
