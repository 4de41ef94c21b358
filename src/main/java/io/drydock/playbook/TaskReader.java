package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.KnownVars;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads lists of tasks, following their includes. */
final class TaskReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "when",
            "loop",
            "register",
            "notify",
            "tags",
            "become",
            "become_user",
            "become_method",
            "become_exe",
            "become_flags",
            "ignore_errors",
            "throttle",
            "run_once",
            "timeout",
            "vars");
    private static final Set<String> INCLUDE_KEYS = Set.of(
            "name",
            "include",
            "when",
            "tags",
            "become",
            "become_user",
            "become_method",
            "become_exe",
            "become_flags",
            "timeout",
            "vars");
    /** Those of a task that holds others. */
    private static final List<String> BLOCKS = List.of("block", "rescue", "always");
    /** What Ansible has among a task's keys, and Drydock among the arguments of its action. */
    private static final List<String> ARGUMENTS = List.of("args", "changed_when", "check_mode");
    /** They include tasks, by another name. */
    private static final Set<String> INCLUDES = Set.of("include_tasks", "import_tasks");
    /** They define variables and handlers by what they read. */
    private static final Set<String> DEFINING = Set.of("include_role", "import_role", "include_vars");

    private final TemplateEngine engine;
    private final Collection<String> actions;
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private boolean incomplete;

    TaskReader(TemplateEngine engine, Collection<String> actions, VaultKeyring keys, Diagnostics problems) {
        this.engine = engine;
        this.actions = actions;
        this.keys = keys;
        this.problems = problems;
    }

    List<Task> read(List<YamlNode> nodes, Path file, Inherited inherited) {
        List<Task> tasks = new ArrayList<>();
        read(nodes, file, List.of(), inherited, tasks);
        return tasks;
    }

    /** Whether something could not be read that may set variables or hold handlers. */
    boolean isIncomplete() {
        return incomplete;
    }

    void readIncompletely() {
        incomplete = true;
    }

    private void read(List<YamlNode> nodes, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        for (YamlNode node : nodes) {
            if (!(node instanceof YamlMap map)) {
                problems.error(
                        node.pos(),
                        "a task is a map with a name and an action",
                        "begin it with - name: ..., and write its action below");
            } else if (map.get("include").isPresent()) {
                include(map, file, from, inherited, tasks);
            } else if (BLOCKS.stream().anyMatch(key -> map.get(key).isPresent())) {
                block(map, file, from, inherited, tasks);
            } else {
                task(map, file, from, inherited, tasks);
            }
        }
    }

    private void include(YamlMap map, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        for (YamlMap.Entry entry : map.entries()) {
            if (!INCLUDE_KEYS.contains(entry.key())) unknownKey(entry, "an include", Place.INCLUDES, INCLUDE_KEYS);
        }
        PlayFields fields = new PlayFields(map, engine, problems);
        included(fields.scalar("include"), file, from, inherited.with(fields).with(loopsOf(map)), tasks);
    }

    private void included(
            Optional<YamlScalar> name, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        Optional<Path> path = name.flatMap(n -> IncludePath.resolve(n, file, from, problems));
        Optional<YamlNode> node = path.flatMap(p -> YamlReader.read(p, keys, problems));
        if (node.isPresent() && node.get() instanceof YamlList list) {
            read(list.items(), path.get(), IncludePath.chain(from, file), inherited, tasks);
            return;
        }
        readIncompletely();
        node.ifPresent(
                n -> problems.error(n.pos(), "an included file is a list of tasks", "begin each with: - name: ..."));
    }

    /** There are no blocks; what is in one is read all the same, so that all its problems are told, and no others. */
    private void block(YamlMap map, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        for (YamlMap.Entry entry : map.entries()) {
            if (!KEYS.contains(entry.key())) unknownKey(entry, "a task", Place.TASKS, KEYS);
        }
        PlayFields fields = new PlayFields(map, engine, problems);
        Inherited inner = inherited.with(fields).with(loopsOf(map));
        BLOCKS.forEach(key -> read(fields.items(key), file, from, inner, tasks));
    }

    private void task(YamlMap map, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        List<YamlMap.Entry> named =
                map.entries().stream().filter(e -> !KEYS.contains(e.key())).toList();
        List<YamlMap.Entry> known =
                named.stream().filter(e -> actions.contains(e.key())).toList();
        Optional<YamlMap.Entry> action = known.stream()
                .findFirst()
                .or(() -> named.stream().filter(e -> !isKey(e.key())).findFirst());
        for (YamlMap.Entry entry : named) {
            if (action.filter(entry::equals).isEmpty() && !known.contains(entry))
                unknownKey(entry, "a task", Place.TASKS, KEYS);
        }
        if (known.size() > 1) {
            problems.error(
                    known.get(1).keyPos(),
                    "a task has one action, and this one already has \""
                            + known.getFirst().key() + "\"",
                    "make it a task of its own");
        }
        if (action.isEmpty()) {
            if (named.stream().noneMatch(e -> e.key().endsWith("action"))) {
                problems.error(map.pos(), "a task needs an action", "such as package: or file:; see drydock actions");
            }
            tasks.add(task(map, new YamlMap.Entry("action", map.pos(), YamlScalar.of("", map.pos())), file, inherited));
            return;
        }
        String name = AnsibleWords.plain(action.get().key());
        if (known.isEmpty()) unknownAction(action.get());
        if (DEFINING.contains(name)) readIncompletely();
        if (INCLUDES.contains(name) && action.get().value() instanceof YamlScalar included) {
            PlayFields fields = new PlayFields(map, engine, problems);
            included(
                    Optional.of(included).filter(i -> !i.text().contains("{")),
                    file,
                    from,
                    inherited.with(fields).with(loopsOf(map)),
                    tasks);
        } else {
            tasks.add(task(map, action.get(), file, inherited));
        }
    }

    /** Also for an unknown action: what the task is called and registers exists all the same. */
    private Task task(YamlMap map, YamlMap.Entry action, Path file, Inherited inherited) {
        PlayFields fields = new PlayFields(map, engine, problems);
        Map<String, ValueTemplate> loops = loopsOf(map);
        Inherited own = inherited.with(fields).with(loops);
        fields.text("register")
                .filter(r -> !r.matches("[A-Za-z_][A-Za-z0-9_]*"))
                .ifPresent(r -> problems.error(
                        map.get("register").orElseThrow().pos(),
                        "\"" + r + "\" is not a name for a variable",
                        "use letters, digits and _, not beginning with a digit"));
        fields.text("register")
                .ifPresent(r ->
                        KnownVars.checkLate(r, map.get("register").orElseThrow().pos(), problems));
        return new Task(
                map.pos(),
                fields.text("name").orElse(action.key()),
                fields.openValue("name"),
                AnsibleWords.plain(action.key()),
                action.keyPos(),
                Optional.of(action.value()),
                ARGUMENTS.stream().allMatch(key -> map.get(key).isEmpty()),
                own.when(),
                fields.value("loop"),
                fields.text("register"),
                fields.scalars("notify").stream().map(YamlScalar::text).toList(),
                own.tags(),
                own.become(),
                fields.flag("ignore_errors").orElse(false),
                own.vars(),
                own.timeout(),
                map.get("throttle")
                        .flatMap(node -> RolloutReader.throttle(node, fields))
                        .map(share -> share.amount().intValue()),
                fields.flag("run_once").orElse(false),
                directory(file));
    }

    /** The variables of loops written as Ansible does, which have been reported. */
    private static Map<String, ValueTemplate> loopsOf(YamlMap map) {
        Map<String, ValueTemplate> names = new HashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.key().startsWith("with_")
                    || entry.key().equals("loop") && map.get("include").isPresent()) {
                names.put("item", ValueTemplate.broken(entry.keyPos()));
            }
            if (entry.key().equals("loop_control") && entry.value() instanceof YamlMap control) {
                Stream.of("loop_var", "index_var")
                        .flatMap(key -> control.get(key).stream())
                        .filter(YamlScalar.class::isInstance)
                        .forEach(name -> names.put(((YamlScalar) name).text(), ValueTemplate.broken(name.pos())));
            }
        }
        return names;
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** Whether a word that is neither an action nor a key of tasks is more like a key. */
    private boolean isKey(String word) {
        if (AnsibleWords.remedy(Place.ACTIONS, word).isPresent() || actions.contains(AnsibleWords.plain(word)))
            return false;
        return word.startsWith("with_")
                || AnsibleWords.remedy(Place.TASKS, word).isPresent()
                || Suggestion.near(word, actions).isEmpty()
                        && Suggestion.near(word, KEYS).isPresent();
    }

    private void unknownAction(YamlMap.Entry entry) {
        String plain = AnsibleWords.plain(entry.key());
        String remedy = actions.contains(plain)
                ? "write " + plain + ":"
                : AnsibleWords.remedy(Place.ACTIONS, entry.key())
                        .or(() -> Suggestion.near(plain, all()))
                        .orElseGet(() -> Suggestion.didYouMean(plain, actions));
        problems.error(entry.keyPos(), "unknown action \"" + entry.key() + "\"", remedy);
    }

    private Collection<String> all() {
        Collection<String> all = new TreeSet<>(actions);
        all.addAll(KEYS);
        return all;
    }

    private void unknownKey(YamlMap.Entry entry, String of, Place place, Collection<String> valid) {
        String word = entry.key().startsWith("with_") && place == Place.INCLUDES ? "loop" : entry.key();
        String remedy = AnsibleWords.remedy(place, word)
                .or(() -> AnsibleWords.remedy(Place.TASKS, word))
                .orElseGet(() -> Suggestion.didYouMean(entry.key(), valid));
        Fields.unknown(entry, of, remedy, problems);
    }
}
