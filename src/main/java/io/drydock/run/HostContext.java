package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.FactSubset;
import io.drydock.inventory.Host;
import io.drydock.playbook.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What stays the same for a host through a whole run. */
record HostContext(
        Host host,
        Access access,
        ActionLibrary library,
        Variables variables,
        RunOptions options,
        RunListener listener,
        Redactor redactor) {
    static final String RUN_ID = "run_id";

    HostContext in(Mode mode, RunListener listener) {
        return new HostContext(host, access, library, variables, options.in(mode), listener, redactor);
    }

    String name() {
        return host.name();
    }

    /** Tells this work on the host from other work of the run on the same machine. */
    String id() {
        return options.beside().map(what -> what + " on ").orElse("") + name();
    }

    /** What a task of a play sees. */
    LayeredScope scope(BoundPlay play, Task task, Map<String, Object> known) {
        Map<String, Object> all = new HashMap<>(known);
        all.put(Variables.HOSTVARS, variables.hostVars(mode()));
        return variables.of(host, play.play(), task, all).above(Map.of(RUN_ID, options.id()));
    }

    /** The facts that are gathered of it besides those of every host. */
    Set<FactSubset> subsets() {
        return variables.subsets();
    }

    Mode mode() {
        return options.mode();
    }
}
