package io.drydock.run;

import io.drydock.action.ActionSpec;
import io.drydock.action.Arguments;
import io.drydock.inventory.Host;
import io.drydock.playbook.Task;
import io.drydock.template.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task with its action and its checked arguments.
 *
 * @param delegates hosts that it may be delegated to
 */
public record BoundTask(Task task, ActionSpec action, Arguments arguments, List<Host> delegates) {
    /** The same at another place. */
    BoundTask again() {
        return new BoundTask(task, action, arguments, delegates);
    }

    /** What stands for a value that there is once the task has been applied. */
    Unknown waitsFor() {
        return new Unknown(task.title());
    }

    /** The variables that the task sets, with what stands for their values. */
    Map<String, Object> unknownVariables() {
        Map<String, Object> unknown = new HashMap<>();
        if (action.setsVariables()) arguments.names().forEach(name -> unknown.put(name, waitsFor()));
        return unknown;
    }

    /** The names of all that later tasks know by it: what it sets, and what it registers. */
    Set<String> gives() {
        Set<String> names = new HashSet<>(unknownVariables().keySet());
        task.register().ifPresent(names::add);
        return names;
    }
}
