package io.drydock.playbook;

import io.drydock.diag.SourcePos;
import io.drydock.inventory.BecomeMethod;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Positions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tasks for the hosts of a pattern. {@code become} is empty where the inventory or the command line decides.
 *
 * @param hosts a pattern; of a list its items with commas between
 * @param hostsAt where the parts of the pattern stand
 * @param defaults the weakest variables, of roles
 * @param prompts the variables that are asked for, whether the command line gives them or not
 * @param incomplete whether something that could not be read may set variables or hold handlers
 */
public record Play(
        SourcePos pos,
        String name,
        String hosts,
        Positions hostsAt,
        Map<String, ValueTemplate> defaults,
        Map<String, ValueTemplate> vars,
        List<VarsPrompt> prompts,
        List<Task> tasks,
        List<Task> handlers,
        Become become,
        Login login,
        Rollout rollout,
        Safeguards safeguards,
        boolean incomplete) {

    public Play {
        defaults = Map.copyOf(defaults);
        vars = Map.copyOf(vars);
        prompts = List.copyOf(prompts);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }

    /** Those of all its lists. */
    public Stream<Task> everyTask() {
        return Stream.concat(
                Stream.of(safeguards.drain(), tasks, safeguards.undrain(), handlers)
                        .flatMap(List::stream),
                safeguards.gateTasks());
    }

    /** The same with variables weaker than all others. */
    public Play above(Map<String, ValueTemplate> weaker) {
        Map<String, ValueTemplate> all = new HashMap<>(weaker);
        all.putAll(defaults);
        return with(all, vars);
    }

    /** The same with other values of some variables. */
    public Play with(Map<String, ValueTemplate> values) {
        Map<String, ValueTemplate> all = new HashMap<>(vars);
        all.putAll(values);
        return with(defaults, all);
    }

    private Play with(Map<String, ValueTemplate> weakest, Map<String, ValueTemplate> own) {
        return new Play(
                pos,
                name,
                hosts,
                hostsAt,
                weakest,
                own,
                prompts,
                tasks,
                handlers,
                become,
                login,
                rollout,
                safeguards,
                incomplete);
    }

    /**
     * Privilege escalation as written; empty parts are inherited.
     *
     * @param program the method's, with what is before it
     * @param options that the method's program is called with
     */
    public record Become(
            Optional<Boolean> enabled,
            Optional<String> user,
            Optional<BecomeMethod> method,
            Optional<String> program,
            Optional<String> options) {
        /** What is called, and how, is the method's: with another method it is not inherited. */
        Become or(Become outer) {
            boolean same = method.isEmpty() || method.equals(outer.method);
            return new Become(
                    enabled.or(outer::enabled),
                    user.or(outer::user),
                    method.or(outer::method),
                    same ? program.or(outer::program) : program,
                    same ? options.or(outer::options) : options);
        }
    }
}
