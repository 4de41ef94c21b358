package io.drydock.report;

import io.drydock.diag.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Facts of many hosts fact by fact, each value written once, for most hosts have most in common. */
final class FactColumns {
    /** What changes by itself. */
    private static final String FREE = "free_mb";

    private final List<Map<String, String>> before;
    private final List<Map<String, String>> after;

    FactColumns(List<HostHistory> hosts) {
        before = hosts.stream().map(h -> flat(h.before())).toList();
        after = hosts.stream().map(h -> flat(h.after())).toList();
    }

    /** As page.js reads it: for each fact its values, and for each host the number of its value; {@code after} is [] where none changed. */
    Map<String, Object> data() {
        Set<String> names = new LinkedHashSet<>();
        before.forEach(facts -> names.addAll(facts.keySet()));
        after.forEach(facts -> names.addAll(facts.keySet()));
        List<List<String>> values = new ArrayList<>();
        List<List<Integer>> firsts = new ArrayList<>();
        List<Object> lasts = new ArrayList<>();
        for (String name : names) {
            Numbered<String> own = new Numbered<>();
            List<Integer> first = numbers(before, name, own);
            List<Integer> last = numbers(after, name, own);
            values.add(own.all());
            firsts.add(first);
            lasts.add(first.equals(last) ? false : last);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("names", names.stream().map(Printable::line).toList());
        data.put("known", before.stream().map(facts -> facts.isEmpty() ? 0 : 1).toList());
        data.put("values", values);
        data.put("before", firsts);
        data.put("after", lasts);
        return data;
    }

    private static List<Integer> numbers(List<Map<String, String>> hosts, String name, Numbered<String> values) {
        return hosts.stream()
                .map(facts -> values.of(facts.getOrDefault(name, "")))
                .toList();
    }

    private static Map<String, String> flat(Map<String, Object> facts) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", facts, flat);
        flat.keySet().removeIf(name -> name.contains(FREE));
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> facts, Map<String, String> flat) {
        facts.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) flatten(prefix + name + ".", map, flat);
            else flat.put(prefix + name, Printable.line(shown(value)));
        });
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }
}
