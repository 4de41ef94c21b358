package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.playbook.BlockSection.Kind;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads lists of tasks, following their includes. */
final class TaskReader {
    static final Set<String> KEYS = with(
            Inherited.KEYS,
            Stream.of(
                            Stream.of(Loop.Kind.values()).map(Loop.Kind::key),
                            Judgement.KEYS.stream(),
                            Stream.of("name", "args", "loop_control", "register", "listen"))
                    .flatMap(keys -> keys));

    static final Set<String> INCLUDE_KEYS = with(Inherited.KEYS, Stream.of("name", "include", FirstFound.KEY));
    static final String INCLUDE_VARS = "include_vars";
    static final Set<String> BLOCK_KEYS = with(
            Inherited.KEYS,
            Stream.concat(Stream.of("name"), Stream.of(Kind.values()).map(Kind::key)));
    /** What Ansible has among a task's keys, and Drydock among the arguments of its action. */
    private static final List<String> ARGUMENTS = List.of("check_mode");
    /** They include tasks; what they read is the same in all cases, before the run. */
    static final Set<String> INCLUDES = Set.of("include", "include_tasks", "import_tasks");

    static final Set<String> ROLES = Set.of("include_role", "import_role");
    /** What may be said of one besides which of its files are meant. */
    static final Set<String> ROLE_ARGUMENTS = Set.of(
            "name",
            "tasks_from",
            "handlers_from",
            "vars_from",
            "defaults_from",
            "public",
            "allow_duplicates",
            "rolespec_validate");

    private static final Pattern BUILTIN = Pattern.compile("^ansible\\.(builtin|legacy)\\.");

    private final TemplateEngine engine;
    private final Collection<String> actions;
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private final IncludeReader includes;
    private final Set<Path> files = new LinkedHashSet<>();
    /** Of the play that is read. */
    private Optional<RoleReader> roles = Optional.empty();

    private Optional<KnownLists> lists = Optional.empty();

    private boolean incomplete;
    /** How many have been read. */
    private int blocks;

    TaskReader(TemplateEngine engine, Collection<String> actions, VaultKeyring keys, Diagnostics problems) {
        this.engine = engine;
        this.actions = actions;
        this.keys = keys;
        this.problems = problems;
        this.includes = new IncludeReader(this, engine, problems);
    }

    static Set<String> with(Set<String> some, Stream<String> more) {
        return Stream.concat(some.stream(), more).collect(Collectors.toUnmodifiableSet());
    }

    List<Task> read(List<YamlNode> nodes, Path file, Inherited inherited) {
        List<Task> tasks = new ArrayList<>();
        read(nodes, file, List.of(), inherited, tasks);
        return tasks;
    }

    /** What follows is of another play, with these roles. */
    void begin(RoleReader ofPlay, KnownLists known) {
        roles = Optional.of(ofPlay);
        lists = Optional.of(known);
    }

    /** What is known of lists in the play that is read. */
    KnownLists lists() {
        return lists.orElseThrow();
    }

    /** All that has been read by it. */
    Set<Path> files() {
        return files;
    }

    /** A list of tasks in a file of their own. */
    List<Task> readFile(Path file, Inherited inherited) {
        List<Task> all = new ArrayList<>();
        Optional<YamlNode> node = readYaml(file);
        if (node.isEmpty()) readIncompletely();
        node.ifPresent(n -> {
            if (n instanceof YamlList list) read(list.items(), file, List.of(), inherited, all);
            else if (n.data() != null)
                problems.error(n.pos(), "the file is a list of tasks", "begin each with: - name: ...");
        });
        return all;
    }

    /** Those of a file of variables. */
    Map<String, ValueTemplate> variables(Path file, boolean mayBeEmpty) {
        Optional<YamlNode> node = readYaml(file);
        if (node.isEmpty()) readIncompletely();
        return node.filter(n -> !mayBeEmpty || n.data() != null)
                .map(n -> n instanceof YamlMap map ? new PlayFields(map, engine, problems).valuesOf(map) : noMap(n))
                .orElse(Map.of());
    }

    Map<String, ValueTemplate> noMap(YamlNode node) {
        problems.error(node.pos(), "a file of variables is a map", "begin each with its name: port: 80");
        return Map.of();
    }

    /** Empty where it cannot be read, which has been reported. */
    Optional<YamlNode> readYaml(Path file) {
        files.add(file);
        return YamlReader.read(file, keys, problems);
    }

    /** Whether something could not be read that may set variables or hold handlers. */
    boolean isIncomplete() {
        return incomplete;
    }

    void readIncompletely() {
        incomplete = true;
    }

