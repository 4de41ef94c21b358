package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.FactSubset;
import io.drydock.inventory.Host;
import io.drydock.playbook.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What stays the same for a host through a whole run.
 *
 * @param others how hosts are reached to which its tasks are delegated
 * @param delegate the one of them to which this is, as far as it is about reaching a host and running something there
 */
record HostContext(
        Host host,
        Access access,
        ActionLibrary library,
        Variables variables,
        RunOptions options,
        RunListener listener,
        Redactor redactor,
        Function<String, Optional<Access>> others,
        Optional<String> delegate) {
    static final String RUN_ID = "run_id";

    HostContext in(Mode mode, RunListener listener) {
        return new HostContext(
                host, access, library, variables, options.in(mode), listener, redactor, others, delegate);
    }

    /** The same for what is run on another host. */
    HostContext at(String other, Access accessOfOther) {
        return new HostContext(
                host, accessOfOther, library, variables, options, listener, redactor, others, Optional.of(other));
    }

    String name() {
        return host.name();
    }

    /** Tells this work on the host from other work of the run on the same machine. */
    String id() {
        return options.beside().map(what -> what + " on ").orElse("")
                + name()
                + delegate.map(other -> " at " + other).orElse("");
    }

    /** What a task of a play sees. */
    LayeredScope scope(BoundPlay play, Task task, Map<String, Object> known) {
        Map<String, Object> all = known;
        if (variables.usesHostVars()) {
            all = new HashMap<>(known);
            all.put(Variables.HOSTVARS, variables.hostVars(mode(), name(), known));
        }
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
