package io.drydock.template.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists, also as sets. */
final class ListFunctions {
    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "flatten",
                    "list xs, [number levels]",
                    "The list with the items of lists in it in their places, however deep or so many levels.",
                    "flatten([1, [2, [3]]])",
                    "[1,2,3]",
                    call -> flat(call, call.list(0), call.count(1, Integer.MAX_VALUE))),
            TemplateFunction.of(
                    "unique",
                    "list xs, [text attribute]",
                    "Each item once, at its first place; or each value of an attribute once.",
                    "unique([1, 2, 1])",
                    "[1,2]",
                    call -> unique(call, call.list(0).stream())),
            TemplateFunction.of(
                    "union",
                    "list xs, list ys",
                    "What is in one or the other, each once.",
                    "union([1, 2], [2, 3])",
                    "[1,2,3]",
                    call -> unique(call, Stream.concat(call.list(0).stream(), call.list(1).stream()))),
            TemplateFunction.of(
                    "intersect",
                    "list xs, list ys",
                    "What is in both, each once.",
                    "intersect([1, 2], [2, 3])",
                    "[2]",
                    call -> unique(call, call.list(0).stream().filter(in(call.list(1))))),
            TemplateFunction.of(
                    "difference",
                    "list xs, list ys",
                    "What is in the first and not in the second, each once.",
                    "difference([1, 2], [2, 3])",
                    "[1]",
                    call -> unique(
                            call, call.list(0).stream().filter(in(call.list(1)).negate()))),
            TemplateFunction.of(
                    "symmetric_difference",
                    "list xs, list ys",
                    "What is in one of the two only, each once.",
                    "symmetric_difference([1, 2], [2, 3])",
                    "[1,3]",
                    call -> unique(
                            call,
                            Stream.concat(
                                    call.list(0).stream()
                                            .filter(in(call.list(1)).negate()),
                                    call.list(1).stream()
                                            .filter(in(call.list(0)).negate())))),
            TemplateFunction.of(
                    "subset",
                    "list xs, list ys",
                    "Whether all of the first is in the second.",
                    "subset([1], [1, 2])",
                    "true",
                    call -> call.list(0).stream().allMatch(in(call.list(1)))),
            TemplateFunction.of(
                    "superset",
                    "list xs, list ys",
                    "Whether all of the second is in the first.",
                    "superset([1], [1, 2])",
                    "false",
                    call -> call.list(1).stream().allMatch(in(call.list(0)))),
            TemplateFunction.of(
                    "all",
                    "list xs",
                    "Whether all items, which are truth values, are true.",
                    "all([true, false])",
                    "false",
                    call -> Items.truths(call).allMatch(truth -> truth)),
            TemplateFunction.of(
                    "any",
                    "list xs",
                    "Whether one of the items, which are truth values, is true.",
                    "any([true, false])",
                    "true",
                    call -> Items.truths(call).anyMatch(truth -> truth)),
            TemplateFunction.of(
                    "sort",
                    "list xs, [text attribute], [text flags]",
                    "The list in the order of its texts or numbers, or of an attribute (`\"\"`: none). Flags: `reverse`, and `case_sensitive`, without which A and a are the same.",
                    "sort([\"b\", \"C\", \"a\"])",
                    "[\"a\",\"b\",\"C\"]",
                    ListFunctions::sort),
            TemplateFunction.of(
                    "min",
                    "list xs, [text attribute]",
                    "The least number, or the text that comes first, or the item whose attribute does; of no items it is not defined.",
                    "min([3, 1, 2])",
                    "1",
                    call -> least(call, Items.order(call, false))),
            TemplateFunction.of(
                    "max",
                    "list xs, [text attribute]",
                    "The same for the greatest and the last.",
                    "max([{\"n\": 1}, {\"n\": 2}], \"n\")",
                    "{\"n\":2}",
                    call -> least(call, Items.order(call, false).reversed())),
            TemplateFunction.of(
                    "sum",
                    "list xs, [text attribute]",
                    "All numbers together, or all of an attribute.",
                    "sum([{\"n\": 1}, {\"n\": 2}], \"n\")",
                    "3",
                    ListFunctions::sum),
            TemplateFunction.of(
                    "groupby",
                    "list xs, text attribute",
                    "The items by a value of theirs: a list of pairs, each the value and a list of its items, in the order of the values.",
                    "groupby([{\"n\": \"b\"}, {\"n\": \"a\"}], \"n\")",
                    "[[\"a\",[{\"n\":\"a\"}]],[\"b\",[{\"n\":\"b\"}]]]",
                    ListFunctions::groups),
            TemplateFunction.of(
                    "zip",
                    "list xs, list ys, list more...",
                    "The first items together, the second ones, and so on, as long as each list has one.",
                    "zip([1, 2], [\"a\", \"b\"])",
                    "[[1,\"a\"],[2,\"b\"]]",
                    ListFunctions::zip),
            TemplateFunction.of(
                    "product",
                    "list xs, list ys, list more...",
                    "Each item with each of the others.",
                    "product([1, 2], [\"a\", \"b\"])",
                    "[[1,\"a\"],[1,\"b\"],[2,\"a\"],[2,\"b\"]]",
                    ListFunctions::product));

    private ListFunctions() {}

    private static List<Object> flat(Call call, List<?> items, int levels) {
        List<Object> flat = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof List<?> inner && levels > 0) flat.addAll(flat(call, inner, levels - 1));
            else flat.add(item);
        }
        call.surroundings().step(flat.size());
        return flat;
    }

    private static Predicate<@Nullable Object> in(List<?> items) {
        Set<Object> keys = new HashSet<>();
        items.forEach(item -> keys.add(Same.key(item)));
        return item -> keys.contains(Same.key(item));
    }

    private static List<Object> unique(Call call, Stream<?> items) {
        Set<Object> seen = new HashSet<>();
        List<Object> unique = new ArrayList<>();
        boolean byAttribute = call.value(1) instanceof String;
        items.filter(item -> seen.add(Same.key(byAttribute ? Items.attribute(item, call.text(1)) : item)))
                .forEach(unique::add);
        return unique;
    }

    private static List<Object> sort(Call call) {
        String flags = call.text(2, "");
        Comparator<@Nullable Object> order = Items.order(call, flags.contains("case_sensitive"));
        List<Object> sorted = new ArrayList<>(call.list(0));
        sorted.sort(flags.contains("reverse") ? order.reversed() : order);
        return sorted;
    }

    private static @Nullable Object least(Call call, Comparator<@Nullable Object> order) {
        List<?> items = call.list(0);
        return items.isEmpty() ? null : Collections.min(items, order);
    }

    private static Number sum(Call call) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object item : call.list(0)) {
            Object value = call.has(1) ? Items.attribute(item, call.text(1)) : item;
            sum = sum.add(Decimals.of(call.revealed(value))
                    .orElseThrow(() -> new FunctionFailure(
                            "sum needs numbers, but an item is " + Kinds.of(value), "write sum(xs?map(i -> int(i)))")));
        }
        return Decimals.plain(sum);
    }

    private static List<Object> groups(Call call) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (Object item : (List<?>) sort(call)) {
            Object value = Items.attribute(item, call.text(1));
            List<Object> pair = groups.computeIfAbsent(Same.key(value), _ -> new ArrayList<>());
            if (pair.isEmpty()) {
                pair.add(value);
                pair.add(new ArrayList<>());
            }
            @SuppressWarnings("unchecked")
            List<Object> members = (List<Object>) pair.get(1);
            members.add(item);
        }
        return List.copyOf(groups.values());
    }

    private static List<Object> zip(Call call) {
        List<Object> tuples = new ArrayList<>();
        int length = Integer.MAX_VALUE;
        for (Object list : call.from(0)) length = Math.min(length, ((List<?>) list).size());
        for (int i = 0; i < length; i++) {
            List<Object> tuple = new ArrayList<>();
            for (Object list : call.from(0)) tuple.add(((List<?>) list).get(i));
            tuples.add(tuple);
        }
        return tuples;
    }

    private static List<?> product(Call call) {
        List<List<Object>> tuples = List.of(List.of());
        for (Object list : call.from(0)) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> tuple : tuples) {
                for (Object item : (List<?>) list) {
                    call.surroundings().step(1);
                    List<Object> more = new ArrayList<>(tuple);
                    more.add(item);
                    longer.add(more);
                }
            }
            tuples = longer;
        }
        return tuples;
    }
}
