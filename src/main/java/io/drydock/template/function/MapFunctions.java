package io.drydock.template.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps, which Ansible calls dictionaries. */
final class MapFunctions {
    private static final Set<String> LISTS = Set.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp");

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "dict2items",
                    "map m, [text key], [text value]",
                    "The entries as a list of maps with `key` and `value`, or other names for these.",
                    "dict2items({\"a\": 1})",
                    "[{\"key\":\"a\",\"value\":1}]",
                    MapFunctions::items),
            TemplateFunction.of(
                    "items2dict",
                    "list xs, [text key], [text value]",
                    "A map of such a list.",
                    "items2dict([{\"key\": \"a\", \"value\": 1}])",
                    "{\"a\":1}",
                    MapFunctions::ofItems),
            TemplateFunction.of(
                    "dict",
                    "list pairs",
                    "A map of a list of pairs, such as zip makes.",
                    "dict(zip([\"a\", \"b\"], [1, 2]))",
                    "{\"a\":1,\"b\":2}",
                    MapFunctions::ofPairs),
            TemplateFunction.of(
                    "dictsort",
                    "map m",
                    "The entries as pairs, sorted by key.",
                    "dictsort({\"b\": 2, \"a\": 1})",
                    "[[\"a\",1],[\"b\",2]]",
                    MapFunctions::sorted),
            TemplateFunction.of(
                    "combine",
                    "map m, any more...",
                    "The maps as one, of which later ones are stronger. A text at the end says how: `recursive` for the maps in them too, and for lists in both `append`, `prepend`, `keep`, `append_rp` or `prepend_rp` (without repetitions).",
                    "combine({\"a\": {\"x\": 1}}, {\"a\": {\"y\": 2}}, \"recursive\")",
                    "{\"a\":{\"x\":1,\"y\":2}}",
                    MapFunctions::combine),
            TemplateFunction.of(
                    "subelements",
                    "list xs, text key, [text flags]",
                    "Each map of the list with each item of its list of that name, as pairs; with `skip_missing` without those that have none.",
                    "subelements([{\"name\": \"a\", \"keys\": [1, 2]}], \"keys\")?map(p -> p[1])",
                    "[1,2]",
                    MapFunctions::subelements));

    private MapFunctions() {}

    private static List<Map<String, Object>> items(Call call) {
        String key = call.text(1, "key");
        String value = call.text(2, "value");
        List<Map<String, Object>> items = new ArrayList<>();
        call.map(0).forEach((name, held) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put(key, name);
            item.put(value, held);
            items.add(item);
        });
        return items;
    }

    private static Map<String, @Nullable Object> ofItems(Call call) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Object item : call.list(0))
            map.put(
                    call.text(Items.attribute(item, call.text(1, "key"))),
                    ((Map<?, ?>) Objects.requireNonNull(item)).get(call.text(2, "value")));
        return map;
    }

    private static Map<String, @Nullable Object> ofPairs(Call call) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Object item : call.list(0)) {
            if (!(item instanceof List<?> pair) || pair.size() != 2)
                throw new FunctionFailure("an item of the list is no pair", "write dict([[\"a\", 1], [\"b\", 2]])");
            map.put(call.text(pair.get(0)), pair.get(1));
        }
        return map;
    }

    private static List<List<Object>> sorted(Call call) {
        List<List<Object>> pairs = new ArrayList<>();
        Map<String, Object> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo));
        sorted.putAll(call.map(0));
        sorted.forEach((key, value) -> {
            List<Object> pair = new ArrayList<>();
            pair.add(key);
            pair.add(value);
            pairs.add(pair);
        });
        return pairs;
    }

    private static Map<?, ?> combine(Call call) {
        List<@Nullable Object> more = call.from(1);
        String flags = !more.isEmpty() && more.getLast() instanceof String text ? text : "";
        List<String> words =
                List.of(flags.isBlank() ? new String[0] : flags.strip().split("[, ]+"));
        for (String word : words)
            if (!word.equals("recursive") && !LISTS.contains(word))
                throw new FunctionFailure(
                        "maps are not combined by \"" + word + "\"",
                        "valid: recursive, append, prepend, keep, append_rp, prepend_rp");
        String lists = words.stream().filter(LISTS::contains).findFirst().orElse("replace");
        Map<?, ?> combined = call.map(0);
        for (int i = 0; i < more.size() - (flags.isEmpty() ? 0 : 1); i++) {
            if (!(more.get(i) instanceof Map<?, ?> map)) throw call.wrong(i + 1, "a map");
            combined = merged(combined, map, words.contains("recursive"), lists);
        }
        return combined;
    }

    private static Map<?, ?> merged(Map<?, ?> weak, Map<?, ?> strong, boolean recursive, String lists) {
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>(weak);
        strong.forEach((key, value) -> {
            Object own = merged.get(key);
            merged.put(
                    key,
                    own instanceof Map<?, ?> a && value instanceof Map<?, ?> b && recursive
                            ? merged(a, b, true, lists)
                            : own instanceof List<?> a && value instanceof List<?> b ? list(a, b, lists) : value);
        });
        return merged;
    }

    private static List<?> list(List<?> weak, List<?> strong, String how) {
        List<Object> first = new ArrayList<>(how.startsWith("append") ? weak : strong);
        List<?> second = how.startsWith("append") ? strong : weak;
        return switch (how) {
            case "replace" -> strong;
            case "keep" -> weak;
            case "append", "prepend" -> joined(first, second);
            default -> {
                List<?> others = weak.stream()
                        .filter(item -> strong.stream().noneMatch(s -> Same.equal(s, item)))
                        .toList();
                yield how.startsWith("append") ? joined(new ArrayList<>(others), strong) : joined(first, others);
            }
        };
    }

    private static List<Object> joined(List<Object> first, List<?> second) {
        first.addAll(second);
        return first;
    }

    private static List<List<Object>> subelements(Call call) {
        List<List<Object>> pairs = new ArrayList<>();
        boolean skip = call.text(2, "").equals("skip_missing");
        for (Object item : call.list(0)) {
            if (skip && item instanceof Map<?, ?> map && !map.containsKey(call.text(1))) continue;
            if (!(Items.attribute(item, call.text(1)) instanceof List<?> inner))
                throw new FunctionFailure(
                        "\"" + call.text(1) + "\" of an item is no list", "write skip_missing, or make it one");
            for (Object part : inner) {
                call.surroundings().step(1);
                List<Object> pair = new ArrayList<>();
                pair.add(item);
                pair.add(part);
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
