package io.drydock.importer;

import io.drydock.json.Written;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;

/** What is known of the type of a value before it is there. */
enum Kind {
    TRUTH,
    NUMBER,
    /** One that Python writes with a point, whatever its value. */
    FRACTION,
    TEXT,
    LIST,
    MAP,
    /** A truth value here, and something else there. */
    MIXED,
    ANY;

    /** Of one that is this at one place, and the other at another. */
    Kind or(Kind other) {
        if (this == other) return this;
        return this == TRUTH || other == TRUTH || this == MIXED || other == MIXED ? MIXED : ANY;
    }

    static Kind of(YamlNode node) {
        return switch (node) {
            case YamlMap _ -> MAP;
            case YamlList _ -> LIST;
            case YamlScalar scalar -> of(scalar);
        };
    }

    private static Kind of(YamlScalar scalar) {
        if (Ansible.isTemplate(scalar.text())) return ANY;
        return switch (Written.plain(scalar.value())) {
            case Boolean _ -> TRUTH;
            case Number _ -> NUMBER;
            case null -> ANY;
            default -> TEXT;
        };
    }
}
