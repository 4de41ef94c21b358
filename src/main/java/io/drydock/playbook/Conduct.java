package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a task is run, which what is around it may say, too.
 *
 * @param timeout seconds that its check, and its apply, may each take; empty: as long as it likes
 * @param ignoreErrors whether the rest goes on after its failure
 * @param noLog whether nothing of what it does and tells is shown or kept
 * @param throttle how many hosts are at it at once; empty: as many as there are
 * @param runOnce whether one host runs it for all of its batch
 * @param delegateTo the name of the host on which it is run for each host; empty: on that itself
 * @param notifies what its change asks for
 * @param defaults by actions, the arguments that are given where a task does not give them
 * @param environment maps of variables that its programs find in their environment, the last one the strongest
 */
public record Conduct(
        Optional<Integer> timeout,
        Optional<ValueTemplate> ignoreErrors,
        boolean noLog,
        Optional<Integer> throttle,
        boolean runOnce,
        Optional<ValueTemplate> delegateTo,
        List<Notification> notifies,
        List<ValueTemplate> environment,
        Map<String, List<YamlMap.Entry>> defaults) {
    /** The keys that say it. */
    static final Set<String> KEYS = Set.of(
            "timeout",
            "ignore_errors",
            "no_log",
            "throttle",
            "run_once",
            "delegate_to",
            "notify",
            "environment",
            "module_defaults");
    /** Those of them that a play may say for all of its tasks. */
    static final Set<String> OF_PLAYS = Set.of("timeout", "ignore_errors", "no_log", "environment", "module_defaults");

    public Conduct {
        notifies = List.copyOf(notifies);
        environment = List.copyOf(environment);
        defaults = Map.copyOf(defaults);
    }

    /**
     * Whether the rest goes on after its failure.
     *
     * @throws TemplateFailure where that is neither true nor false
     */
    public boolean ignoresErrors(Scope scope) {
        if (ignoreErrors.isEmpty()) return false;
        Object value = Written.plain(ignoreErrors.get().evaluate(scope));
        return value != Any.ANY
                && Truth.of(value)
                        .orElseThrow(() -> new TemplateFailure(new Diagnostic(
                                ignoreErrors.get().pos(),
                                "\"ignore_errors\" is true or false",
                                "its template gives another value: compare it, or leave it out")));
    }

    static Conduct ofPlay(PlayFields fields) {
        return new Conduct(
                fields.timeout(),
                fields.truth("ignore_errors"),
                fields.flag("no_log").orElse(false),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                fields.value("environment").stream().toList(),
                fields.defaults(Map.of()));
    }

    /** The same for a task that one host runs for all, or each for itself, whatever is around it. */
    Conduct once(boolean isOnce) {
        return new Conduct(
                timeout, ignoreErrors, noLog, throttle, isOnce, Optional.empty(), notifies, environment, defaults);
    }

    /** The same with what a map within it says. */
    Conduct with(PlayFields fields) {
        return new Conduct(
                fields.timeout().or(() -> timeout),
                fields.truth("ignore_errors").or(() -> ignoreErrors),
                fields.flag("no_log").orElse(noLog),
                fields.throttle().or(() -> throttle),
                fields.flag("run_once").orElse(runOnce),
                fields.value("delegate_to").or(() -> delegateTo),
                Stream.concat(notifies.stream(), fields.notifications()).toList(),
                Stream.concat(environment.stream(), fields.value("environment").stream())
                        .toList(),
                fields.defaults(defaults));
    }
}
