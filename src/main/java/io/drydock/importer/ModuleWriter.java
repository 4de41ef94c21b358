package io.drydock.importer;

import io.drydock.action.ActionSpec;
import io.drydock.action.Argument;
import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ModuleWriter with their arguments as actions with theirs. */
record ModuleWriter(Workshop shop, TermPrinter printer) {
    private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script", "expect");
    /** Modules whose actions have another name that no table of words has. */
    private static final Map<String, String> ACTIONS =
            Map.of("raw", "shell", "make", "command", "dpkg_selections", "package");

    private static final Set<String> ALWAYS_DONE =
            Set.of("ping", "setup", "gather_facts", "package_facts", "service_facts", "wait_for_connection");
    private static final Set<String> OF_OTHER_SYSTEMS = Set.of(
            "homebrew",
            "homebrew_cask",
            "macports",
            "openbsd_pkg",
            "pkgin",
            "pkgng",
            "pkgutil",
            "portinstall",
            "ports",
            "svr4pkg",
            "sysrc");

    /** An action and what it is given. */
    record Action(String name, YamlNode arguments) {}

    /** @param task that has the module's key, for what else it says */
    Action convert(YamlMap.Entry module, YamlMap task) {
        String plain = Ansible.plain(module.key());
        String name = action(plain);
        ActionSpec spec =
                shop.library().find(name).orElseThrow(() -> new Refusal("module " + plain, "its action has problems"));
        Given given = new Given(entries(plain, name, module.value(), task), module.keyPos());
        new ModuleRules(shop, printer, task).prepare(plain, spec, given);
        if (given.replacement().isPresent()) return given.replacement().get();
        List<YamlMap.Entry> converted = new ArrayList<>();
        for (YamlMap.Entry entry : given.entries()) argument(plain, spec, entry).ifPresent(converted::add);
        YamlMap arguments = new YamlMap(position(module, converted), converted);
        shop.trial().arguments(spec, guarded(spec, arguments, task));
        return new Action(name, arguments);
    }

    /** With the guard that stands beside the action. */
    private static YamlMap guarded(ActionSpec spec, YamlMap arguments, YamlMap task) {
        if (!spec.arguments().containsKey("changes")
                || task.get("changed_when").isEmpty()
                || arguments.get("changes").isPresent()) return arguments;
        List<YamlMap.Entry> all = new ArrayList<>(arguments.entries());
        if (all.stream()
                .noneMatch(
                        e -> List.of("creates", "removes", "unless", "onlyif").contains(e.key())))
            all.add(new YamlMap.Entry("changes", arguments.pos(), YamlScalar.of("always", arguments.pos())));
        return new YamlMap(arguments.pos(), all);
    }

    /** One that came as a text is written in brackets. */
    private static io.drydock.diag.SourcePos position(YamlMap.Entry module, List<YamlMap.Entry> converted) {
        if (module.value() instanceof YamlMap || converted.isEmpty())
            return module.value().pos();
        io.drydock.diag.SourcePos at = module.value().pos();
        return new io.drydock.diag.SourcePos(at.file(), at.line(), at.column() + 1);
    }

    /** Why a module need not be called; empty where it must be. */
    static Optional<String> needless(String module) {
        if (ALWAYS_DONE.contains(module)) return Optional.of("what it does is done anyway");
        return OF_OTHER_SYSTEMS.contains(module)
                ? Optional.of("it is for systems of which no host is")
                : Optional.empty();
    }

    private String action(String module) {
        if (ACTIONS.containsKey(module)) return ACTIONS.get(module);
        if (shop.library().names().contains(module)) return module;
        Optional<String> meant = AnsibleWords.actionMeant(module)
                .filter(name -> shop.library().names().contains(name));
        return meant.orElseThrow(() -> new Refusal(
                "module " + module, AnsibleWords.remedy(Place.ACTIONS, module).orElse("there is no such action")));
    }

