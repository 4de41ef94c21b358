package io.drydock.action;

import io.drydock.action.Argument.Range;
import io.drydock.action.Argument.Secrecy;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an action's folder. */
final class ActionReader {
    private static final List<String> KEYS = List.of(
            "summary",
            "description",
            "free_form",
            "arguments",
            "open",
            "sets_variables",
            "restarts",
            "exactly_one_of",
            "at_least_one_of",
            "at_most_one_of",
            "examples",
            "library",
            "data");
    private static final List<String> ARGUMENT_KEYS =
            List.of("type", "required", "default", "choices", "range", "without", "secret", "doc");

    private final TemplateEngine engine;
    private final ShellModules modules;
    private final Diagnostics problems;

    ActionReader(TemplateEngine engine, ShellModules modules, Diagnostics problems) {
        this.engine = engine;
        this.modules = modules;
        this.problems = problems;
    }

    Optional<ActionSpec> read(String name, Path folder) {
        Optional<YamlNode> node = YamlReader.read(folder.resolve("action.yml"), problems);
        if (node.isEmpty() || !(node.get() instanceof YamlMap map)) {
            if (node.isPresent()) problems.error(node.get().pos(), "an action is a map", "see docs/actions.md");
            return Optional.empty();
        }
        map.entries().stream().filter(e -> !KEYS.contains(e.key())).forEach(e -> unknown(e, "action", KEYS));
        List<String> library = modules.link(uses(map));
        Optional<ShellTemplate> check = template(folder.resolve("check.sh.ftl"), library);
        if (check.isEmpty()) {
            problems.error(map.pos(), "the action \"" + name + "\" has no usable check.sh.ftl", "");
            return Optional.empty();
        }
        return Optional.of(new ActionSpec(
                name,
                text(map, "summary"),
                text(map, "description"),
                map.get("free_form").map(n -> String.valueOf(n.data())),
                arguments(map),
                flag(map, "open"),
                flag(map, "sets_variables"),
                flag(map, "restarts"),
                rules(name, map),
                text(map, "examples"),
                library,
                data(map, folder),
                check.get(),
                template(folder.resolve("apply.sh.ftl"), library),
                template(folder.resolve("after.sh.ftl"), library)));
    }

    private static List<ShellModule.Use> uses(YamlMap map) {
        List<YamlNode> names = map.get("library").stream()
                .flatMap(node -> node instanceof YamlList list ? list.items().stream() : Stream.of(node))
                .toList();
        return names.stream()
                .map(n -> new ShellModule.Use(String.valueOf(n.data()), n.pos()))
                .toList();
    }

    private Map<String, Argument> arguments(YamlMap spec) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        if (spec.get("arguments").orElse(null) instanceof YamlMap map) {
            for (YamlMap.Entry entry : map.entries()) {
                if (entry.value() instanceof YamlMap argument)
                    arguments.put(entry.key(), argument(entry.key(), argument));
                else problems.error(entry.keyPos(), "an argument is a map with type and doc", "");
            }
        }
        return arguments;
    }

    private Argument argument(String name, YamlMap map) {
        map.entries().stream()
                .filter(e -> !ARGUMENT_KEYS.contains(e.key()))
                .forEach(e -> unknown(e, "argument", ARGUMENT_KEYS));
        return new Argument(
                name,
                type(map),
                flag(map, "required"),
                map.get("default").map(YamlNode::data),
                strings(map, "choices"),
                range(map),
                map.get("without").map(YamlNode::data).map(String::valueOf).orElse(""),
                secrecy(map),
                text(map, "doc"));
    }

    private Optional<Range> range(YamlMap map) {
        Optional<YamlNode> node = map.get("range");
        if (node.isEmpty()) return Optional.empty();
        if (node.get().data() instanceof List<?> list
                && list.size() == 2
                && list.get(0) instanceof Long least
                && list.get(1) instanceof Long most) {
            return Optional.of(new Range(least, most));
        }
        problems.error(node.get().pos(), "a range is a list of two whole numbers", "write range: [0, 100]");
        return Optional.empty();
    }

    private Secrecy secrecy(YamlMap map) {
        String label = text(map, "secret").isEmpty() ? Secrecy.NO.label() : text(map, "secret");
        List<String> valid = Arrays.stream(Secrecy.values()).map(Secrecy::label).toList();
        if (valid.contains(label)) return Secrecy.valueOf(label.toUpperCase(Locale.ROOT));
        problems.error(
                map.get("secret").map(YamlNode::pos).orElse(map.pos()),
                "secret: " + label,
                Suggestion.didYouMean(label, valid));
        return Secrecy.ALWAYS;
    }

    private Argument.Type type(YamlMap map) {
        String label = text(map, "type").isEmpty() ? "string" : text(map, "type");
        List<String> valid =
                Arrays.stream(Argument.Type.values()).map(Argument.Type::label).toList();
        if (valid.contains(label)) return Argument.Type.valueOf(label.toUpperCase(Locale.ROOT));
        SourcePos pos = map.get("type").map(YamlNode::pos).orElse(map.pos());
        problems.error(pos, "unknown argument type \"" + label + "\"", Suggestion.didYouMean(label, valid));
        return Argument.Type.ANY;
    }

    private List<ArgumentRule> rules(String name, YamlMap spec) {
        List<ArgumentRule> rules = new ArrayList<>();
        for (ArgumentRule.Kind kind : ArgumentRule.Kind.values()) {
            if (spec.get(kind.name().toLowerCase(Locale.ROOT))
                            .map(YamlNode::data)
                            .orElse(List.of())
                    instanceof List<?> lists) {
                for (Object rule : lists) {
                    Object names = rule instanceof Map<?, ?> map ? map.get("of") : rule;
                    String remedy = rule instanceof Map<?, ?> map
                            ? String.valueOf(map.get("remedy"))
                            : "see: drydock actions " + name;
                    if (names instanceof List<?> list)
                        rules.add(new ArgumentRule(
                                kind, list.stream().map(String::valueOf).toList(), remedy));
                }
            }
        }
        return rules;
    }

    private Map<String, Object> data(YamlMap spec, Path folder) {
        Map<String, Object> data = new HashMap<>();
        if (spec.get("data").orElse(null) instanceof YamlMap map) {
            for (YamlMap.Entry entry : map.entries()) {
                YamlReader.read(folder.resolve(String.valueOf(entry.value().data())), problems)
                        .ifPresent(node -> data.put(entry.key(), node.data()));
            }
        }
        return data;
    }

    private Optional<ShellTemplate> template(Path file, List<String> library) {
        if (!Files.exists(file)) return Optional.empty();
        try {
            String text = Files.readString(file);
            modules.check(file, text, library);
            return engine.shell(file.toString(), text, problems);
        } catch (IOException e) {
            problems.error(SourcePos.of(file.toString()), "cannot be read: " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    private void unknown(YamlMap.Entry entry, String of, List<String> valid) {
        problems.error(
                entry.keyPos(),
                "unknown key \"" + entry.key() + "\" of an " + of,
                Suggestion.didYouMean(entry.key(), valid));
    }

    private static String text(YamlMap map, String key) {
        return map.get(key).map(YamlNode::data).map(String::valueOf).orElse("").strip();
    }

    private static boolean flag(YamlMap map, String key) {
        return map.get(key).map(YamlNode::data).flatMap(Truth::of).orElse(false);
    }

    private static List<String> strings(YamlMap map, String key) {
        Object data = map.get(key).map(YamlNode::data).orElse(List.of());
        Stream<?> items = data instanceof List<?> list ? list.stream() : Stream.of(data);
        return items.map(String::valueOf).toList();
    }
}
