package io.drydock.run;

import io.drydock.playbook.Meta;
import java.util.HashMap;
import java.util.Map;

/**
 * What has come of a task that one host has run for all.
 *
 * @param host which one
 * @param failed whether it has failed there, and stops the others as well
 * @param ended whether it has ended the play without a failure, for the others as well
 * @param variables what it has set or registered; a value may be null
 * @param secrets knows those of the host, which the variables may hold
 */
record SharedResult(String host, boolean failed, boolean ended, Map<String, Object> variables, Redactor secrets) {
    /** Of a task that has been run, at the host's place after it. */
    static SharedResult of(HostContext context, BoundTask task, boolean failed, HostView after) {
        Map<String, Object> variables = new HashMap<>(after.variables());
        variables.keySet().retainAll(task.gives());
        boolean ended = !failed
                && task.task().meta().filter(Meta::endsPlay).isPresent()
                && after.failures().has(FailedSections.PLAY);
        return new SharedResult(
                context.name(), failed, ended, variables, context.redactor().copy());
    }
}
