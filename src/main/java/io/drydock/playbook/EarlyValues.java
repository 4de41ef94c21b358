package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of templates that are needed before any host is known. */
final class EarlyValues {
    private static final Set<String> OF_HOSTS =
            Set.of("facts", "hostvars", "inventory_hostname", "inventory_hostname_short", "group_names");

    private final TemplateEngine engine;
    private final Scope scope;
    private final Diagnostics problems;
    /** How many there are that cannot be told. */
    private int unknown;

    EarlyValues(TemplateEngine engine, Scope scope, Diagnostics problems) {
        this.engine = engine;
        this.scope = scope;
        this.problems = problems;
    }

    /** The map without the keys whose values cannot be told, which has been reported. */
    YamlMap in(YamlMap map, Set<String> keys) {
        return new YamlMap(
                map.pos(),
                map.entries().stream()
                        .flatMap(entry -> keys.contains(entry.key()) ? in(entry).stream() : Stream.of(entry))
                        .toList());
    }

    private Optional<YamlMap.Entry> in(YamlMap.Entry entry) {
        return of(entry.value()).map(value -> new YamlMap.Entry(entry.key(), entry.keyPos(), value));
    }

    /** Empty where the value cannot be told, which has been reported. */
    Optional<YamlNode> of(YamlNode node) {
        int before = unknown;
        YamlNode value = value(node);
        return unknown > before ? Optional.empty() : Optional.of(value);
    }

    private YamlNode value(YamlNode node) {
        return switch (node) {
            case YamlMap map ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(e.key(), e.keyPos(), value(e.value())))
                                .toList());
            case YamlList list ->
                new YamlList(list.pos(), list.items().stream().map(this::value).toList());
            case YamlScalar scalar -> value(scalar);
        };
    }

    private YamlNode value(YamlScalar scalar) {
        Optional<ValueTemplate> template = engine.value(scalar, problems);
        if (template.isPresent() && template.get().isConstant()) return scalar;
        Set<String> missing = new LinkedHashSet<>();
        List<Diagnostic> found = template.map(t -> t.problems(noting(missing))).orElse(List.of());
        found.forEach(problem -> problems.add(
                missing.size() == 1 ? given(problem, missing.iterator().next()) : problem));
        Optional<Object> value = template.filter(_ -> found.isEmpty()).map(t -> t.evaluate(scope));
        if (value.filter(Secret.class::isInstance).isPresent()) {
            problems.error(
                    scalar.pos(),
                    "what decides this is shown, and cannot be a secret",
                    "take a variable that is none; one that is asked for is none with private: false");
        } else if (value.isPresent() && value.get() != Any.ANY) {
            return node(value.get(), scalar.pos());
        }
        unknown++;
        return scalar;
    }

    /** @param missing takes the names that are asked for in vain */
    private Scope noting(Set<String> missing) {
        return new Scope() {
            @Override
            public @Nullable Object get(String name) {
                Object value = scope.get(name);
                if (value == null) missing.add(name);
                return value;
            }

            @Override
            public Set<String> names() {
                return scope.names();
            }
        };
    }

    /** What is wrong for want of a variable, with the ways to give it. */
    private Diagnostic given(Diagnostic problem, String name) {
        String give = OF_HOSTS.contains(name)
                ? "it is a host's own, and this is decided before any host is known: take a variable of the play or of all hosts"
                : "give it: -e " + name + "=..., or set it in vars: of the play or for all hosts";
        return new Diagnostic(
                problem.level(),
                problem.pos(),
                problem.message(),
                Suggestion.near(name, scope.names())
                        .map(near -> near + " Else " + give)
                        .orElse(give));
    }

    private YamlNode node(@Nullable Object value, SourcePos pos) {
        return switch (value) {
            case List<?> list ->
                new YamlList(pos, list.stream().map(item -> node(item, pos)).toList());
            case Map<?, ?> map ->
                new YamlMap(
                        pos,
                        map.entrySet().stream()
                                .map(e -> new YamlMap.Entry(String.valueOf(e.getKey()), pos, node(e.getValue(), pos)))
                                .toList());
            case Secret secret -> YamlScalar.of(secret.shown(), pos);
            case null, default -> YamlScalar.of(String.valueOf(Written.plain(value)), pos);
        };
    }
}
