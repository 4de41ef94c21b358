package io.drydock.action;

import io.drydock.action.Arguments.Bound;
import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.KnownVars;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a task's arguments against its action and binds them; every problem goes to the diagnostics. */
public final class ArgumentBinder {
    private static final Pattern PIPEFAIL = Pattern.compile("(?m)(?:^|[;&])\\s*(set\\s[^\\n;&]*-[a-z]*o\\s+pipefail)");

    private static final String CHANGES = "changes";

    private static final Pattern OPERATOR = Pattern.compile("(?<=\\s)([|]{1,2}|&{1,2}|;|[0-9]?>{1,2}|<)(?=\\s|$)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|\\$\\{[^}]*\\}|\\\\.");

    private final TemplateEngine engine;
    private final ControllerFiles files;
    private final Diagnostics problems;

    public ArgumentBinder(TemplateEngine engine, ControllerFiles files, Diagnostics problems) {
        this.engine = engine;
        this.files = files;
        this.problems = problems;
    }

    /** Whether tasks have to say what running it changes. */
    public static boolean isGuarded(ActionSpec spec) {
        return guards(spec).isPresent();
    }

    private static Optional<ArgumentRule> guards(ActionSpec spec) {
        return spec.rules().stream()
                .filter(rule -> rule.kind() == ArgumentRule.Kind.AT_LEAST_ONE_OF
                        && rule.names().contains(CHANGES))
                .findFirst();
    }

    /**
     * What is given besides the arguments of an action, with what its command changes; empty where it is said already.
     *
     * @param changes always or never
     */
    public Optional<List<YamlMap.Entry>> guarded(
            ActionSpec spec, Optional<YamlNode> given, List<YamlMap.Entry> more, String changes, SourcePos pos) {
        Optional<ArgumentRule> guards = guards(spec);
        boolean isWrong = given.isEmpty()
                || given.get().data() == null
                || given.get() instanceof YamlScalar text
                        && KeyValues.of(spec, text).isPresent();
        if (guards.isEmpty() || isWrong) return Optional.of(more);
        Optional<List<YamlMap.Entry>> entries = entries(spec, given);
        if (entries.isEmpty()) return Optional.of(more);
        Set<String> names = Stream.concat(entries.get().stream(), more.stream())
                .map(YamlMap.Entry::key)
                .collect(Collectors.toSet());
        if (guards.get().problem(names).isEmpty()) return Optional.empty();
        return Optional.of(Stream.concat(
                        more.stream(), Stream.of(new YamlMap.Entry(CHANGES, pos, YamlScalar.of(changes, pos))))
                .toList());
    }

    /**
     * @param more arguments that are given besides
     * @param whole whether all arguments are given, so that one that is missing is a problem
     * @param directory where the task's file lies, for the controller's files it names
     */
    public Arguments bind(
            ActionSpec spec,
            SourcePos actionPos,
            Optional<YamlNode> node,
            List<YamlMap.Entry> more,
            boolean whole,
            Path directory) {
        Map<String, YamlMap.Entry> given = new LinkedHashMap<>();
        Optional<List<YamlMap.Entry>> entries = entries(spec, node);
        if (entries.isEmpty()) return new Arguments(spec, Map.of());
        for (YamlMap.Entry entry : entries.get()) given.put(entry.key(), entry);
        for (YamlMap.Entry entry : more)
            if (given.putIfAbsent(entry.key(), entry) != null)
                problems.error(entry.keyPos(), "\"" + entry.key() + "\" is given twice", "leave one of them out");
        checkNames(spec, actionPos, given, whole);
        Map<String, Bound> bound = new LinkedHashMap<>();
        Set<String> environment = environment(given);
        given.forEach((name, entry) -> {
            Argument argument = spec.arguments().get(name);
            if (argument == null && spec.open()) argument = open(name);
            if (argument != null)
                bound.put(
                        name,
                        bind(spec, argument, entry.value(), directory, environment, given)
                                .orElse(new BoundArguments.Broken()));
        });
        return new Arguments(spec, bound);
    }

    /** Empty when the arguments are none, which has been reported. */
    private Optional<List<YamlMap.Entry>> entries(ActionSpec spec, Optional<YamlNode> node) {
        if (node.isEmpty() || node.get().data() == null) return Optional.of(List.of());
        return switch (node.get()) {
            case YamlMap map -> Optional.of(map.entries());
            case YamlScalar scalar -> {
                Optional<KeyValues> written = KeyValues.of(spec, scalar);
                yield written.isPresent() ? keyValues(spec, written.get()) : freeForm(spec, scalar);
            }
            case YamlList list -> freeForm(spec, list);
        };
    }

    private Optional<List<YamlMap.Entry>> freeForm(ActionSpec spec, YamlNode node) {
        if (spec.freeForm().isPresent())
            return Optional.of(List.of(new YamlMap.Entry(spec.freeForm().get(), node.pos(), node)));
        return wrong(
                spec,
                node.pos(),
                spec.arguments().keySet().stream().collect(Collectors.joining(": ..., ", "{", ": ...}")));
    }

