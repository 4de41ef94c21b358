package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.template.Any;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds undefined variables, misspelled facts and wrong types for every host before any is contacted. A task is checked once for all the
 * hosts that have the same values of the variables that it reads.
 */
public final class Checker {
    private final Variables variables;
    private final Diagnostics problems;

    public Checker(Variables variables, Diagnostics problems) {
        this.variables = variables;
        this.problems = problems;
    }

    public void check(List<BoundPlay> plays) {
        new ShellSyntax(problems).check(plays);
        Map<String, Set<String>> given = new HashMap<>();
        Registered registered = new Registered(plays, variables.ofHosts());
        for (BoundPlay play : plays) {
            safeguards(play);
            new Reachability(problems).check(play);
            play.gates().forEach(this::gate);
            HostFindings findings = new HostFindings(play.hosts().size());
            PlayCheck check = new PlayCheck(variables, findings);
            Set<String> ofPlay = names(play);
            for (Host host : play.hosts()) {
                Set<String> names = given.computeIfAbsent(host.name(), h -> new HashSet<>());
                HostNames known = new HostNames(names, registered);
                play.parts().forEach(part -> check.of(part, host, known));
                names.addAll(ofPlay);
            }
            findings.report(problems);
        }
    }

    /** Its tasks know nothing of what others have registered. */
    private void gate(BoundPlay.GateTasks gate) {
        HostFindings findings = new HostFindings(gate.play().hosts().size());
        PlayCheck check = new PlayCheck(variables, findings);
        Set<String> ofRun = Set.of("run", "batch");
        Set<String> others = variables.ofHosts();
        others.addAll(ofRun);
        Registered registered = new Registered(List.of(gate.play()), others);
        for (Host host : gate.play().hosts()) check.of(gate.play(), host, new HostNames(ofRun, registered));
        findings.report(problems);
    }

    private void safeguards(BoundPlay play) {
        Map<String, Object> ofHooks = Map.of("run", Any.ANY);
        Map<String, Object> ofGates = Map.of("run", Any.ANY, "batch", Any.ANY);
        List<Diagnostic> found = play.play().safeguards().problems(probing(play, ofGates), probing(play, ofHooks));
        found.forEach(problems::add);
    }

    private LayeredScope probing(BoundPlay play, Map<String, Object> more) {
        LayeredScope scope = variables.of(play.play(), more);
        return PlayCheck.isIncomplete(variables, play) ? scope.above(new MissingVariables()) : scope;
    }

    private static Set<String> names(BoundPlay play) {
        Set<String> names = new HashSet<>();
        play.parts().stream().flatMap(part -> part.course().everyTask()).forEach(task -> names.addAll(task.gives()));
        return names;
    }
}
