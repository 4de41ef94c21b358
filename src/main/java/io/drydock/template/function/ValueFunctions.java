package io.drydock.template.function;

import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Version;
import io.drydock.yaml.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Values of any kind: defaults, choices, conversions, versions. */
final class ValueFunctions {
    private static final Map<String, IntPredicate> OPERATORS = Map.ofEntries(
            Map.entry("==", order -> order == 0),
            Map.entry("=", order -> order == 0),
            Map.entry("eq", order -> order == 0),
            Map.entry("!=", order -> order != 0),
            Map.entry("<>", order -> order != 0),
            Map.entry("ne", order -> order != 0),
            Map.entry("<", order -> order < 0),
            Map.entry("lt", order -> order < 0),
            Map.entry("<=", order -> order <= 0),
            Map.entry("le", order -> order <= 0),
            Map.entry(">", order -> order > 0),
            Map.entry("gt", order -> order > 0),
            Map.entry(">=", order -> order >= 0),
            Map.entry("ge", order -> order >= 0));

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "default",
                    "maybe x, any other, [truth empty]",
                    "x, or the other value where x is not defined, as `x!other`; with `true` also where x is an empty text, list or map, false or 0.",
                    "default(\"\", \"none\", true)",
                    "\"none\"",
                    ValueFunctions::otherwise),
            TemplateFunction.of(
                    "truthy",
                    "maybe x",
                    "Whether there is something in x: false where it is not defined, an empty text, list or map, false or 0.",
                    "truthy([])",
                    "false",
                    call -> !isEmpty(Written.plain(call.value(0)))),
            TemplateFunction.of(
                    "fail",
                    "text message",
                    "No value: what needs it fails with the message, on a host, in a plan too. `drydock check` takes it for any value.",
                    "(1 > 0)?then(\"web\", fail(\"give a name\"))",
                    "\"web\"",
                    ValueFunctions::fail),
            TemplateFunction.of(
                    "ternary",
                    "truth condition, any a, any b",
                    "a where the condition is true, else b; `condition?then(a, b)` computes only the one it takes.",
                    "ternary(2 > 1, \"on\", \"off\")",
                    "\"on\"",
                    call -> call.value(call.truth(0, false) ? 1 : 2)),
            TemplateFunction.of(
                    "bool",
                    "any x",
                    "The truth value of `true`, `yes`, `on`, `1`, `false`, `no`, `off`, `0`, text or not, in any case.",
                    "bool(\"Yes\")",
                    "true",
                    ValueFunctions::bool),
            TemplateFunction.of(
                    "int",
                    "any x, [any other], [number base]",
                    "The whole number of a text or number, cut off at the point. What is none is an error, or the other value.",
                    "int(\"42.7\")",
                    "42",
                    call -> NumberFunctions.whole(call)),
            TemplateFunction.of(
                    "float",
                    "any x, [any other]",
                    "The number of a text. What is none is an error, or the other value.",
                    "float(\"2.5\")",
                    "2.5",
                    call -> NumberFunctions.fraction(call)),
            TemplateFunction.of(
                    "type_debug",
                    "maybe x",
                    "The kind of a value, by Python's name: `str`, `int`, `float`, `bool`, `list`, `dict`, `NoneType`.",
                    "type_debug([1])",
                    "\"list\"",
                    call -> Kinds.inPython(call.value(0))),
            TemplateFunction.of(
                    "length",
                    "any x",
                    "The number of items of a list or a map, or of characters of a text.",
                    "length([\"web\", \"db\"])",
                    "2",
                    ValueFunctions::length),
            TemplateFunction.of(
                    "contains",
                    "any x, any part",
                    "Whether a list has such an item, a map such a key, a text such a part.",
                    "contains([\"web\", \"db\"], \"db\")",
                    "true",
                    ValueFunctions::contains),
            TemplateFunction.of(
                    "version",
                    "text a, text b, [text operator]",
                    "Whether version a stands to b as the operator says: `>=`, `>`, `<`, `<=`, `!=`, or `==` where it is left out. Numbers in it compare as numbers.",
                    "version(\"5.10.0-28-amd64\", \"5.9\", \">=\")",
                    "true",
                    ValueFunctions::version),
            TemplateFunction.of(
                    "version_at_least",
                    "text a, text b",
                    "Whether version a is b or later.",
                    "version_at_least(\"5.10.0-28-amd64\", \"5.9\")",
                    "true",
                    call -> order(call) >= 0),
            TemplateFunction.of(
                    "version_compare",
                    "text a, text b",
                    "-1, 0 or 1, as version a is before b, the same, or after it.",
                    "version_compare(\"1.9\", \"1.10\")",
                    "-1",
                    call -> (long) order(call)));

    private ValueFunctions() {}

    private static @Nullable Object otherwise(Call call) {
        Object value = call.value(0);
        boolean other = value == null || call.truth(2, false) && isEmpty(Written.plain(value));
        return other ? call.value(1) : value;
    }

    private static Object fail(Call call) {
        if (call.surroundings().isCheck()) return Any.ANY;
        throw new FunctionFailure(call.text(0), "");
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Boolean truth -> !truth;
            case Number number ->
                Decimals.of(number).filter(n -> n.signum() == 0).isPresent();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    private static boolean bool(Call call) {
        Optional<Boolean> truth = Truth.of(call.revealed(Written.plain(call.value(0))));
        return truth.orElseThrow(() -> new FunctionFailure(
                Kinds.of(call.value(0)).equals("text")
                        ? "the text is neither true nor false"
                        : "bool needs text, a number or a truth value",
                "true, yes, on, 1 and false, no, off, 0 are; compare others: x == \"enabled\""));
    }

    private static long length(Call call) {
        return switch (Written.plain(call.value(0))) {
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> {
                if (!Kinds.of(call.value(0)).equals("text")) throw call.wrong(0, "a list, a map or a text");
                String text = call.text(0);
                yield text.codePointCount(0, text.length());
            }
        };
    }

    private static boolean contains(Call call) {
        Object part = call.value(1);
        return switch (Written.plain(call.value(0))) {
            case List<?> list -> list.stream().anyMatch(item -> Same.equal(item, part));
            case Map<?, ?> map -> map.containsKey(call.text(part));
            case null, default -> {
                if (!Kinds.of(call.value(0)).equals("text")) throw call.wrong(0, "a list, a map or a text");
                yield call.text(0).contains(call.text(part));
            }
        };
    }

    private static boolean version(Call call) {
        String operator = call.text(2, "==");
        IntPredicate holds = OPERATORS.get(operator);
        if (holds == null)
            throw new FunctionFailure(
                    "versions are not compared by \"" + operator + "\"", "valid: ==, !=, <, <=, >, >=");
        return holds.test(order(call));
    }

    private static int order(Call call) {
        return new Version(call.text(0)).compareTo(new Version(call.text(1)));
    }
}
