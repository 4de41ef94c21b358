package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.VarsFiles;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the roles of one play: folders with tasks, handlers, variables and files. */
final class RoleReader {
    private static final Set<String> KEYS = TaskReader.with(Inherited.KEYS, Stream.of("role", "name"));

    /** Where a role is looked for besides beside the playbook, as Ansible does. */
    private static final List<Path> SHARED = List.of(
            Path.of(System.getProperty("user.home"), ".ansible", "roles"),
            Path.of("/usr/share/ansible/roles"),
            Path.of("/etc/ansible/roles"));

    private final TaskReader tasks;
    private final TemplateEngine engine;
    private final Diagnostics problems;
    private final Path playbook;

    private final List<Task> handlers = new ArrayList<>();
    private final Map<String, ValueTemplate> defaults = new HashMap<>();
    private final Map<String, ValueTemplate> vars = new HashMap<>();
    /** What has been read for the whole play, with what it was given. */
    private final Set<Object> read = new HashSet<>();

    /** The folders of the roles that are being read, the outermost first. */
    private final List<Path> chain = new ArrayList<>();

    /** What is asked of a role, and which of its files is meant in each of its folders. */
    record Call(YamlScalar name, Map<String, String> from) {
        String from(String part) {
            return from.getOrDefault(part, "main");
        }
    }

    RoleReader(TaskReader tasks, TemplateEngine engine, Path playbook, Diagnostics problems) {
        this.tasks = tasks;
        this.engine = engine;
        this.playbook = playbook;
        this.problems = problems;
    }

    /** Of all roles so far. */
    List<Task> handlers() {
        return handlers;
    }

    /** The weakest variables, of all roles so far, of which the last one is the strongest. */
    Map<String, ValueTemplate> defaults() {
        return defaults;
    }

    /** Those of vars/, of all roles so far. */
    Map<String, ValueTemplate> vars() {
        return vars;
    }

    /** The tasks of an item of a play's {@code roles}, or of a role's dependencies. */
    List<Task> read(YamlNode item, Inherited inherited) {
        YamlMap entry = item instanceof YamlMap map
                ? map
                : new YamlMap(item.pos(), List.of(new YamlMap.Entry("role", item.pos(), item)));
        PlayFields fields = new PlayFields(entry, engine, problems);
        Optional<YamlScalar> name = fields.scalar("role").or(() -> fields.scalar("name"));
        if (name.isEmpty()) {
            problems.error(item.pos(), "a role has a name", "write its name, or {role: NAME, vars: {...}}");
            return List.of();
        }
        Map<String, ValueTemplate> given = new LinkedHashMap<>();
        for (YamlMap.Entry other : entry.entries()) {
            if (KEYS.contains(other.key())) continue;
            if (Suggestion.near(other.key(), KEYS).isPresent())
                problems.error(
                        other.keyPos(),
                        "unknown key \"" + other.key() + "\" of a role",
                        Suggestion.didYouMean(other.key(), KEYS));
            else given.putAll(fields.valuesOf(new YamlMap(other.keyPos(), List.of(other))));
        }
        Inherited own = inherited.with(fields).with(given);
        Optional<Path> folder = find(name.get());
        if (folder.filter(f -> isInCircle(f, name.get())).isPresent()) return List.of();
        if (folder.isEmpty() || !read.add(List.of(folder.get(), entry.data())) && !repeats(folder.get()))
            return List.of();
        return read(folder.get(), new Call(name.get(), Map.of()), own, true);
    }

    private boolean isInCircle(Path folder, YamlScalar name) {
        if (!chain.contains(folder)) return false;
        problems.error(name.pos(), "the role \"" + name.text() + "\" needs itself", "leave it out here");
        return true;
    }

    private boolean repeats(Path folder) {
        return metadata(folder)
                .flatMap(meta -> meta.get("allow_duplicates"))
                .filter(node -> node instanceof YamlScalar scalar && Boolean.TRUE.equals(scalar.value()))
                .isPresent();
    }

    /** The tasks that a task has a role run. Its variables are for these alone. */
    List<Task> include(Call call, Inherited inherited) {
        return find(call.name())
                .map(folder -> read(folder, call, inherited, false))
                .orElse(List.of());
    }

