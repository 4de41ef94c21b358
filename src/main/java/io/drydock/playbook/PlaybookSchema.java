package io.drydock.playbook;

import io.drydock.json.SchemaParts;
import io.drydock.yaml.Truth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The JSON Schema of playbooks, and of files of tasks, by the keys that their readers take. */
public final class PlaybookSchema {
    private static final String TASK = "task";
    private static final String PLAY = "play";
    private static final String ACTION = "action_";
    private static final String BUILTIN = "^ansible[.](builtin|legacy)[.]";
    private static final Set<String> PLAYBOOKS = Set.of("include", "import_playbook");

    private PlaybookSchema() {}

    /**
     * @param actions the schemas of what stands behind the names of actions
     * @param required the arguments that they need
     */
    public static Map<String, Object> of(Map<String, Map<String, Object>> actions, Map<String, List<String>> required) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(PLAY, play());
        definitions.put(TASK, task(actions.keySet().stream().sorted().toList(), required));
        actions.forEach((name, schema) -> definitions.put(ACTION + name, schema));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("if", Map.of("anyOf", needing("hosts", "tasks", "roles", "import_playbook")));
        item.put("then", SchemaParts.reference(PLAY));
        item.put("else", SchemaParts.reference(TASK));
        return SchemaParts.root("A playbook of Drydock", SchemaParts.list(item), definitions);
    }

    private static List<Map<String, Object>> needing(String... keys) {
        return Stream.of(keys)
                .<Map<String, Object>>map(key -> Map.of("required", List.of(key)))
                .toList();
    }

    /** What is behind keys, where one kind of value only will do; the other keys take several. */
    static Map<String, Map<String, Object>> shapes() {
        Map<String, Map<String, Object>> shapes = new HashMap<>();
        Map<String, Object> tasks = SchemaParts.list(SchemaParts.reference(TASK));
        Map<String, Object> texts = SchemaParts.oneOrMore(SchemaParts.scalar());
        Stream.of("pre_tasks", "tasks", "post_tasks", "handlers", "drain", "undrain", "block", "rescue", "always")
                .forEach(key -> shapes.put(key, tasks));
        Stream.of("become", "force_handlers", "gather_facts", "ignore_errors", "no_log", "run_once")
                .forEach(key -> shapes.put(key, SchemaParts.truth(Truth.WORDS)));
        Stream.of("when", "tags", "notify", "listen", "hosts", "until", "failed_when", "changed_when")
                .forEach(key -> shapes.put(key, texts));
        Stream.of(
                        "name",
                        "register",
                        "become_user",
                        "become_method",
                        "become_exe",
                        "become_flags",
                        "remote_user",
                        "timeout")
                .forEach(key -> shapes.put(key, SchemaParts.scalar()));
        Stream.of("vars", "args").forEach(key -> shapes.put(key, SchemaParts.map(SchemaParts.any())));
        shapes.put("connection", SchemaParts.choice(List.of("ssh", "smart", "local")));
        shapes.put(
                VarsPromptReader.KEY,
                SchemaParts.list(SchemaParts.closed(SchemaParts.keys(VarsPromptReader.KEYS.stream(), ofPrompts()))));
        Stream.of("roles", "gates", "vars_files").forEach(key -> shapes.put(key, SchemaParts.list(SchemaParts.any())));
        return shapes;
    }

    private static Map<String, Map<String, Object>> ofPrompts() {
        Map<String, Map<String, Object>> shapes = new HashMap<>();
        Stream.of("private", "confirm", "unsafe").forEach(key -> shapes.put(key, SchemaParts.truth(Truth.WORDS)));
        Stream.of("name", "prompt", "default").forEach(key -> shapes.put(key, SchemaParts.scalar()));
        return shapes;
    }

    private static Map<String, Object> play() {
        Map<String, Object> properties =
                SchemaParts.keys(Stream.concat(PlaybookReader.PLAY_KEYS.stream(), PLAYBOOKS.stream()), shapes());
        Map<String, Object> play = new LinkedHashMap<>(SchemaParts.closed(properties));
        play.put("patternProperties", Map.of(BUILTIN + "import_playbook$", SchemaParts.scalar()));
        play.put(
                "anyOf",
                needing(
                        "hosts",
                        "include",
                        "import_playbook",
                        "ansible.builtin.import_playbook",
                        "ansible.legacy.import_playbook"));
        return play;
    }

    private static Map<String, Object> task(List<String> actions, Map<String, List<String>> required) {
        Map<String, Object> properties = SchemaParts.keys(
                Stream.of(
                                TaskReader.KEYS,
                                TaskReader.INCLUDE_KEYS,
                                TaskReader.BLOCK_KEYS,
                                TaskReader.INCLUDES,
                                TaskReader.ROLES,
                                Set.of(Meta.KEY, TaskReader.INCLUDE_VARS))
                        .flatMap(Set::stream)
                        .distinct(),
                shapes());
        Map<String, Object> builtin = new LinkedHashMap<>();
        Stream.of(TaskReader.INCLUDES, TaskReader.ROLES, Set.of(Meta.KEY, TaskReader.INCLUDE_VARS))
                .flatMap(Set::stream)
                .sorted()
                .forEach(word -> builtin.put(BUILTIN + word + "$", SchemaParts.any()));
        for (String action : actions) {
            properties.put(action, SchemaParts.reference(ACTION + action));
            builtin.put(BUILTIN + action + "$", SchemaParts.reference(ACTION + action));
        }
        Map<String, Object> task = new LinkedHashMap<>(SchemaParts.closed(properties));
        task.put("patternProperties", builtin);
        task.put(
                "allOf",
                actions.stream()
                        .flatMap(a -> needs(a, required.getOrDefault(a, List.of())))
                        .toList());
        return task;
    }

    /** A map of arguments is whole where none stand below {@code args}. */
    private static Stream<Map<String, Object>> needs(String action, List<String> arguments) {
        if (arguments.isEmpty()) return Stream.empty();
        Map<String, Object> whole = Map.of("if", Map.of("type", "object"), "then", Map.of("required", arguments));
        return Stream.of(Map.of(
                "if",
                Map.of("required", List.of(action), "not", Map.of("required", List.of("args"))),
                "then",
                Map.of("properties", Map.of(action, whole))));
    }
}
