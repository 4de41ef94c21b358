package io.drydock.template.function;

import io.drydock.json.Written;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of a list: their parts, and their order. */
final class Items {
    private Items() {}

    /** A part of an item: {@code name}, {@code address.ip}, {@code ports.0}. */
    static @Nullable Object attribute(@Nullable Object item, String path) {
        Object value = item;
        for (String name : path.split("\\.", -1)) {
            Object part = value instanceof Map<?, ?> map
                    ? map.get(name)
                    : value instanceof List<?> list
                                    && name.matches("[0-9]{1,9}")
                                    && Integer.parseInt(name) < list.size()
                            ? list.get(Integer.parseInt(name))
                            : null;
            if (part == null)
                throw new FunctionFailure(
                        "an item of the list has no \"" + name + "\"",
                        "take those that have: xs?filter(i -> i." + path.replaceFirst("\\..*", "") + "??)");
            value = part;
        }
        return value;
    }

    static Stream<Boolean> truths(Call call) {
        return call.list(0).stream().map(item -> {
            if (Written.plain(item) instanceof Boolean truth) return truth;
            throw new FunctionFailure(
                    "an item of the list is not true or false, but " + Kinds.of(item),
                    "compare them: any(xs?map(i -> i != 0))");
        });
    }

    /** The order of numbers, or of texts; of an attribute, where there is one at place 1. */
    static Comparator<@Nullable Object> order(Call call, boolean caseSensitive) {
        String path = call.text(1, "");
        return (a, b) -> compare(
                call.revealed(path.isEmpty() ? a : attribute(a, path)),
                call.revealed(path.isEmpty() ? b : attribute(b, path)),
                caseSensitive);
    }

    private static int compare(@Nullable Object a, @Nullable Object b, boolean caseSensitive) {
        Object left = Written.plain(a);
        Object right = Written.plain(b);
        if (left instanceof Number && right instanceof Number)
            return Decimals.of(left).orElseThrow().compareTo(Decimals.of(right).orElseThrow());
        if (left instanceof String x && right instanceof String y)
            return caseSensitive ? x.compareTo(y) : x.toLowerCase(Locale.ROOT).compareTo(y.toLowerCase(Locale.ROOT));
        if (left instanceof List<?> x && right instanceof List<?> y) {
            for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
                int order = compare(x.get(i), y.get(i), caseSensitive);
                if (order != 0) return order;
            }
            return Integer.compare(x.size(), y.size());
        }
        if (left instanceof Boolean x && right instanceof Boolean y) return Boolean.compare(x, y);
        throw new FunctionFailure(
                "there is no order between " + Kinds.of(a) + " and " + Kinds.of(b),
                "name an attribute of the items, or make them alike: xs?map(i -> i?string)");
    }
}
