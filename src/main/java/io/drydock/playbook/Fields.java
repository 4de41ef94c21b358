package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.inventory.KnownVars;
import io.drydock.template.Expression;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed reading of one map's keys; a wrong type is a problem at the value's position and reads as absent. */
final class Fields {
    private final YamlMap map;
    private final TemplateEngine engine;
    private final Diagnostics problems;

    Fields(YamlMap map, TemplateEngine engine, Diagnostics problems) {
        this.map = map;
        this.engine = engine;
        this.problems = problems;
    }

    Optional<YamlScalar> scalar(String key) {
        return map.get(key).flatMap(node -> {
            if (node instanceof YamlScalar scalar && scalar.value() != null) return Optional.of(scalar);
            return wrong(node, key, "is text", "write one value behind it");
        });
    }

    Optional<String> text(String key) {
        return scalar(key).map(YamlScalar::text);
    }

    Optional<Boolean> flag(String key) {
        return map.get(key)
                .flatMap(node -> Truth.of(node.data())
                        .or(() -> wrong(
                                node,
                                key,
                                "is true or false",
                                "write " + key + ": true, or leave it out; no template decides here")));
    }

    /** A list of texts; one text is a list of one, and commas separate. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlScalar scalar : scalars(key)) {
            for (String part : scalar.text().split(",")) texts.add(part.strip());
        }
        return texts;
    }

    List<YamlScalar> scalars(String key) {
        List<YamlScalar> scalars = new ArrayList<>();
        map.get(key).ifPresent(node -> {
            for (YamlNode item : node instanceof YamlList list ? list.items() : List.of(node)) {
                if (item instanceof YamlScalar scalar) scalars.add(scalar);
                else wrong(item, key, "is text or a list of texts", "such as " + key + ": [a, b]");
            }
        });
        return scalars;
    }

    List<Expression> expressions(String key) {
        List<YamlScalar> scalars = scalars(key);
        scalars.stream()
                .filter(s -> s.value() == null)
                .forEach(s -> wrong(s, key, "is empty", "write a condition, or leave it out"));
        return scalars.stream()
                .filter(s -> s.value() != null)
                .flatMap(s -> engine.expression(s, problems).stream())
                .toList();
    }

    Optional<ValueTemplate> value(String key) {
        return map.get(key).map(node -> engine.value(node, problems).orElse(ValueTemplate.broken(node.pos())));
    }

    Map<String, ValueTemplate> values(String key) {
        Map<String, ValueTemplate> values = new LinkedHashMap<>();
        Optional<YamlNode> node = map.get(key).filter(n -> n.data() != null);
        if (node.isEmpty()) return values;
        if (!(node.get() instanceof YamlMap vars)) {
            wrong(node.get(), key, "is a map", "write each of it as \"name: value\"");
            return values;
        }
        for (YamlMap.Entry entry : vars.entries()) {
            if (!entry.key().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                problems.error(
                        entry.keyPos(),
                        "\"" + entry.key() + "\" is not a name for a variable",
                        "use letters, digits and _, not beginning with a digit");
            }
            KnownVars.checkLate(entry.key(), entry.keyPos(), problems);
            values.put(
                    entry.key(),
                    engine.value(entry.key(), entry.value(), problems)
                            .orElse(ValueTemplate.broken(entry.value().pos())));
        }
        return values;
    }

    List<YamlNode> items(String key) {
        Optional<YamlNode> node = map.get(key).filter(n -> n.data() != null);
        if (node.isEmpty()) return List.of();
        if (node.get() instanceof YamlList list) return list.items();
        wrong(node.get(), key, "is a list", "begin each item with - on a line of its own");
        return List.of();
    }

    private <T> Optional<T> wrong(YamlNode node, String key, String what, String remedy) {
        problems.error(node.pos(), "\"" + key + "\" " + what, remedy);
        return Optional.empty();
    }
}