    void read(List<YamlNode> nodes, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        for (YamlNode node : nodes) {
            if (!(node instanceof YamlMap map)) {
                problems.error(
                        node.pos(),
                        "a task is a map with a name and an action",
                        "begin it with - name: ..., and write its action below");
            } else if (includeOf(map).isPresent()) {
                includes.include(map, includeOf(map).get(), file, from, inherited, tasks);
            } else if (Stream.of(Kind.values())
                    .anyMatch(section -> map.get(section.key()).isPresent())) {
                block(map, file, from, inherited, tasks);
            } else {
                task(map, file, inherited, tasks);
            }
        }
    }

    /** The key by which a task includes others. */
    private static Optional<YamlMap.Entry> includeOf(YamlMap map) {
        return map.entries().stream()
                .filter(entry -> INCLUDES.contains(BUILTIN.matcher(entry.key()).replaceFirst("")))
                .findFirst();
    }

    private void block(YamlMap map, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        for (YamlMap.Entry entry : map.entries()) {
            if (!BLOCK_KEYS.contains(entry.key())) unknownKey(entry, "a block", Place.TASKS, BLOCK_KEYS);
        }
        if (map.get(Kind.BODY.key()).isEmpty())
            problems.error(
                    map.pos(),
                    "there is no block that it is for",
                    "write block: above it, with the tasks that may fail");
        PlayFields fields = new PlayFields(map, engine, problems);
        Inherited inner = inherited.with(fields).with(loopsOf(map, true));
        int block = ++blocks;
        for (Kind section : Kind.values())
            read(fields.items(section.key()), file, from, inner.in(new BlockSection(block, section)), tasks);
    }

    private void task(YamlMap map, Path file, Inherited inherited, List<Task> tasks) {
        Optional<YamlMap.Entry> variables = map.entries().stream()
                .filter(entry -> BUILTIN.matcher(entry.key()).replaceFirst("").equals(INCLUDE_VARS))
                .findFirst();
        if (variables.isPresent()) {
            includes.variables(map, variables.get(), file, inherited, tasks);
            return;
        }
        List<YamlMap.Entry> named =
                map.entries().stream().filter(e -> !KEYS.contains(e.key())).toList();
        List<YamlMap.Entry> known =
                named.stream().filter(e -> isAction(e.key())).toList();
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
        if (ROLES.contains(name) && roles.isPresent()) {
            role(map, action.get(), file, inherited, tasks);
            return;
        }
        if (name.equals(Meta.KEY)) {
            meta(map, action.get(), file, inherited).ifPresent(tasks::add);
            return;
        }
        if (known.isEmpty()) unknownAction(action.get());
        tasks.add(task(map, action.get(), file, inherited));
    }

    /** @param include the entry that says what is included */
    void checkInclude(YamlMap map, YamlMap.Entry include) {
        boolean hasLoop = IncludeLoop.has(map);
        for (YamlMap.Entry entry : map.entries())
            if (!INCLUDE_KEYS.contains(entry.key())
                    && !entry.equals(include)
                    && !(hasLoop && IncludeLoop.isKey(entry.key())))
                unknownKey(entry, "an include", Place.INCLUDES, INCLUDE_KEYS);
    }

    private void role(YamlMap map, YamlMap.Entry action, Path file, Inherited inherited, List<Task> tasks) {
        checkInclude(map, action);
        PlayFields fields = new PlayFields(map, engine, problems);
        Optional<YamlMap> arguments =
                Optional.of(action.value()).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
        Optional<YamlScalar> name = arguments.flatMap(a -> fields.of(a).scalar("name"));
        if (name.isEmpty()) {
            problems.error(action.value().pos(), "the role has no name", "write " + action.key() + ": {name: NAME}");
            readIncompletely();
            return;
        }
        Map<String, String> from = new HashMap<>();
        for (YamlMap.Entry entry : arguments.get().entries()) {
            if (entry.key().endsWith("_from") && entry.value() instanceof YamlScalar part)
                from.put(entry.key().replaceFirst("_from$", ""), part.text().replaceFirst("\\.ya?ml$", ""));
            else if (!ROLE_ARGUMENTS.contains(entry.key()))
                Fields.unknown(entry, action.key(), Suggestion.didYouMean(entry.key(), ROLE_ARGUMENTS), problems);
        }
        for (Inherited within : includes.rounds(map, inherited.with(fields), file, tasks))
            tasks.addAll(roles.get().include(new RoleReader.Call(name.get(), from), within));
    }

    /** Empty where it says nothing, or has been reported. */
    private Optional<Task> meta(YamlMap map, YamlMap.Entry action, Path file, Inherited inherited) {
        String word = action.value() instanceof YamlScalar scalar ? scalar.text() : "";
        Optional<Meta> meta =
                Stream.of(Meta.values()).filter(m -> m.word().equals(word)).findFirst();
        if (meta.isEmpty()) {
            String remedy = AnsibleWords.remedy(Place.META, word)
                    .orElse("write one of: "
                            + Stream.of(Meta.values()).map(Meta::word).collect(Collectors.joining(", ")));
            problems.error(action.value().pos(), "meta cannot be \"" + word + "\"", remedy);
            return Optional.empty();
        }
        if (!meta.get().endsPlay()) {
            for (YamlMap.Entry entry : map.entries())
                if (!List.of("name", "tags").contains(entry.key()) && !entry.equals(action))
                    problems.error(
                            entry.keyPos(),
                            "meta: " + word + " is done whatever \"" + entry.key() + "\" says",
                            "leave it out");
        }
        return Optional.of(task(map, action, meta, file, inherited));
    }