    private static List<YamlMap.Entry> entries(String module, String action, YamlNode value, YamlMap task) {
        List<YamlMap.Entry> all = new ArrayList<>(given(module, action, value));
        if (task.get("args").isPresent() && task.get("args").get() instanceof YamlMap args)
            for (YamlMap.Entry entry : args.entries())
                if (all.stream().noneMatch(e -> e.key().equals(entry.key()))) all.add(entry);
        return all;
    }

    private static List<YamlMap.Entry> given(String module, String action, YamlNode value) {
        return switch (value) {
            case YamlMap map -> map.entries();
            case YamlScalar scalar when scalar.value() == null -> List.of();
            case YamlScalar scalar when COMMANDS.contains(module) -> FreeForm.command(scalar);
            case YamlScalar scalar -> FreeForm.pairs(scalar);
            case YamlList list ->
                throw new Refusal(
                        "arguments that are a list",
                        "give " + action + " its arguments by name: "
                                + list.items().size() + " items");
        };
    }

    /** An argument under the name that it has here; empty where it is left out. */
    private Optional<YamlMap.Entry> argument(String module, ActionSpec spec, YamlMap.Entry entry) {
        String name = entry.key();
        Argument argument = spec.arguments().get(name);
        if (argument == null && !spec.open()) {
            if (AnsibleWords.isNeedless(spec.name(), name) || ModuleRules.isDefault(module, name, entry.value()))
                return dropped(module, spec, entry);
            Optional<String> meant =
                    AnsibleWords.argumentMeant(spec.name(), name).filter(spec.arguments()::containsKey);
            if (meant.isEmpty()) return dropped(module, spec, entry);
            name = meant.get();
            argument = spec.arguments().get(name);
        }
        YamlNode value = argument == null ? new Values(printer).value(entry.value()) : value(argument, entry.value());
        return Optional.of(new YamlMap.Entry(name, entry.keyPos(), value));
    }

    private Optional<YamlMap.Entry> dropped(String module, ActionSpec spec, YamlMap.Entry entry) {
        String name = entry.key();
        if (ModuleRules.isDefault(module, name, entry.value())) return Optional.empty();
        String remedy = AnsibleWords.argument(spec.name(), name).orElse("\"" + spec.name() + "\" has no such argument");
        if (!AnsibleWords.isNeedless(spec.name(), name)) throw new Refusal(module + "." + name, remedy);
        shop.known().note(name + " is left out" + remedy.replaceFirst("leave it out", ""));
        return Optional.empty();
    }

    private YamlNode value(Argument argument, YamlNode value) {
        Values values = new Values(printer);
        return switch (argument.type()) {
            case SHELL -> text(value, text -> CommandTexts.shell(text, printer));
            case WORDS -> text(value, text -> CommandTexts.words(text, printer));
            case CONDITIONS -> values.conditions(value);
            case EXPRESSION ->
                text(value, text -> printer.print(Values.bare(text)).text());
            case TEMPLATE -> new TemplateNames(printer, shop.templates()).source(value);
            case REGEXP -> text(values.shown(value), PosixPattern::posix);
            case STRING, TEXT, DATA, PATH, DESTINATION, FILE, FILES, KEPT, SCRIPT -> values.shown(value);
            case BOOLEAN, MODE, INTEGER, NUMBER, SIZE, CHOICE, STRINGS, TEXTS, MAP, ANY, SHOWN, JSON ->
                values.value(value);
        };
    }

    private static YamlNode text(YamlNode value, java.util.function.UnaryOperator<String> converted) {
        return switch (value) {
            case YamlScalar scalar -> Values.with(scalar, converted.apply(scalar.text()));
            case YamlList list ->
                new YamlList(
                        list.pos(),
                        list.items().stream().map(i -> text(i, converted)).toList());
            case YamlMap _ -> throw new Refusal("a map as a text", "write it as a text");
        };
    }
}
