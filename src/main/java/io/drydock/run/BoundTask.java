package io.drydock.run;

import io.drydock.action.ActionSpec;
import io.drydock.action.Arguments;
import io.drydock.playbook.Task;

/** A task with its action and its checked arguments. */
public record BoundTask(Task task, ActionSpec action, Arguments arguments) {}
