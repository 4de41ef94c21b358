package io.drydock.template.function;

import io.drydock.json.Written;
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
                    "part",
                    "any x, number from, [number to]",
                    "The items of a list, or the characters of a text, from one place up to and without another, or to the end: counted from 0, negative ones from the end. What lies beyond the ends is left out.",
                    "part(\"docker\", 1, -1)",
                    "\"ocke\"",
                    ListFunctions::part),
            TemplateFunction.of(
                    "random",
                    "any x, any seed, [number start], [number step]",
                    "An item of a list, or a number from 0, or start, up to and without x: by a seed, a text or a whole number, so that it stays the same. It is the one that Ansible chooses.",
                    "random(60, \"web1\")",
                    "52",
                    ListFunctions::random),
            TemplateFunction.of(
                    "shuffle",
                    "list xs, any seed",
                    "The items in another order, the same for the same seed as in Ansible.",
                    "shuffle([1, 2, 3], \"web1\")",
                    "[1,3,2]",
                    ListFunctions::shuffle),
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

    private static Object part(Call call) {
        Object of = Written.plain(call.value(0));
        if (of instanceof List<?> list) {
            int to = place(call, 2, list.size());
            return list.subList(Math.min(place(call, 1, list.size()), to), to);
        }
        if (!Kinds.of(of).equals("text")) throw call.wrong(0, "a list or a text");
        String text = call.text(call.value(0));
        int length = text.codePointCount(0, text.length());
        int to = place(call, 2, length);
        int from = Math.min(place(call, 1, length), to);
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    /** A place as a number from 0 to the length. */
    private static int place(Call call, int argument, int length) {
        int place = call.count(argument, length);
        return Math.clamp(place < 0 ? (long) place + length : place, 0, length);
    }

    private static @Nullable Object random(Call call) {
        PythonRandom numbers = numbers(call);
        if (Written.plain(call.value(0)) instanceof Number) {
            long start = call.count(2, 0), step = call.count(3, 1), width = call.count(0, 0) - start;
            long choices = step == 0 ? 0 : Math.ceilDiv(width, step);
            if (choices <= 0) throw new FunctionFailure("there is no number to choose", "give one greater than start");
            return start + step * numbers.below(choices);
        }
        if (!(call.value(0) instanceof List<?> list)) throw call.wrong(0, "a list or a number");
        if (list.isEmpty()) throw new FunctionFailure("there is no item to choose", "give a list with items");
        return list.get((int) numbers.below(list.size()));
    }

    private static List<?> shuffle(Call call) {
        PythonRandom numbers = numbers(call);
        List<Object> items = new ArrayList<>(call.list(0));
        for (int i = items.size() - 1; i > 0; i--) Collections.swap(items, i, (int) numbers.below(i + 1));
        return items;
    }

    private static PythonRandom numbers(Call call) {
        Object seed = Written.plain(call.value(1));
        if (seed instanceof Number number && Decimals.isWhole(number))
            return PythonRandom.of(Decimals.of(number).orElseThrow().toBigInteger());
        if (!Kinds.of(seed).equals("text")) throw call.wrong(1, "a text or a whole number");
        return PythonRandom.of(call.text(call.value(1)));
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
