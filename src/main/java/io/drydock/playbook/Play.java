package io.drydock.playbook;

import io.drydock.diag.SourcePos;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Positions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks for the hosts of a pattern. {@code become} is empty where the inventory or the command line decides.
 *
 * @param hosts a pattern; of a list its items with commas between
 * @param hostsAt where the parts of the pattern stand
 * @param incomplete whether something that could not be read may set variables or hold handlers
 */
public record Play(
        SourcePos pos,
        String name,
        String hosts,
        Positions hostsAt,
        Map<String, ValueTemplate> vars,
        List<Task> tasks,
        List<Task> handlers,
        Become become,
        boolean incomplete) {

    public Play {
        vars = Map.copyOf(vars);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }

    /** Privilege escalation as written; empty parts are inherited. */
    public record Become(Optional<Boolean> enabled, Optional<String> user) {
        static final Become INHERITED = new Become(Optional.empty(), Optional.empty());

        Become or(Become outer) {
            return new Become(enabled.or(outer::enabled), user.or(outer::user));
        }
    }
}
