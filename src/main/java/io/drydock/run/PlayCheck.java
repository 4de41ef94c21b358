package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.inventory.Host;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks the tasks of a play for one host after the other. */
final class PlayCheck {
    private final Variables variables;
    private final HostFindings findings;
    private final IdentityHashMap<BoundTask, TaskChecks> checks = new IdentityHashMap<>();

    PlayCheck(Variables variables, HostFindings findings) {
        this.variables = variables;
        this.findings = findings;
    }

    static boolean isIncomplete(Variables variables, BoundPlay play) {
        return variables.isIncomplete() || play.play().incomplete();
    }

    /** @param known grows by what the tasks give */
    void of(BoundPlay play, Host host, HostNames known) {
        for (BoundTask task : play.tasks()) {
            check(play, host, task, known);
            known.add(task.gives());
        }
        play.handlers().forEach(handler -> known.add(handler.gives()));
        for (BoundTask handler : play.handlers()) check(play, host, handler, known);
    }

    private void check(BoundPlay play, Host host, BoundTask task, HostNames known) {
        TaskChecks done = checks.computeIfAbsent(task, _ -> new TaskChecks());
        LayeredScope probing = variables.of(host, play.play(), task.task(), known.probing(), Set.of());
        Set<Diagnostic> found = done.of(probing).orElseGet(() -> {
            Set<String> read = new HashSet<>();
            Set<Diagnostic> problems = problems(play, host, task, known, read);
            done.put(read, probing, problems);
            return problems;
        });
        findings.add(found, host.name());
    }

    /** @param read takes the names of the variables that it depends on */
    private Set<Diagnostic> problems(BoundPlay play, Host host, BoundTask task, HostNames known, Set<String> read) {
        LayeredScope probing = variables.of(host, play.play(), task.task(), known.probing());
        if (isIncomplete(variables, play)) probing = probing.above(new MissingVariables());
        LayeredScope partial = variables.of(host, play.play(), task.task(), known.unknown());
        Set<Diagnostic> found = new LinkedHashSet<>();
        new TaskCheck(task, play.course().heard(), found).check(probing.noting(read), partial.noting(read));
        return found;
    }
}
