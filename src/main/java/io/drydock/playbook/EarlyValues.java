package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of templates that are needed before any host is known. */
final class EarlyValues {
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
        int before = unknown;
        YamlNode value = of(entry.value());
        return unknown > before ? Optional.empty() : Optional.of(new YamlMap.Entry(entry.key(), entry.keyPos(), value));
    }

    private YamlNode of(YamlNode node) {
        return switch (node) {
            case YamlMap map ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(e.key(), e.keyPos(), of(e.value())))
                                .toList());
            case YamlList list ->
                new YamlList(list.pos(), list.items().stream().map(this::of).toList());
            case YamlScalar scalar -> of(scalar);
        };
    }

    private YamlNode of(YamlScalar scalar) {
        Optional<ValueTemplate> template = engine.value(scalar, problems);
        if (template.isPresent() && template.get().isConstant()) return scalar;
        List<Diagnostic> found = template.map(t -> t.problems(scope)).orElse(List.of());
        found.forEach(problems::add);
        Optional<Object> value = template.filter(_ -> found.isEmpty()).map(t -> t.evaluate(scope));
        if (value.isPresent() && value.get() != Any.ANY) return node(value.get(), scalar.pos());
        unknown++;
        return scalar;
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
