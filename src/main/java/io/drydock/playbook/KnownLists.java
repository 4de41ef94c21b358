package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.json.Written;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long lists are that hosts have by their variables before a run.
 *
 * @param strong variables that win over all others
 * @param ofPlay those of the play
 * @param weak those that are there for every host
 * @param hosts of the inventory; empty where it could not be read
 * @param values of their variables, as far as they have been asked for
 */
record KnownLists(
        TemplateEngine engine,
        Map<String, ?> strong,
        Map<String, ?> ofPlay,
        Map<String, ?> weak,
        Optional<List<Host>> hosts,
        Map<YamlNode, Optional<ValueTemplate>> values) {
    KnownLists(TemplateEngine engine, PlaybookReader.Early early, Map<String, ?> ofPlay) {
        this(engine, early.strong(), ofPlay, early.weak(), early.hosts(), new IdentityHashMap<>());
    }

    /**
     * The length of the longest that a host has, the play's own included; empty where none has one.
     *
     * @param within the variables that tasks have there
     */
    Optional<Integer> longest(ValueTemplate list, Inherited within) {
        Stream<Scope> scopes = Stream.concat(
                Stream.of(scope(within, Map.of())),
                hosts.stream().flatMap(List::stream).map(host -> scope(within, host.vars())));
        return scopes.flatMap(scope -> length(list, scope).stream()).reduce(Integer::max);
    }

    private static Optional<Integer> length(ValueTemplate list, Scope scope) {
        try {
            return Written.plain(list.evaluate(scope)) instanceof List<?> items
                    ? Optional.of(items.size())
                    : Optional.empty();
        } catch (TemplateFailure | UnknownValueException e) {
            return Optional.empty(); // told of where the list is used
        }
    }

    private Scope scope(Inherited within, Map<String, YamlNode> ofHost) {
        Map<String, ?> ofTasks =
                within.role().map(role -> role.with(within.vars())).orElse(within.vars());
        Map<String, ?> ofRole = within.role().map(Role::defaults).orElse(Map.of());
        return new Scope() {
            @Override
            public @Nullable Object get(String name) {
                Object value = strong.get(name);
                if (value == null) value = ofTasks.get(name);
                if (value == null) value = ofPlay.get(name);
                if (value == null && ofHost.containsKey(name)) value = value(ofHost.get(name));
                if (value == null) value = weak.get(name);
                return value == null ? ofRole.get(name) : value;
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }

            @Override
            public boolean has(String name) {
                return get(name) != null;
            }
        };
    }

    private @Nullable Object value(YamlNode node) {
        return values.computeIfAbsent(node, n -> engine.value(n, new Diagnostics()))
                .orElse(null);
    }
}
