package io.drydock.template.function;

import io.drydock.diag.Secret;
import io.drydock.json.Written;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kinds of value there are, in words. */
final class Kinds {
    private Kinds() {}

    static String of(@Nullable Object value) {
        return switch (Written.plain(value)) {
            case null -> "not there";
            case String _, Secret _ -> "text";
            case Number _ -> "a number";
            case Boolean _ -> "true or false";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a map";
            default -> "another kind of value";
        };
    }

    /** As Python calls them, which playbooks compare with. */
    static String inPython(@Nullable Object value) {
        return switch (Written.plain(value)) {
            case null -> "NoneType";
            case Double _ -> "float";
            case Number number -> Decimals.isWhole(number) ? "int" : "float";
            case Boolean _ -> "bool";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "dict";
            default -> "str";
        };
    }

    static String remedy(String wanted, @Nullable Object value, String usage) {
        Object plain = Written.plain(value);
        return switch (wanted) {
            case "a list" ->
                plain instanceof Map ? "dict2items(m) makes a list of a map" : "write [x] for a list of it";
            case "a number" -> plain instanceof String ? "write x?number, or int(x)" : "write " + usage;
            case "true or false" -> plain instanceof String ? "write bool(x), or compare it" : "compare it: x != 0";
            case "text" ->
                plain instanceof List
                        ? "join its items: x?join(\", \")"
                        : plain instanceof Map ? "write to_json(x)" : "write x?c";
            default -> "write " + usage;
        };
    }
}
