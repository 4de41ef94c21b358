package io.drydock.action;

import io.drydock.action.Argument.Range;
import io.drydock.action.Argument.Secrecy;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an action's folder. */
final class ActionReader {
    private static final List<String> KEYS = List.of(
            "summary",
            "description",
            "free_form",
            "arguments",
            "results",
            "open",
            "sets_variables",
            "restarts",
            "gathers",
            "exactly_one_of",
            "at_least_one_of",
            "at_most_one_of",
            "examples",
            "library",
            "data");
    private static final List<String> ARGUMENT_KEYS =
            List.of("type", "required", "default", "choices", "range", "without", "secret", "on_host", "doc");
    private static final List<String> RESULT_KEYS = List.of("type", "fields", "doc");
    private static final List<String> RULE_KEYS = List.of("of", "remedy");

    private final TemplateEngine engine;
    private final ShellModules modules;
    private final DatedData dated;
    private final Diagnostics problems;

    ActionReader(TemplateEngine engine, ShellModules modules, DatedData dated, Diagnostics problems) {
        this.engine = engine;
        this.modules = modules;
        this.dated = dated;
        this.problems = problems;
    }

    Optional<ActionSpec> read(String name, Path folder) {
        Optional<YamlNode> node = YamlReader.read(folder.resolve("action.yml"), problems);
        if (node.isEmpty() || !(node.get() instanceof YamlMap map)) {
            if (node.isPresent()) problems.error(node.get().pos(), "an action is a map", "see docs/actions.md");
            return Optional.empty();
        }
        Fields fields = new Fields(map, problems);
        fields.only(KEYS, "an action");
        List<String> library = modules.link(fields.scalars("library").stream()
                .map(module -> new ShellModule.Use(module.text(), module.pos()))
                .toList());
        Optional<ShellTemplate> check = template(folder.resolve("check.sh.ftl"), library);
        if (check.isEmpty()) {
            if (!Files.exists(folder.resolve("check.sh.ftl")))
                problems.error(
                        map.pos(),
                        "the action \"" + name + "\" has no check.sh.ftl",
                        "write one beside action.yml: it tells what differs, and changes nothing");
            return Optional.empty();
        }
        return Optional.of(new ActionSpec(
                name,
                text(fields, "summary"),
                text(fields, "description"),
                fields.text("free_form"),
                arguments(fields),
                map.get("results").map(_ -> results(fields, "results")),
                flag(fields, "open"),
                flag(fields, "sets_variables"),
                flag(fields, "restarts"),
                fields.scalars("gathers").stream().map(YamlScalar::text).toList(),
                rules(name, fields),
                text(fields, "examples"),
                library,
                data(fields, folder),
                template(folder.resolve("desired.sh.ftl"), library),
                check.get(),
                template(folder.resolve("apply.sh.ftl"), library),
                template(folder.resolve("after.sh.ftl"), library)));
    }

    private Map<String, Argument> arguments(Fields spec) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        for (YamlMap.Entry entry : spec.entries("arguments")) {
            if (entry.value() instanceof YamlMap argument) arguments.put(entry.key(), argument(entry.key(), argument));
            else problems.error(entry.keyPos(), "an argument is a map with type and doc", "");
        }
        return arguments;
    }

    private Argument argument(String name, YamlMap map) {
        Fields fields = new Fields(map, problems);
        fields.only(ARGUMENT_KEYS, "an argument");
        return new Argument(
                name,
                map.get("type").isEmpty()
                        ? Argument.Type.STRING
                        : fields.choice("type", List.of(Argument.Type.values()), Argument.Type::label)
                                .orElse(Argument.Type.ANY),
                flag(fields, "required"),
                map.get("default").map(YamlNode::data),
                texts(fields, "choices"),
                range(map),
                fields.text("without").orElse(""),
                map.get("secret").isEmpty()
                        ? Secrecy.NO
                        : fields.choice("secret", List.of(Secrecy.values()), Secrecy::label)
                                .orElse(Secrecy.ALWAYS),
                fields.text("on_host"),
                text(fields, "doc"));
    }

    private Map<String, ResultField> results(Fields spec, String key) {
        Map<String, ResultField> results = new LinkedHashMap<>();
        for (YamlMap.Entry entry : spec.entries(key)) {
            if (key.equals("results") && ResultField.common(entry.key()).isPresent())
                problems.error(entry.keyPos(), "every result has \"" + entry.key() + "\" already", "name it otherwise");
            else if (entry.value() instanceof YamlMap result) results.put(entry.key(), result(entry.key(), result));
            else problems.error(entry.keyPos(), "a result is a map with type and doc", "");
        }
        return results;
    }

    private ResultField result(String name, YamlMap map) {
        Fields fields = new Fields(map, problems);
        fields.only(RESULT_KEYS, "a result");
        ResultField.Type type = map.get("type").isEmpty()
                ? ResultField.Type.STRING
                : fields.choice("type", List.of(ResultField.Type.values()), ResultField.Type::label)
                        .orElse(ResultField.Type.ANY);
        if (map.get("fields").isPresent() && type != ResultField.Type.MAP && type != ResultField.Type.LIST)
            problems.error(
                    map.pos(), "only a map or the items of a list have fields", "write type: map, or type: list");
        return new ResultField(name, type, results(fields, "fields"), text(fields, "doc"));
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

    /** Each is a list of arguments, or has one and what to do besides. */
    private List<ArgumentRule> rules(String name, Fields spec) {
        List<ArgumentRule> rules = new ArrayList<>();
        for (ArgumentRule.Kind kind : ArgumentRule.Kind.values()) {
            String key = kind.name().toLowerCase(Locale.ROOT);
            for (YamlNode rule : spec.items(key)) {
                YamlMap map = rule instanceof YamlMap given
                        ? given
                        : new YamlMap(rule.pos(), List.of(new YamlMap.Entry("of", rule.pos(), rule)));
                Fields fields = new Fields(map, problems);
                fields.only(RULE_KEYS, "a rule");
                rules.add(new ArgumentRule(
                        kind, texts(fields, "of"), fields.text("remedy").orElse("see: drydock actions " + name)));
            }
        }
        return rules;
    }

    private Map<String, Object> data(Fields spec, Path folder) {
        Map<String, Object> data = new HashMap<>();
        for (YamlMap.Entry entry : spec.entries("data")) {
            String file = String.valueOf(entry.value().data());
            if (file.equals(DatedData.NAME)) data.put(entry.key(), dated.map());
            else YamlReader.read(folder.resolve(file), problems).ifPresent(node -> data.put(entry.key(), node.data()));
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

    private static String text(Fields fields, String key) {
        return fields.text(key).orElse("").strip();
    }

    private static boolean flag(Fields fields, String key) {
        return fields.flag(key).orElse(false);
    }

    private static List<String> texts(Fields fields, String key) {
        return fields.scalars(key).stream().map(YamlScalar::text).toList();
    }
}
