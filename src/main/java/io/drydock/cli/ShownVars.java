package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables as they may be shown: templates as they are written, secrets masked.
 *
 * @param secrets knows those of the input
 */
record ShownVars(Diagnostics secrets) {
    Map<String, Object> of(Map<String, YamlNode> vars) {
        Map<String, Object> shown = new LinkedHashMap<>();
        vars.forEach((name, node) -> shown.put(name, value(name, node)));
        return shown;
    }

    @Nullable
    Object value(String name, YamlNode node) {
        return name.contains("pass") ? Secret.MASK : shown(name, node);
    }

    private @Nullable Object shown(String name, YamlNode node) {
        if (Secret.isName(name)) return Secret.MASK;
        return switch (node) {
            case YamlScalar scalar when scalar.encryption() != Encryption.NONE -> Secret.MASK;
            case YamlScalar scalar -> scalar.value() instanceof String text ? secrets.shown(text) : scalar.value();
            case YamlList list ->
                list.items().stream().map(item -> shown(name, item)).toList();
            case YamlMap map -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                map.entries().forEach(e -> shown.put(e.key(), shown(e.key(), e.value())));
                yield shown;
            }
        };
    }
}
