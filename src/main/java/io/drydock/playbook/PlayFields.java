package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.inventory.KnownVars;
import io.drydock.template.Expression;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a play or a task, with what is read as a template. */
final class PlayFields extends Fields {
    private final TemplateEngine engine;

    PlayFields(YamlMap map, TemplateEngine engine, Diagnostics problems) {
        super(map, problems);
        this.engine = engine;
    }

    /** A list of texts; one text is a list of one, and commas separate. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlScalar scalar : scalars(key)) {
            for (String part : scalar.text().split(",")) texts.add(part.strip());
        }
        return texts;
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

    /** One that is shown, even of an encrypted file. */
    Optional<ValueTemplate> openValue(String key) {
        return map.get(key).map(node -> engine.value(node.opened(), problems).orElse(ValueTemplate.broken(node.pos())));
    }

    Map<String, ValueTemplate> values(String key) {
        Map<String, ValueTemplate> values = new LinkedHashMap<>();
        for (YamlMap.Entry entry : entries(key)) {
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
}
