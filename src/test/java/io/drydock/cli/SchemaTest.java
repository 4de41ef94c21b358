package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.CaseFile;
import io.drydock.diag.Diagnostics;
import io.drydock.json.Json;
import io.drydock.yaml.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What `drydock schema` prints lets pass what Drydock reads, and not what it does not; src/test/editor tries the same in a language server of editors. */
class SchemaTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Map<String, Object> PLAYBOOK = schema("playbook");
    private static final Map<String, Object> INVENTORY = schema("inventory");
    private static final Map<String, Object> CONFIGURATION = schema("config");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(String subject) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Drydock.run(new PrintStream(out, true), System.err, "schema", subject));
        String text = out.toString(StandardCharsets.UTF_8);
        try {
            Path folder = Files.createDirectories(HOME.resolve("target/schema"));
            Files.writeString(folder.resolve(subject + ".json"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return (Map<String, Object>) Json.read(text);
    }

    @Test
    void whatDrydockReadsIsValid() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : files(HOME.resolve("playbooks"), ".yml")) texts.put(file.toString(), Files.readString(file));
        for (Path file : files(HOME.resolve("src/test/cases/actions"), ".case"))
            texts.put(file.toString(), CaseFile.read(file).section("tasks"));
        for (Path file : files(HOME.resolve("src/test/cases/cli"), ".case")) {
            CaseFile test = CaseFile.read(file);
            if (test.section("run").startsWith("import-ansible")) continue; // has a playbook of Ansible's
            if (!test.section("exit").strip().equals("3")
                    && !test.section("exit").isBlank()) texts.put(file.toString(), test.section("file site.yml"));
        }
        List<String> wrong = new ArrayList<>();
        int valid = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Object data = data(text.getValue());
            if (!(data instanceof List<?>)) continue;
            List<String> problems = problems(data, PLAYBOOK, PLAYBOOK, "");
            problems.forEach(problem -> wrong.add(text.getKey() + problem));
            if (problems.isEmpty()) valid++;
        }
        assertEquals(List.of(), wrong);
        assertTrue(valid > 100, "there are " + valid);
    }

    @Test
    void whatDrydockDoesNotReadIsNot() {
        for (String text : List.of(
                "- {hosts: all, task: []}",
                "- {hosts: all, tasks: {debug: {msg: a}}}",
                "- {name: nowhere, tasks: []}",
                "- hosts: all\n  tasks:\n    - {debug: {msg: a}, notifiy: b}",
                "- hosts: all\n  tasks:\n    - servce: {name: ssh}",
                "- hosts: all\n  tasks:\n    - service: {nam: ssh}",
                "- hosts: all\n  tasks:\n    - service: {name: ssh, state: start}",
                "- hosts: all\n  tasks:\n    - service: {name: ssh, enabled: sometimes}",
                "- hosts: all\n  tasks:\n    - user: {name: a, uid: two}",
                "- hosts: all\n  tasks:\n    - template: {src: a.ftl}",
                "- hosts: all\n  tasks:\n    - block:\n        - debgu: {msg: a}"))
            assertFalse(problems(data(text), PLAYBOOK, PLAYBOOK, "").isEmpty(), text);
    }

    @Test
    void inventoriesAreKnown() {
        assertEquals(
                List.of(),
                problems(
                        data(
                                "all:\n  hosts:\n    web1: {ansible_host: 192.0.2.1}\n    web2:\n  children:\n    web: {vars: {a: 1}}\n    db:"),
                        INVENTORY,
                        INVENTORY,
                        ""));
        assertFalse(problems(data("all: {host: {web1: }}"), INVENTORY, INVENTORY, "")
                .isEmpty());
        assertFalse(
                problems(data("all: {hosts: [web1]}"), INVENTORY, INVENTORY, "").isEmpty());
    }

    @Test
    void configurationsAreKnown() throws IOException {
        for (Path file : files(HOME.resolve("src/test/cases/cli"), ".case")) {
            CaseFile test = CaseFile.read(file);
            String text = test.section("file drydock.yml");
            if (text.isBlank() || test.section("exit").strip().equals("3")) continue;
            List<String> problems = problems(data(text), CONFIGURATION, CONFIGURATION, "");
            boolean wrong = text.contains("forks: many") || text.contains("forks: none");
            assertEquals(!wrong, problems.isEmpty(), () -> file + ": " + problems);
        }
        for (String text : List.of(
                "- hosts: all", "limit: web", "forks: many", "become: perhaps", "format: sarif", "user: [a, b]"))
            assertFalse(problems(data(text), CONFIGURATION, CONFIGURATION, "").isEmpty(), text);
    }

    private static Object data(String text) {
        return YamlReader.read("text", text, new Diagnostics())
                .map(node -> node.opened().data())
                .orElse("");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** What is wrong with data by a schema, in as much of draft 7 as is used. */
    private static List<String> problems(Object data, Map<String, Object> schema, Map<String, Object> root, String at) {
        List<String> found = new ArrayList<>();
        if (schema.get("$ref") instanceof String reference)
            return problems(data, map(map(root, "definitions"), reference.replace("#/definitions/", "")), root, at);
        if (schema.containsKey("type") && !list(schema.get("type")).contains(type(data)) && !number(data, schema))
            found.add(at + " is " + type(data));
        if (schema.get("enum") instanceof List<?> values
                && values.stream().noneMatch(v -> Objects.equals(plain(v), plain(data))))
            found.add(at + " is none of " + values);
        if (schema.get("pattern") instanceof String pattern
                && data instanceof String text
                && !Pattern.compile(pattern).matcher(text).find()) found.add(at + " does not match " + pattern);
        if (data instanceof Map<?, ?> map) object(map, schema, root, at, found);
        if (data instanceof List<?> items && schema.containsKey("items"))
            for (int i = 0; i < items.size(); i++)
                found.addAll(problems(items.get(i), map(schema, "items"), root, at + "/" + i));
        if (schema.get("anyOf") instanceof List<?> parts
                && parts.stream()
                        .noneMatch(part -> problems(data, map(part), root, at).isEmpty()))
            found.add(at + " is none of several: " + problems(data, map(parts.getFirst()), root, at));
        if (schema.get("allOf") instanceof List<?> parts)
            parts.forEach(part -> found.addAll(problems(data, map(part), root, at)));
        if (schema.get("not") instanceof Map<?, ?> not
                && problems(data, map(not), root, at).isEmpty()) found.add(at + " is what it must not be");
        if (schema.get("if") instanceof Map<?, ?> condition) {
            String branch = problems(data, map(condition), root, at).isEmpty() ? "then" : "else";
            if (schema.containsKey(branch)) found.addAll(problems(data, map(schema, branch), root, at));
        }
        return found;
    }

    private static void object(
            Map<?, ?> data, Map<String, Object> schema, Map<String, Object> root, String at, List<String> found) {
        list(schema.getOrDefault("required", List.of())).stream()
                .filter(key -> !data.containsKey(key))
                .forEach(key -> found.add(at + " has no " + key));
        Map<String, Object> properties = map(schema.getOrDefault("properties", Map.of()));
        Map<String, Object> patterns = map(schema.getOrDefault("patternProperties", Map.of()));
        data.forEach((key, value) -> {
            String place = at + "/" + key;
            List<Object> of = new ArrayList<>();
            if (properties.containsKey(key)) of.add(properties.get(key));
            patterns.forEach((pattern, part) -> {
                if (Pattern.compile(pattern).matcher(key.toString()).find()) of.add(part);
            });
            if (of.isEmpty() && schema.containsKey("additionalProperties")) {
                if (schema.get("additionalProperties") instanceof Map<?, ?> more) of.add(more);
                else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) found.add(place + " is unknown");
            }
            of.forEach(part -> found.addAll(problems(value, map(part), root, place)));
        });
    }

    private static boolean number(Object data, Map<String, Object> schema) {
        return type(data).equals("integer") && list(schema.get("type")).contains("number");
    }

    private static String type(Object data) {
        return switch (plain(data)) {
            case null -> "null";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case Boolean _ -> "boolean";
            case Long _ -> "integer";
            case Integer _ -> "integer";
            case Number _ -> "number";
            default -> "string";
        };
    }

    /** Numbers and truth values as JSON has them. */
    private static Object plain(Object value) {
        return io.drydock.json.Written.plain(value);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return map(map.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