    /** @param isOfPlay whether its variables are for all of the play */
    private List<Task> read(Path folder, Call call, Inherited inherited, boolean isOfPlay) {
        if (isInCircle(folder, call.name())) return List.of();
        chain.add(folder);
        List<Task> all = new ArrayList<>();
        for (YamlNode dependency : dependencies(folder)) all.addAll(read(dependency, inherited));
        Map<String, ValueTemplate> own = variables(folder, "defaults", call);
        Map<String, ValueTemplate> strong = variables(folder, "vars", call);
        if (isOfPlay) {
            defaults.putAll(own);
            vars.putAll(strong);
        }
        Inherited within =
                inherited.in(new Role(call.name().text(), folder, own, withNames(strong, folder, call.name())));
        file(folder, "handlers", call)
                .ifPresent(file -> tasks.readFile(file, within.handlers()).forEach(this::add));
        Optional<Path> main = file(folder, "tasks", call);
        if (main.isEmpty() && call.from().containsKey("tasks"))
            problems.error(
                    call.name().pos(),
                    "the role \"" + call.name().text() + "\" has no tasks/" + call.from("tasks"),
                    "look into " + folder.resolve("tasks"));
        main.ifPresent(file -> all.addAll(tasks.readFile(file, within)));
        chain.removeLast();
        return all;
    }

    /** Of a role that is there several times, the last handlers are run, once, as with Ansible. */
    private void add(Task handler) {
        handlers.removeIf(earlier -> earlier.pos().equals(handler.pos()));
        handlers.add(handler);
    }

    private static Map<String, ValueTemplate> withNames(Map<String, ValueTemplate> vars, Path folder, YamlScalar name) {
        Map<String, ValueTemplate> all = new HashMap<>(vars);
        all.put("role_name", constant(name.text(), name));
        all.put("role_path", constant(folder.toString(), name));
        return all;
    }

    private static ValueTemplate constant(String text, YamlScalar at) {
        return new ValueTemplate(at.pos(), new ValueTemplate.Part.Constant(text), List.of());
    }

    private List<YamlNode> dependencies(Path folder) {
        return metadata(folder)
                .map(meta -> new PlayFields(meta, engine, problems).items("dependencies"))
                .orElse(List.of());
    }

    private Optional<YamlMap> metadata(Path folder) {
        return part(folder, "meta", "main")
                .flatMap(tasks::readYaml)
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast);
    }

    /** Of one file, or of all in a folder of its name. */
    private Map<String, ValueTemplate> variables(Path folder, String part, Call call) {
        Map<String, ValueTemplate> all = new HashMap<>();
        for (Path file : files(folder, part, call)) all.putAll(tasks.variables(file, true));
        return all;
    }

    private List<Path> files(Path folder, String part, Call call) {
        Path main = folder.resolve(part).resolve(call.from(part));
        return Files.isDirectory(main)
                ? VarsFiles.in(main, problems)
                : file(folder, part, call).stream().toList();
    }

    private static Optional<Path> file(Path folder, String part, Call call) {
        return part(folder, part, call.from(part));
    }

    private static Optional<Path> part(Path folder, String part, String name) {
        return VarsFiles.ENDINGS.stream()
                .map(name::concat)
                .map(folder.resolve(part)::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Path> find(YamlScalar name) {
        Path beside = playbook.toAbsolutePath().resolveSibling("");
        List<Path> places = Stream.concat(
                        Stream.of(beside.resolve("roles"), beside),
                        Stream.concat(chain.stream().map(Path::getParent), SHARED.stream()))
                .distinct()
                .toList();
        Optional<Path> found = name.text().isEmpty() || name.text().contains("{")
                ? Optional.empty()
                : places.stream()
                        .map(place -> place.resolve(name.text()).normalize())
                        .filter(Files::isDirectory)
                        .findFirst();
        if (found.isEmpty()) {
            tasks.readIncompletely();
            problems.error(
                    name.pos(),
                    "no role \"" + name.text() + "\"",
                    name.text().contains("{")
                            ? "roles are read before any variable has a value: name it, with when: if need be"
                            : "it is a folder in " + beside.resolve("roles"));
        }
        return found;
    }
}
