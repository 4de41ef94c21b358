package io.drydock.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What JSON Schemas of Drydock's YAML are made of, as plain data. They keep to draft 7, which editors know. */
public final class SchemaParts {
    public static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    /** Of a text with a template in it, which can come to anything. */
    private static final String TEMPLATE = "[$][{]|<#|[{][{]";

    private SchemaParts() {}

    /** Anything. */
    public static Map<String, Object> any() {
        return Map.of();
    }

    /** A text, however YAML reads it. */
    public static Map<String, Object> scalar() {
        return Map.of("type", List.of("string", "number", "boolean", "null"));
    }

    /** A truth value, or a text that is read as one, whatever the case of its letters. */
    public static Map<String, Object> truth(List<String> words) {
        String pattern = words.stream().map(SchemaParts::anyCase).collect(Collectors.joining("|", "^(", ")$"));
        return anyOf(Map.of("type", List.of("boolean", "null", "integer")), text(pattern + "|" + TEMPLATE));
    }

    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(c -> "[" + Character.toString(Character.toLowerCase(c))
                        + Character.toString(Character.toUpperCase(c)) + "]")
                .collect(Collectors.joining());
    }

    /** A number, or a text that has this form. */
    public static Map<String, Object> number(String pattern) {
        return anyOf(Map.of("type", List.of("number", "null")), text("^(" + pattern + ")$|" + TEMPLATE));
    }

    /** One of the texts, which YAML may read as truth values or numbers. */
    public static Map<String, Object> choice(List<String> choices) {
        List<Object> values = new ArrayList<>(choices);
        for (String choice : choices) {
            if (choice.equals("true") || choice.equals("false")) values.add(Boolean.valueOf(choice));
            if (choice.matches("[0-9]{1,9}")) values.add(Integer.valueOf(choice));
        }
        return anyOf(Map.of("enum", values), Map.of("type", "null"), text(TEMPLATE));
    }

    /** One, or a list of such. */
    public static Map<String, Object> oneOrMore(Map<String, Object> item) {
        return anyOf(item, list(item));
    }

    public static Map<String, Object> list(Map<String, Object> item) {
        return Map.of("type", List.of("array", "null"), "items", item);
    }

    /** A map with free keys. */
    public static Map<String, Object> map(Map<String, Object> value) {
        return Map.of("type", List.of("object", "null"), "additionalProperties", value);
    }

    /** A text with a template in it. */
    public static Map<String, Object> template() {
        return text(TEMPLATE);
    }

    private static Map<String, Object> text(String pattern) {
        return Map.of("type", "string", "pattern", pattern);
    }

    @SafeVarargs
    public static Map<String, Object> anyOf(Map<String, Object>... parts) {
        return Map.of("anyOf", Arrays.asList(parts));
    }

    public static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/definitions/" + definition);
    }

    /** A map with these keys and no others. */
    public static Map<String, Object> closed(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** The same with what an editor shows of it. */
    public static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!description.isEmpty()) all.put("description", description);
        all.putAll(schema);
        return all;
    }

    /** The whole of a schema. */
    public static Map<String, Object> root(String title, Map<String, Object> schema, Map<String, Object> definitions) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", DRAFT);
        root.put("title", title);
        root.putAll(schema);
        root.put("definitions", definitions);
        return root;
    }

    /** Keys in their order. */
    public static Map<String, Object> keys(Stream<String> keys, Map<String, Map<String, Object>> shapes) {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.sorted().forEach(key -> properties.put(key, shapes.getOrDefault(key, any())));
        return properties;
    }
}
