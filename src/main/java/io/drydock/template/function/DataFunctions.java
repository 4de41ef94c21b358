package io.drydock.template.function;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.json.Json;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON and YAML. */
final class DataFunctions {
    private static final int WIDEST = 20; // blanks

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "from_json",
                    "text s",
                    "The data that a text of JSON holds.",
                    "from_json('{\"a\": [1, 2]}').a[1]",
                    "2",
                    DataFunctions::fromJson),
            TemplateFunction.of(
                    "to_json",
                    "any x",
                    "A value as JSON, on one line; `json` is the same.",
                    "to_json({\"a\": [1, 2]})",
                    "\"{\\\"a\\\": [1, 2]}\"",
                    DataFunctions::toJson),
            TemplateFunction.of(
                    "json",
                    "any x",
                    "A value as JSON, on one line.",
                    "json([true, \"a\"])",
                    "\"[true, \\\"a\\\"]\"",
                    DataFunctions::toJson),
            TemplateFunction.of(
                    "to_nice_json",
                    "any x, [number indent]",
                    "A value as JSON for people: indented by 4, or by as much as is given, with sorted keys.",
                    "to_nice_json({\"a\": [1]}, 2)",
                    "\"{\\n  \\\"a\\\": [\\n    1\\n  ]\\n}\"",
                    call -> new JsonText(indent(call)).write(call.revealed(call.value(0)))),
            TemplateFunction.of(
                    "from_yaml",
                    "text s",
                    "The data that a text of YAML holds.",
                    "from_yaml(\"a: [1, 2]\").a[0]",
                    "1",
                    DataFunctions::fromYaml),
            TemplateFunction.of(
                    "to_yaml",
                    "any x, [number indent], [number width], [truth sorted]",
                    "A value as YAML, with the innermost lists and maps on one line; more as of to_nice_yaml.",
                    "to_yaml({\"a\": [1, 2]})",
                    "\"a: [1, 2]\\n\"",
                    call -> YamlText.compact(call.revealed(call.value(0)), layout(call, 2))),
            TemplateFunction.of(
                    "to_nice_yaml",
                    "any x, [number indent], [number width], [truth sorted]",
                    "A value as YAML for people: indented by 4, or by as much as is given, lines of more than 80 characters, or of that width, broken where they can be, with sorted keys, or with `false` in their own order.",
                    "to_nice_yaml({\"b\": [1], \"a\": \"yes\"})",
                    "\"a: 'yes'\\nb:\\n- 1\\n\"",
                    call -> YamlText.nice(call.revealed(call.value(0)), layout(call, 4))),
            TemplateFunction.of(
                    "repr",
                    "any x",
                    "A value as Python writes it, which is how a list or a map stands in a text of Ansible.",
                    "repr([\"a\", 1, {\"b\": true}])",
                    "\"['a', 1, {'b': True}]\"",
                    call -> PythonText.of(call.revealed(call.value(0)))));

    private DataFunctions() {}

    private static YamlText.Layout layout(Call call, int usual) {
        int width = call.count(2, 80);
        if (width < 2 * WIDEST) throw new FunctionFailure("a width of " + width, "it is " + 2 * WIDEST + " or more");
        return new YamlText.Layout(indent(call, usual), width, call.truth(3, true));
    }

    private static int indent(Call call) {
        return indent(call, 4);
    }

    private static int indent(Call call, int usual) {
        int indent = call.count(1, usual);
        if (indent < 1 || indent > WIDEST)
            throw new FunctionFailure("an indentation of " + indent, "it is 1 to " + WIDEST);
        return indent;
    }

    private static String toJson(Call call) {
        return new JsonText(0).write(call.revealed(call.value(0)));
    }

    private static @Nullable Object fromJson(Call call) {
        try {
            return Json.read(call.text(0));
        } catch (IllegalArgumentException e) {
            throw new FunctionFailure("the text is no JSON: " + e.getMessage(), "");
        }
    }

    private static @Nullable Object fromYaml(Call call) {
        Diagnostics problems = new Diagnostics();
        Optional<YamlNode> node = YamlReader.read("", call.text(0), problems);
        if (!problems.isEmpty()) {
            Diagnostic first = problems.all().getFirst();
            throw new FunctionFailure(
                    "the text is no YAML: line " + first.pos().line() + ", column "
                            + first.pos().column() + ": " + first.message(),
                    first.remedy());
        }
        return node.map(YamlNode::data).orElse(null);
    }
}
