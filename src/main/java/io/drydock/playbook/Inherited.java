package io.drydock.playbook;

import io.drydock.template.Expression;
import io.drydock.template.ValueTemplate;
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
        Conduct conduct,
        List<BlockSection> within,
        Optional<Role> role) {
    /** What an include, a block or a role says for each of its tasks. */
    static final Set<String> KEYS =
            TaskReader.with(PlayFields.BECOME, Stream.concat(Conduct.KEYS.stream(), Stream.of("when", "tags", "vars")));

    /** The inheritable keys of a play. Its variables are not here: they belong to the play. */
    static Inherited of(PlayFields fields) {
        return new Inherited(
                List.of(),
                Set.copyOf(fields.texts("tags")),
                fields.become(),
                Map.of(),
                Conduct.ofPlay(fields),
                List.of(),
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
        return new Inherited(all, allTags, fields.become().or(become), allVars, conduct.with(fields), within, role);
    }

    /** The same with more variables. */
    Inherited with(Map<String, ValueTemplate> more) {
        Map<String, ValueTemplate> allVars = new HashMap<>(vars);
        allVars.putAll(more);
        return new Inherited(when, tags, become, allVars, conduct, within, role);
    }

    /** The same under a condition more. */
    Inherited with(Expression condition) {
        List<Expression> all =
                Stream.concat(when.stream(), Stream.of(condition)).toList();
        return new Inherited(all, tags, become, vars, conduct, within, role);
    }

    /** Handlers run when notified, whatever tags were chosen. */
    Inherited handlers() {
        return new Inherited(when, Set.of("always"), become, vars, conduct, within, role);
    }

    /** The same in a role. */
    Inherited in(Role inner) {
        Role now = role.map(inner::within).orElse(inner);
        return new Inherited(when, tags, become, vars, conduct, within, Optional.of(now));
    }

    /** The same in a section of a block. */
    Inherited in(BlockSection section) {
        List<BlockSection> all =
                Stream.concat(within.stream(), Stream.of(section)).toList();
        return new Inherited(when, tags, become, vars, conduct, all, role);
    }
}