    /** {@code name=nginx state=started}, as Ansible takes it: what is wrong with the names, or else how it is written here. */
    private Optional<List<YamlMap.Entry>> keyValues(ActionSpec spec, KeyValues written) {
        List<YamlMap.Entry> unknown = written.entries().stream()
                .filter(e -> !spec.open() && !spec.arguments().containsKey(e.key()))
                .toList();
        unknown.forEach(e -> unknown(spec, e));
        return unknown.isEmpty() ? wrong(spec, written.pos(), written.map()) : Optional.empty();
    }

    private Optional<List<YamlMap.Entry>> wrong(ActionSpec spec, SourcePos pos, String map) {
        problems.error(pos, "the arguments of \"" + spec.name() + "\" are a map", "write " + spec.name() + ": " + map);
        return Optional.empty();
    }

    private void unknown(ActionSpec spec, YamlMap.Entry entry) {
        problems.error(
                entry.keyPos(),
                "\"" + spec.name() + "\" has no argument \"" + entry.key() + "\"",
                AnsibleWords.argument(spec.name(), entry.key())
                        .orElseGet(() -> Suggestion.didYouMean(
                                entry.key(), spec.arguments().keySet())));
    }

    /** The variables that the task's commands are given. */
    private static Set<String> environment(Map<String, YamlMap.Entry> given) {
        YamlMap.Entry entry = given.get("environment");
        return entry != null && entry.value() instanceof YamlMap variables
                ? variables.entries().stream().map(YamlMap.Entry::key).collect(Collectors.toSet())
                : Set.of();
    }

    private void checkNames(ActionSpec spec, SourcePos actionPos, Map<String, YamlMap.Entry> given, boolean whole) {
        Set<String> meant = new HashSet<>(given.keySet());
        given.forEach((name, entry) -> {
            if (!spec.open() && !spec.arguments().containsKey(name)) {
                unknown(spec, entry);
                meant.addAll(meant(spec, name));
            }
        });
        if (spec.setsVariables())
            given.values().forEach(entry -> KnownVars.checkLate(entry.key(), entry.keyPos(), problems));
        if (!whole) return;
        for (Argument argument : spec.arguments().values()) {
            if (argument.required() && !meant.contains(argument.name())) {
                problems.error(
                        actionPos,
                        "\"" + spec.name() + "\" needs the argument \"" + argument.name() + "\"",
                        argument.doc());
            }
        }
        for (ArgumentRule rule : spec.rules()) {
            if (rule.problem(meant).isEmpty()) continue;
            rule.problem(given.keySet())
                    .ifPresent(p -> problems.error(
                            actionPos,
                            "\"" + spec.name() + "\" " + p,
                            rule.kind() == ArgumentRule.Kind.AT_MOST_ONE_OF ? "leave all but one out" : rule.remedy()));
        }
    }

    /** What a misspelt argument may have been meant for: its absence is no problem of its own. */
    private static Set<String> meant(ActionSpec spec, String name) {
        return AnsibleWords.argumentMeant(spec.name(), name)
                .map(Set::of)
                .orElseGet(() ->
                        Set.copyOf(Suggestion.nearest(name, spec.arguments().keySet())));
    }

    private static Argument open(String name) {
        return new Argument(
                name,
                Argument.Type.ANY,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                Secret.isName(name) ? Argument.Secrecy.ALWAYS : Argument.Secrecy.ALLOWED,
                Optional.empty(),
                "");
    }

    private Optional<Bound> bind(
            ActionSpec spec,
            Argument argument,
            YamlNode written,
            Path directory,
            Set<String> environment,
            Map<String, YamlMap.Entry> given) {
        YamlNode node = argument.secrecy() == Argument.Secrecy.NO ? written.opened() : written;
        Conversion conversion = new Conversion(argument, spec.takingSecrets(), node.pos());
        return switch (argument.type().form()) {
            case VALUE ->
                engine.value(node, argument.secrecy() == Argument.Secrecy.ALWAYS, problems)
                        .map(v -> new BoundArguments.Plain(v, conversion));
            case EXPRESSION ->
                scalar(argument, node)
                        .flatMap(s -> engine.value(interpolated(s), problems))
                        .map(v -> new BoundArguments.Plain(v, conversion));
            case WORDS -> words(node).map(w -> new BoundArguments.WordList(w, conversion));
            case SHELL ->
                scalar(argument, node)
                        .flatMap(s -> engine.shell(portable(spec, s, given.keySet()), problems))
                        .map(t -> new BoundArguments.Shell(t, environment));
            case CONDITIONS -> conditions(argument, node);
            case FILE ->
                engine.value(node, problems)
                        .map(v -> placed(
                                spec,
                                argument,
                                v,
                                new BoundArguments.ControllerFile(
                                        v, directory, files, argument.type() == Argument.Type.FILES, node.pos()),
                                node,
                                given));
            case KEPT -> kept(node, directory, given);
            case SCRIPT ->
                words(node)
                        .filter(w -> !w.isEmpty())
                        .map(w -> new BoundArguments.Script(
                                new BoundArguments.ControllerFile(w.getFirst(), directory, files, false, node.pos()),
                                new BoundArguments.WordList(w.subList(1, w.size()), conversion)));
            case TEMPLATE ->
                engine.value(node, problems)
                        .map(v -> new BoundArguments.Rendered(v, directory, files, engine, node.pos()));
        };
    }

