package io.drydock.playbook;

import io.drydock.template.Expression;
import io.drydock.template.ValueTemplate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a task takes over from its play and from the includes and blocks around it. */
record Inherited(
        List<Expression> when,
        Set<String> tags,
        Play.Become become,
        Map<String, ValueTemplate> vars,
        Optional<Integer> timeout,
        boolean ignoreErrors,
        List<ValueTemplate> environment,
        List<BlockSection> within,
        Map<String, ValueTemplate> defaults,
        Optional<Path> role) {
    /** What an include, a block or a role says for each of its tasks. */
    static final Set<String> KEYS = Set.of(
            "when",
            "tags",
            "become",
            "become_user",
            "become_method",
            "become_exe",
            "become_flags",
            "environment",
            "ignore_errors",
            "timeout",
            "vars");

    /** The inheritable keys of a play. Its variables are not here: they belong to the play. */
    static Inherited of(PlayFields fields) {
        return new Inherited(
                List.of(),
                Set.copyOf(fields.texts("tags")),
                fields.become(),
                Map.of(),
                fields.timeout(),
                fields.flag("ignore_errors").orElse(false),
                fields.value("environment").stream().toList(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /** The same with an include's or a task's own keys added. */
    Inherited with(PlayFields fields) {
        Set<String> allTags = new HashSet<>(tags);
        allTags.addAll(fields.texts("tags"));
        Map<String, ValueTemplate> allVars = new HashMap<>(vars);
        allVars.putAll(fields.values("vars"));
        List<Expression> all = Stream.concat(when.stream(), fields.expressions("when").stream())
                .toList();
        return new Inherited(
                all,
                allTags,
                fields.become().or(become),
                allVars,
                fields.timeout().or(() -> timeout),
                fields.flag("ignore_errors").orElse(ignoreErrors),
                Stream.concat(environment.stream(), fields.value("environment").stream())
                        .toList(),
                within,
                defaults,
                role);
    }

    /** The same with more variables. */
    Inherited with(Map<String, ValueTemplate> more) {
        Map<String, ValueTemplate> allVars = new HashMap<>(vars);
        allVars.putAll(more);
        return new Inherited(when, tags, become, allVars, timeout, ignoreErrors, environment, within, defaults, role);
    }

    /** Handlers run when notified, whatever tags were chosen. */
    Inherited handlers() {
        return new Inherited(
                when, Set.of("always"), become, vars, timeout, ignoreErrors, environment, within, defaults, role);
    }

    /**
     * The same in a role.
     *
     * @param weakest its defaults
     * @param more its variables, weaker than what it was given
     * @param names of the role, stronger than all
     */
    Inherited ofRole(
            Path folder,
            Map<String, ValueTemplate> weakest,
            Map<String, ValueTemplate> more,
            Map<String, ValueTemplate> names) {
        Map<String, ValueTemplate> all = new HashMap<>(more);
        all.putAll(vars);
        all.putAll(names);
        return new Inherited(
                when, tags, become, all, timeout, ignoreErrors, environment, within, weakest, Optional.of(folder));
    }

    /** The same in a section of a block. */
    Inherited in(BlockSection section) {
        List<BlockSection> all =
                Stream.concat(within.stream(), Stream.of(section)).toList();
        return new Inherited(when, tags, become, vars, timeout, ignoreErrors, environment, all, defaults, role);
    }
}
