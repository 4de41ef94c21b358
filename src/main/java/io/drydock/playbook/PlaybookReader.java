package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Host;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Fields;
import io.drydock.yaml.Positions;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a playbook and the files it includes; every problem goes to the diagnostics. */
public final class PlaybookReader {
    private static final String FORCE_HANDLERS = "force_handlers";

    static final Set<String> PLAY_KEYS = with(
            Stream.of(RolloutReader.KEYS, SafeguardsReader.KEYS, PlayFields.BECOME, Conduct.OF_PLAYS, PlayLogin.KEYS)
                    .flatMap(Set::stream),
            "name",
            "hosts",
            "vars",
            "vars_files",
            VarsPromptReader.KEY,
            "roles",
            "pre_tasks",
            "tasks",
            "post_tasks",
            "handlers",
            "tags",
            "gather_facts",
            FORCE_HANDLERS);

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{|\\{\\{");

    private final TemplateEngine engine;
    private final Collection<String> actions;
    private final Early early;
    private final Diagnostics problems;
    private final TaskReader tasks;

    private static Set<String> with(Stream<String> some, String... more) {
        return Stream.concat(some, Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Variables that have values before any host is known.
     *
     * @param weak those of all hosts; a play's own hide them
     * @param strong hide a play's own
     * @param answers to what plays ask for
     * @param hosts of the inventory, whose variables tell how often includes are done at most; empty where it could not be read
     */
    public record Early(
            Map<String, ?> weak, Map<String, ?> strong, Map<String, ?> answers, Optional<List<Host>> hosts) {
        static final Early NONE = new Early(Map.of(), Map.of(), Map.of(), Optional.of(List.of()));

        private Scope with(Map<String, ValueTemplate> play, List<VarsPrompt> prompts) {
            Map<String, Object> all = new HashMap<>(weak);
            all.putAll(play);
            all.putAll(strong);
            prompts.stream()
                    .filter(p -> p.isPrivate() && strong.containsKey(p.name()))
                    .forEach(p -> all.put(p.name(), new Secret("")));
            return Scope.of(all);
        }
    }

    /** @param actions the names of all actions */
    public PlaybookReader(TemplateEngine engine, Collection<String> actions, Diagnostics problems) {
        this(engine, actions, VaultKeyring.EMPTY, Early.NONE, problems);
    }

    /**
     * @param actions the names of all actions
     * @param keys open what is encrypted
     * @param early decide how plays go over their hosts
     */
    public PlaybookReader(
            TemplateEngine engine, Collection<String> actions, VaultKeyring keys, Early early, Diagnostics problems) {
        this.early = early;
        this.engine = engine;
        this.actions = actions;
        this.problems = problems;
        this.tasks = new TaskReader(engine, actions, keys, problems);
    }

    /** Empty when the file could not be read at all; what could be read is returned even when there are problems. */
    public Optional<Playbook> read(Path file) {
        List<Play> plays = new ArrayList<>();
        read(file, List.of(), plays);
        return plays.isEmpty() ? Optional.empty() : Optional.of(new Playbook(file, plays, List.copyOf(tasks.files())));
    }

    private void read(Path file, List<Path> from, List<Play> plays) {
        int before = problems.times();
        Optional<YamlNode> node = tasks.readYaml(file);
        if (node.isPresent() && node.get() instanceof YamlList list && isTasks(list)) {
            play(playOf(list), file, from, plays);
        } else if (node.isPresent()
                && node.get() instanceof YamlList list
                && !list.items().isEmpty()) {
            list.items().forEach(item -> play(item, file, from, plays));
        } else if (problems.times() == before) {
            problems.error(
                    node.map(YamlNode::pos).orElse(SourcePos.of(file.toString())),
                    "a playbook is a list of plays",
                    "begin with: - hosts: all");
        }
    }

    /** A file of tasks, as plays include them, can also be run by itself, on all hosts. */
    private boolean isTasks(YamlList list) {
        var keys = list.items().stream()
                .filter(YamlMap.class::isInstance)
                .flatMap(item -> ((YamlMap) item).entries().stream())
                .map(YamlMap.Entry::key)
                .toList();
        return !keys.contains("hosts") && keys.stream().anyMatch(actions::contains);
    }

    private static YamlMap playOf(YamlList list) {
        return new YamlMap(
                list.pos(),
                List.of(
                        new YamlMap.Entry("hosts", list.pos(), YamlScalar.of("all", list.pos())),
                        new YamlMap.Entry("tasks", list.pos(), list)));
    }

    private void play(YamlNode node, Path file, List<Path> from, List<Play> plays) {
        if (!(node instanceof YamlMap map)) {
            problems.error(
                    node.pos(),
                    "a play is a map with hosts and tasks",
                    "begin it with - hosts: all, and write tasks: below");
            return;
        }
        PlayFields fields = new PlayFields(map, engine, problems);
        Optional<String> include = map.entries().stream()
                .map(YamlMap.Entry::key)
                .filter(key -> key.equals("include") || AnsibleWords.plain(key).equals("import_playbook"))
                .findFirst();
        if (include.isPresent()) {
            include(map, fields.scalar(include.get()), file, from, plays);
            return;
        }
        map.entries().stream().filter(e -> !PLAY_KEYS.contains(e.key())).forEach(this::unknown);
        if (map.get("hosts").isEmpty()) problems.error(map.pos(), "a play needs hosts", "add hosts: all, or a group");
        Inherited inherited = Inherited.of(fields);
        RoleReader roles = new RoleReader(tasks, engine, file, problems);
        Map<String, ValueTemplate> vars = new HashMap<>(fields.values("vars"));
        varsFiles(fields, file).forEach(vars::putAll);
        tasks.begin(roles, new KnownLists(engine, early, vars));
        List<Task> list = sections(fields, file, inherited, roles);
        List<Task> own = tasks.read(fields.items("handlers"), file, inherited.handlers());
        List<Task> handlers =
                Stream.concat(roles.handlers().stream(), own.stream()).toList();
        handlers.forEach(this::checkHandler);
        List<VarsPrompt> prompts = new VarsPromptReader(fields, problems).read();
        prompts.forEach(prompt -> vars.put(prompt.name(), prompt.value(early.answers)));
        vars.putAll(roles.vars());
        fields.flag(FORCE_HANDLERS)
                .filter(force -> !force)
                .ifPresent(_ -> problems.error(
                        map.get(FORCE_HANDLERS).orElseThrow().pos(),
                        "handlers that were notified run even after a failure",
                        "leave it out: the change that asked for them has been made"));
        EarlyValues values = new EarlyValues(engine, early.with(vars, prompts), problems);
        Optional<YamlScalar> pattern = map.get("hosts").flatMap(given -> pattern(given, values));
        String hosts = pattern.map(YamlScalar::text).orElse("");
        Safeguards safeguards = new SafeguardsReader(map, engine, problems)
                .read(file, some -> tasks.read(some, file, inherited.handlers()), given -> pattern(given, values));
        plays.add(new Play(
                map.pos(),
                fields.text("name").orElse(hosts),
                hosts,
                pattern.map(YamlScalar::positions)
                        .orElse(Positions.sameLine(
                                map.get("hosts").map(YamlNode::pos).orElse(map.pos()))),
                roles.defaults(),
                vars,
                prompts,
                list,
                handlers,
                inherited.become(),
                PlayLogin.of(new Fields(values.in(map, PlayLogin.KEYS), problems)),
                new RolloutReader(values.in(map, RolloutReader.EARLY), problems).read(),
                safeguards,
                tasks.isIncomplete()));
        if (!tasks.isIncomplete()) {
            List<Task> notifying =
                    Stream.concat(list.stream(), handlers.stream()).toList();
            int before = problems.times();
            checkNotify(notifying, handlers);
            if (problems.times() == before) checkNotified(handlers, notifying); // else a name may be misspelt
        }
        checkNotify(safeguards.drain(), List.of());
        checkNotify(safeguards.undrain(), List.of());
        checkNotify(safeguards.gateTasks().toList(), List.of());
        handlers.forEach(h -> checkCircle(List.of(h), handlers));
    }

    static boolean isTemplate(String text) {
        return VARIABLE.matcher(text).find();
    }

    /** Which hosts a play is for: one pattern, or a list of them, which is one with commas. Empty when it has been reported. */
    private Optional<YamlScalar> pattern(YamlNode written, EarlyValues values) {
        return values.of(written).flatMap(this::pattern);
    }

    private Optional<YamlScalar> pattern(YamlNode node) {
        List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
        int before = problems.times();
        for (YamlNode item : items) {
            if (!(item instanceof YamlScalar scalar)
                    || scalar.value() == null
                    || scalar.text().isBlank()) {
                problems.error(
                        item.pos(),
                        "\"hosts\" is a pattern of hosts, or a list of such",
                        "for example: all, web1, web*, web:!db, web[0:4], or [web1, web2]");
            }
        }
        if (items.isEmpty()) problems.error(node.pos(), "an empty list selects nothing", "write all for every host");
        if (items.isEmpty() || problems.times() > before) return Optional.empty();
        return Optional.of(joined(items.stream().map(YamlScalar.class::cast).toList()));
    }

    private static YamlScalar joined(List<YamlScalar> patterns) {
        if (patterns.size() == 1) return patterns.getFirst();
        String text = patterns.stream().map(YamlScalar::text).collect(Collectors.joining(","));
        return new YamlScalar(patterns.getFirst().pos(), text, text, (_, column) -> {
            int from = 1; // the column at which a pattern begins
            for (YamlScalar pattern : patterns) {
                if (column <= from + pattern.text().length())
                    return pattern.positions().at(1, column - from + 1);
                from += pattern.text().length() + 1;
            }
            return patterns.getLast().pos();
        });
    }

    /** @param way handlers, each notified by the one before it; a circle is told of where its first handler is written */
    private void checkCircle(List<Task> way, List<Task> handlers) {
        for (Task next : handlers) {
            if (next == way.getLast()
                    || way.getLast().conduct().notifies().stream().noneMatch(n -> next.hears(n.written()))) continue;
            if (next == way.getFirst()) {
                problems.error(
                        next.pos(),
                        "handlers notify each other in a circle: "
                                + Suggestion.listed(
                                        way.stream().map(Task::title).toList()),
                        "leave one of the notifications out: the circle would not end");
            } else if (handlers.indexOf(next) > handlers.indexOf(way.getFirst()) && !way.contains(next)) {
                checkCircle(Stream.concat(way.stream(), Stream.of(next)).toList(), handlers);
            }
        }
    }

    private void include(YamlMap map, Optional<YamlScalar> included, Path file, List<Path> from, List<Play> plays) {
        if (map.entries().stream().anyMatch(e -> !e.key().equals("name") && e.value() != included.orElse(null)))
            problems.error(
                    map.pos(), "an included playbook takes no other keys", "write the other keys as a play of its own");
        included.ifPresent(name -> IncludePath.resolve(name, file, from, problems)
                .ifPresent(p -> read(p, IncludePath.chain(from, file), plays)));
    }

    private void unknown(YamlMap.Entry entry) {
        String remedy = AnsibleWords.remedy(AnsibleWords.Place.PLAYS, entry.key())
                .orElseGet(() -> Suggestion.didYouMean(entry.key(), PLAY_KEYS));
        Fields.unknown(entry, "a play", remedy, problems);
    }

    /** Handlers that a section has notified are run at its end. */
    private List<Task> sections(PlayFields fields, Path file, Inherited inherited, RoleReader roles) {
        List<Task> all = new ArrayList<>();
        for (String key : List.of("pre_tasks", "tasks", "post_tasks")) {
            List<Task> section = new ArrayList<>();
            if (key.equals("tasks"))
                for (YamlNode role : fields.items("roles")) section.addAll(roles.read(role, inherited));
            section.addAll(tasks.read(fields.items(key), file, inherited));
            if (!all.isEmpty() && !section.isEmpty()) all.addAll(flush(section.getFirst(), file, inherited));
            all.addAll(section);
        }
        return all;
    }

    /** The end of a section, as if it was written before the first task of the next one. */
    private List<Task> flush(Task next, Path file, Inherited inherited) {
        YamlMap flush = new YamlMap(
                next.pos(),
                Stream.of(Map.entry(Meta.KEY, Meta.FLUSH_HANDLERS.word()), Map.entry("tags", "always"))
                        .map(e -> new YamlMap.Entry(e.getKey(), next.pos(), YamlScalar.of(e.getValue(), next.pos())))
                        .toList());
        return tasks.read(List.of(flush), file, inherited);
    }

    /** Each with what it holds; of a list among them the first one that is there. */
    private List<Map<String, ValueTemplate>> varsFiles(PlayFields fields, Path file) {
        List<Map<String, ValueTemplate>> all = new ArrayList<>();
        for (YamlNode item : fields.items("vars_files")) {
            List<YamlNode> names = item instanceof YamlList list ? list.items() : List.of(item);
            Optional<Path> found = names.stream()
                    .filter(n -> n instanceof YamlScalar)
                    .map(n -> file.resolveSibling(((YamlScalar) n).text()))
                    .filter(Files::isRegularFile)
                    .findFirst();
            found.ifPresent(path -> all.add(tasks.variables(path, false)));
            if (found.isPresent()) continue;
            tasks.readIncompletely();
            problems.error(
                    item.pos(),
                    "no such file of variables beside the playbook",
                    isTemplate(String.valueOf(item.opened().data()))
                            ? "files are read before any variable has a value: name it, or use group_vars/"
                            : "name it as it is seen from the playbook");
        }
        return all;
    }

    private void checkHandler(Task handler) {
        if (handler.conduct().runOnce())
            problems.error(
                    handler.pos(),
                    "a handler runs on the hosts that have notified it, not once for all",
                    "leave run_once out, or make it a task that follows the others");
        if (!handler.within().isEmpty() || handler.meta().isPresent())
            problems.error(
                    handler.pos(),
                    handler.meta().isPresent() ? "a handler has an action" : "a handler is no block",
                    "give each of its tasks the same name in listen: to notify them together");
    }

    private void checkNotified(List<Task> handlers, List<Task> tasks) {
        List<Notification> all =
                tasks.stream().flatMap(t -> t.conduct().notifies().stream()).toList();
        if (!all.stream().allMatch(n -> n.isHeard(handlers))) return; // only a host can tell which are meant
        for (Task handler : handlers)
            if (all.stream().noneMatch(n -> handler.hears(n.written())))
                problems.warn(
                        handler.pos(),
                        "no task notifies the handler \"" + handler.title() + "\"",
                        "write notify: " + handler.title()
                                + " at the task whose change asks for it, or remove the handler");
    }

    private void checkNotify(List<Task> tasks, List<Task> handlers) {
        for (Task task : tasks)
            for (Notification notification : task.conduct().notifies())
                if (!notification.isHeard(handlers)) checkUnheard(task, notification, handlers);
    }

    /** A name that is made of variables is looked for on each host. */
    private void checkUnheard(Task task, Notification notification, List<Task> handlers) {
        boolean isMade = !notification.value().isConstant();
        if (isMade && !handlers.isEmpty() && !handlers.contains(task)) return;
        String name = notification.written();
        problems.error(
                notification.value().pos(),
                "no handler is named \"" + name + "\"",
                handlers.isEmpty()
                        ? "the play has no handlers"
                        : isMade
                                ? "the order of handlers is known before any variable has a value: a handler names each that it notifies"
                                : Suggestion.didYouMean(name, Notification.heard(handlers)));
    }
}