    private Optional<Bound> kept(YamlNode node, Path directory, Map<String, YamlMap.Entry> given) {
        Diagnostics told = new Diagnostics(); // what is wrong with the others is told where they are bound themselves
        Optional<ValueTemplate> src = Optional.ofNullable(given.get("src")).flatMap(e -> engine.value(e.value(), told));
        Optional<ValueTemplate> flat =
                Optional.ofNullable(given.get("flat")).flatMap(e -> engine.value(e.value(), told));
        return engine.value(node, problems).map(dest -> new KeptPath(dest, src, flat, directory, node.pos()));
    }

    /** A file of the controller, or, where another argument says so, a path of the host. */
    private Bound placed(
            ActionSpec spec,
            Argument argument,
            ValueTemplate path,
            BoundArguments.ControllerFile file,
            YamlNode node,
            Map<String, YamlMap.Entry> given) {
        Optional<YamlMap.Entry> flag = argument.onHost().map(given::get);
        if (flag.isEmpty()) return file;
        Conversion conversion =
                new Conversion(argument.as(Argument.Type.DESTINATION), spec.takingSecrets(), node.pos());
        return engine.value(flag.get().value(), new Diagnostics()) // its own problems are told where it is bound itself
                .<Bound>map(is -> new BoundArguments.FileOrPath(is, file, new BoundArguments.Plain(path, conversion)))
                .orElse(file);
    }

    /** What only some shells can is for those who name theirs: the sh of Debian, Ubuntu and others has no pipefail. */
    private YamlScalar portable(ActionSpec spec, YamlScalar text, Set<String> given) {
        Matcher option = PIPEFAIL.matcher(text.text());
        if (spec.arguments().containsKey("executable") && !given.contains("executable") && option.find()) {
            String before = text.text().substring(0, option.start(1));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            problems.error(
                    text.positions().at(line, before.length() - before.lastIndexOf('\n')),
                    "the sh of many distributions has no pipefail",
                    "add executable: /bin/bash");
        }
        return text;
    }

    private Optional<List<ValueTemplate>> words(YamlNode node) {
        List<YamlScalar> words = new ArrayList<>();
        for (YamlNode part : node instanceof YamlList list ? list.items() : List.of(node)) {
            if (!(part instanceof YamlScalar scalar)) {
                problems.error(part.pos(), "a command is text or a list of words", "");
                return Optional.empty();
            }
            try {
                if (node instanceof YamlScalar && engine.hasForeignBraces(scalar, problems)) return Optional.empty();
                if (node instanceof YamlList) words.add(scalar);
                else words.addAll(CommandLineWords.split(plain(scalar)));
            } catch (CommandLineWords.Unclosed e) {
                problems.error(scalar.pos(), e.getMessage(), "close it, or write the command as a list of words");
                return Optional.empty();
            }
        }
        List<ValueTemplate> templates = new ArrayList<>();
        for (YamlScalar word : words) engine.value(word, problems).ifPresent(templates::add);
        return templates.size() == words.size() ? Optional.of(templates) : Optional.empty();
    }

    /** What only a shell understands is a word like others for a command. */
    private YamlScalar plain(YamlScalar text) {
        Matcher operator = OPERATOR.matcher(
                QUOTED.matcher(text.text()).replaceAll(q -> "q".repeat(q.group().length())));
        if (operator.find() && !text.text().contains("\n"))
            problems.warn(
                    text.positions().at(1, operator.start(1) + 1),
                    "a command gets \"" + operator.group(1) + "\" as a word: there is no shell to understand it",
                    "write shell: in place of command:, or quote it");
        return text;
    }

    private Optional<Bound> conditions(Argument argument, YamlNode node) {
        List<BoundArguments.Condition> conditions = new ArrayList<>();
        for (YamlNode item : node instanceof YamlList list ? list.items() : List.of(node)) {
            scalar(argument, item)
                    .flatMap(s -> engine.expression(s, problems).map(e -> new BoundArguments.Condition(s.text(), e)))
                    .ifPresent(conditions::add);
        }
        return Optional.of(new BoundArguments.Conditions(conditions));
    }

    /** The value that is this expression's. */
    private static YamlScalar interpolated(YamlScalar expression) {
        String text = "${" + expression.text() + "}";
        return new YamlScalar(
                expression.pos(),
                text,
                text,
                (line, column) -> expression.positions().at(line, line == 1 ? column - 2 : column));
    }

    private Optional<YamlScalar> scalar(Argument argument, YamlNode node) {
        if (node instanceof YamlScalar scalar) return Optional.of(scalar);
        problems.error(node.pos(), "argument \"" + argument.name() + "\" is text", "");
        return Optional.empty();
    }
}
