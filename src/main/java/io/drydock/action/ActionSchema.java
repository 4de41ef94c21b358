package io.drydock.action;

import io.drydock.json.SchemaParts;
import io.drydock.yaml.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of an action's arguments, as its specification declares them. */
public final class ActionSchema {
    private ActionSchema() {}

    /** What stands behind the action's name in a task: a map of arguments, the one that needs no name, or nothing. */
    public static Map<String, Object> of(ActionSpec action) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        action.arguments()
                .values()
                .forEach(argument ->
                        arguments.put(argument.name(), SchemaParts.described(value(argument), argument.doc())));
        Map<String, Object> map = new LinkedHashMap<>(SchemaParts.closed(arguments));
        if (action.open()) map.put("additionalProperties", true);
        Map<String, Object> nothing = Map.of("type", "null");
        Map<String, Object> schema = action.freeForm()
                .map(name -> SchemaParts.anyOf(map, SchemaParts.oneOrMore(SchemaParts.scalar())))
                .orElseGet(() -> SchemaParts.anyOf(map, nothing));
        return SchemaParts.described(schema, action.summary());
    }

    /** The arguments that a map of them must have, where none are given in another place. */
    public static List<String> required(ActionSpec action) {
        return action.arguments().values().stream()
                .filter(Argument::required)
                .map(Argument::name)
                .toList();
    }

    private static Map<String, Object> value(Argument argument) {
        Map<String, Object> scalar = SchemaParts.scalar();
        return switch (argument.type()) {
            case STRING,
                    TEXT,
                    PATH,
                    DESTINATION,
                    REGEXP,
                    MODE,
                    EXPRESSION,
                    SHELL,
                    FILE,
                    FILES,
                    KEPT,
                    SCRIPT,
                    TEMPLATE -> scalar;
            case BOOLEAN -> SchemaParts.truth(Truth.WORDS);
            case INTEGER -> SchemaParts.number("-?[0-9]+");
            case NUMBER -> SchemaParts.number("-?[0-9]+([.][0-9]+)?");
            case SIZE -> SchemaParts.number("[0-9]+ *[kKmMgGtT]?i?[bB]?");
            case CHOICE -> SchemaParts.choice(argument.choices());
            case STRINGS, TEXTS, WORDS, CONDITIONS -> SchemaParts.oneOrMore(SchemaParts.oneOrMore(scalar));
            case MAP -> SchemaParts.anyOf(SchemaParts.map(SchemaParts.any()), SchemaParts.template());
            case ANY, JSON, SHOWN, DATA -> SchemaParts.any();
        };
    }
}
