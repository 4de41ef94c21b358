package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps a play from doing harm to more hosts than the first.
 *
 * @param gates asked after each batch, in their order
 * @param soak the time between the end of a batch and its gates; not after the last one
 * @param drain what is done on a host before anything else
 * @param undrain what is done there at the end, also after a failure
 * @param hooks commands of the controller, by what they are run for
 * @param directory where the playbook lies, in which commands are run
 */
public record Safeguards(
        List<Gate> gates,
        Duration soak,
        List<Task> drain,
        List<Task> undrain,
        Map<Hook, ShellTemplate> hooks,
        Path directory) {
    /** What commands are run for. */
    public enum Hook {
        ON_START,
        ON_BATCH,
        ON_FAILURE,
        ON_FINISH;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Safeguards {
        gates = List.copyOf(gates);
        drain = List.copyOf(drain);
        undrain = List.copyOf(undrain);
        hooks = Map.copyOf(hooks);
    }

    /** Those of all gates. */
    Stream<Task> gateTasks() {
        return gates.stream()
                .map(Gate::check)
                .filter(Gate.Tasks.class::isInstance)
                .flatMap(check -> ((Gate.Tasks) check).tasks().stream());
    }

    /** Everything that would fail with these scopes. */
    public List<Diagnostic> problems(Scope ofGates, Scope ofHooks) {
        return Stream.concat(
                        gates.stream().flatMap(gate -> gate.check().problems(ofGates).stream()),
                        hooks.values().stream().flatMap(hook -> hook.problems(ofHooks, Set.of()).stream()))
                .toList();
    }
}
