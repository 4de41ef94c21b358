package io.drydock.inventory;

import io.drydock.json.SchemaParts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schema of inventories of YAML, by the keys that their reader takes. */
public final class InventorySchema {
    private static final String GROUP = "group";
    private static final String VARIABLES = "variables";

    private InventorySchema() {}

    public static Map<String, Object> of() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(GROUP, group());
        definitions.put(VARIABLES, variables());
        return SchemaParts.root("An inventory of Drydock", SchemaParts.map(SchemaParts.reference(GROUP)), definitions);
    }

    private static Map<String, Object> group() {
        Map<String, Map<String, Object>> shapes = Map.of(
                "hosts", SchemaParts.map(SchemaParts.reference(VARIABLES)),
                "children", SchemaParts.map(SchemaParts.reference(GROUP)),
                "vars", SchemaParts.reference(VARIABLES));
        Map<String, Object> group =
                new LinkedHashMap<>(SchemaParts.closed(SchemaParts.keys(InventoryParser.GROUP_KEYS.stream(), shapes)));
        return SchemaParts.anyOf(group, Map.of("type", "null"));
    }

    /** Any, and those that are known by name, for an editor to complete. */
    private static Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>(SchemaParts.map(SchemaParts.any()));
        variables.put(
                "properties",
                SchemaParts.keys(Stream.concat(KnownVars.OBEYED.stream(), Stream.of(KnownVars.PRIORITY)), Map.of()));
        return variables;
    }
}