    Task task(YamlMap map, YamlMap.Entry action, Path file, Inherited inherited) {
        return task(map, action, Optional.empty(), file, inherited);
    }

    /** Also for an unknown action: what the task is called and registers exists all the same. */
    private Task task(YamlMap map, YamlMap.Entry action, Optional<Meta> meta, Path file, Inherited inherited) {
        PlayFields fields = new PlayFields(map, engine, problems);
        Inherited own = inherited.with(fields).with(loopsOf(map, false));
        fields.scalar("register").ifPresent(name -> fields.checkName(name.text(), name.pos()));
        return new Task(
                map.pos(),
                fields.text("name").orElseGet(() -> meta.map(Meta::word).orElse(action.key())),
                fields.openValue("name"),
                AnsibleWords.plain(action.key()),
                action.keyPos(),
                Optional.of(action.value()),
                more(fields, action, own),
                ARGUMENTS.stream().allMatch(key -> map.get(key).isEmpty()),
                meta,
                own.within(),
                own.when(),
                new LoopReader(map, fields, problems).read(),
                fields.text("register"),
                topics(fields, own, action),
                own.tags(),
                own.become(),
                own.role().map(Role::defaults).orElse(Map.of()),
                own.role().map(role -> role.with(own.vars())).orElse(own.vars()),
                meta.filter(m -> m != Meta.END_HOST)
                        .map(m -> own.conduct().once(m.isForAll()))
                        .orElse(own.conduct()),
                Judgement.of(fields, fields.text("register")),
                own.role().map(Role::folder).orElseGet(() -> directory(file)));
    }

    /** Arguments beside those of the action: {@code args}, and what is given to all tasks of the action and not by this one. */
    private static List<YamlMap.Entry> more(PlayFields fields, YamlMap.Entry action, Inherited own) {
        List<YamlMap.Entry> more = new ArrayList<>(fields.entries("args"));
        own.conduct().defaults().getOrDefault(AnsibleWords.plain(action.key()), List.of()).stream()
                .filter(entry -> more.stream().noneMatch(m -> m.key().equals(entry.key())))
                .filter(entry -> !(action.value() instanceof YamlMap map)
                        || map.get(entry.key()).isEmpty())
                .toList()
                .forEach(more::add);
        return more;
    }

    /** What it listens to as a handler; one of a role may be notified by that, too. */
    private static List<String> topics(PlayFields fields, Inherited own, YamlMap.Entry action) {
        Stream<String> ofRole = own.role().stream()
                .map(role -> role.name() + " : " + fields.text("name").orElse(action.key()));
        return Stream.concat(fields.scalars("listen").stream().map(YamlScalar::text), ofRole)
                .toList();
    }

    /**
     * The variables of loops that cannot be, which have been reported.
     *
     * @param holdsOthers whether it is an include or a block, which has none
     */
    static Map<String, ValueTemplate> loopsOf(YamlMap map, boolean holdsOthers) {
        Map<String, ValueTemplate> names = new HashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            boolean isRead = KEYS.contains(entry.key()) && !holdsOthers;
            if (!isRead && (entry.key().startsWith("with_") || entry.key().equals("loop")))
                names.put(Loop.ITEM, ValueTemplate.broken(entry.keyPos()));
            if (!isRead && entry.key().equals("loop_control") && entry.value() instanceof YamlMap control) {
                Stream.of("loop_var", "index_var")
                        .flatMap(key -> control.get(key).stream())
                        .filter(YamlScalar.class::isInstance)
                        .forEach(name -> names.put(((YamlScalar) name).text(), ValueTemplate.broken(name.pos())));
            }
        }
        return names;
    }

    static Path directory(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** With the collection that Ansible's own modules are of, or without. */
    private boolean isAction(String word) {
        return actions.contains(BUILTIN.matcher(word).replaceFirst(""));
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

    void unknownKey(YamlMap.Entry entry, String of, Place place, Collection<String> valid) {
        String word = entry.key().startsWith("with_") && place == Place.INCLUDES ? "loop" : entry.key();
        String remedy = AnsibleWords.remedy(place, word)
                .or(() -> AnsibleWords.remedy(Place.TASKS, word))
                .orElseGet(() -> Suggestion.didYouMean(entry.key(), valid));
        Fields.unknown(entry, of, remedy, problems);
    }
}
