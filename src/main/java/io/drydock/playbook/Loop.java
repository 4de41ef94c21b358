package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task is run for, once for each item.
 *
 * @param variable the name of an item, {@code item} unless the task says otherwise
 * @param index the name of an item's number, which begins with 0
 * @param label what reports show of an item
 * @param isExtended whether {@code ansible_loop} tells where among its items the task is
 * @param pause seconds between two items, in an apply
 */
public record Loop(
        ValueTemplate over,
        Kind kind,
        String variable,
        Optional<String> index,
        Optional<ValueTemplate> label,
        boolean isExtended,
        Optional<ValueTemplate> pause) {
    static final String ITEM = "item";
    private static final int MOST = 10_000;

    /** How the items are had, by its key. */
    public enum Kind {
        LOOP("a list", "loop: [a, b], or ${a_list}"),
        WITH_LIST("a list", "with_list: [a, b], or ${a_list}"),
        WITH_ITEMS("a list", "with_items: [a, b], or ${a_list}"),
        WITH_FLATTENED("a list", "with_flattened: [\"${a_list}\", \"${another_list}\"]"),
        WITH_INDEXED_ITEMS("a list", "with_indexed_items: [a, b], or ${a_list}"),
        WITH_DICT("a map", "with_dict: {a: 1, b: 2}, or ${a_map}"),
        WITH_NESTED("a list of lists", "with_nested: [[a, b], \"${a_list}\"]"),
        WITH_CARTESIAN("a list of lists", "with_cartesian: [[a, b], \"${a_list}\"]"),
        WITH_TOGETHER("a list of lists", "with_together: [[a, b], \"${a_list}\"]"),
        WITH_SUBELEMENTS("a list of maps, and a key of theirs", "with_subelements: [\"${users}\", keys]"),
        WITH_SEQUENCE("a sequence", "with_sequence: start=1 end=10, with stride=2 or format=web%02d if wanted");

        private final String expected;
        private final String example;

        Kind(String expected, String example) {
            this.expected = expected;
            this.example = example;
        }

        /** As playbooks write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String problem() {
            return key() + " is not " + expected;
        }

        private String remedy() {
            return "write " + example;
        }
    }

    /**
     * The variables of each item; an item without a value is not defined. Empty where only a host can tell.
     *
     * @param value of {@link #over}
     * @param pos where the task is
     * @throws TemplateFailure where the value is of another shape, or has more items than a task is run for
     */
    public Optional<List<Map<String, Object>>> items(@Nullable Object value, SourcePos pos) {
        if (value == Any.ANY || value instanceof List<?> list && kind != Kind.LOOP && holdsAny(list))
            return Optional.empty();
        List<?> items = made(value, pos);
        if (items == null) throw new TemplateFailure(new Diagnostic(pos, kind.problem(), kind.remedy()));
        bound(items.size(), pos);
        return Optional.of(variables(items));
    }

    /**
     * Seconds between two items.
     *
     * @throws TemplateFailure where that is no number
     */
    public int pause(Scope scope) {
        return pause.isEmpty() ? 0 : Tries.number(pause, scope, "pause", 1);
    }

    /** Before so many are made. */
    private static void bound(long items, SourcePos pos) {
        if (items > MOST)
            throw new TemplateFailure(
                    new Diagnostic(pos, "loop has " + items + " items", "a task is run for up to " + MOST));
    }

    private static boolean holdsAny(List<?> list) {
        return list.stream().anyMatch(item -> item == Any.ANY || item instanceof List<?> inner && holdsAny(inner));
    }

    private @Nullable List<?> made(@Nullable Object value, SourcePos pos) {
        return switch (kind) {
            case LOOP, WITH_LIST -> value instanceof List<?> list ? list : null;
            case WITH_ITEMS -> flat(value, 1);
            case WITH_FLATTENED -> flat(value, Integer.MAX_VALUE);
            case WITH_INDEXED_ITEMS -> indexed(flat(value, 1));
            case WITH_DICT -> value instanceof Map<?, ?> map ? pairs(map) : null;
            case WITH_NESTED, WITH_CARTESIAN -> value instanceof List<?> lists ? product(lists, pos) : null;
            case WITH_TOGETHER -> value instanceof List<?> lists ? together(lists) : null;
            case WITH_SUBELEMENTS -> value instanceof List<?> list ? subelements(list) : null;
            case WITH_SEQUENCE -> sequence(value, pos);
        };
    }

    private static @Nullable List<String> sequence(@Nullable Object value, SourcePos pos) {
        Optional<LoopSequence> sequence = value == null ? Optional.empty() : LoopSequence.of(value.toString());
        sequence.ifPresent(s -> bound(s.size(), pos));
        return sequence.map(LoopSequence::texts).orElse(null);
    }

    private static List<@Nullable Object> flat(@Nullable Object value, int depth) {
        if (!(value instanceof List<?> list)) return value == null ? List.of() : List.of(value);
        List<@Nullable Object> all = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof List<?> && depth > 0) all.addAll(flat(item, depth - 1));
            else all.add(item);
        }
        return all;
    }

    private static List<Object> indexed(List<@Nullable Object> list) {
        List<Object> all = new ArrayList<>();
        for (@Nullable Object item : list) all.add(listOf((long) all.size(), item));
        return all;
    }

    private static List<Object> pairs(Map<?, ?> map) {
        List<Object> all = new ArrayList<>();
        map.forEach((key, value) -> {
            Map<String, Object> pair = new LinkedHashMap<>(); // as reports show it
            pair.put("key", key);
            pair.put("value", value);
            all.add(pair);
        });
        return all;
    }

    private static List<List<@Nullable Object>> product(List<?> lists, SourcePos pos) {
        List<List<@Nullable Object>> all = List.of(List.of());
        for (Object list : lists) {
            bound((long) all.size() * flat(list, 0).size(), pos);
            List<List<@Nullable Object>> longer = new ArrayList<>();
            for (List<@Nullable Object> begun : all)
                for (@Nullable Object item : flat(list, 0)) {
                    List<@Nullable Object> more = new ArrayList<>(begun);
                    more.add(item);
                    longer.add(more);
                }
            all = longer;
        }
        return lists.isEmpty() ? List.of() : all;
    }

    /** The first of all, the second of all, and so on; a shorter list has no value then. */
    private static List<List<@Nullable Object>> together(List<?> lists) {
        List<List<@Nullable Object>> flat = lists.stream().map(l -> flat(l, 0)).toList();
        int longest = flat.stream().mapToInt(List::size).max().orElse(0);
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (List<@Nullable Object> list : flat) row.add(i < list.size() ? list.get(i) : null);
            all.add(row);
        }
        return all;
    }

    private static @Nullable List<Object> subelements(List<?> of) {
        if (of.size() < 2 || !(of.getFirst() instanceof List<?> maps)) return null;
        boolean mayBeMissing =
                of.size() > 2 && of.get(2) instanceof Map<?, ?> flags && isTrue(flags.get("skip_missing"));
        List<Object> all = new ArrayList<>();
        for (Object map : maps) {
            Object elements = map instanceof Map<?, ?> m ? m.get(of.get(1)) : null;
            if (elements instanceof List<?> list) list.forEach(element -> all.add(listOf(map, element)));
            else if (!mayBeMissing) return null;
        }
        return all;
    }

    private static boolean isTrue(@Nullable Object flag) {
        return Truth.of(Written.plain(flag)).orElse(false);
    }

    private static List<@Nullable Object> listOf(@Nullable Object first, @Nullable Object second) {
        List<@Nullable Object> pair = new ArrayList<>();
        pair.add(first);
        pair.add(second);
        return Collections.unmodifiableList(pair);
    }

    private List<Map<String, Object>> variables(List<?> items) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object item : items) {
            Map<String, Object> variables = new HashMap<>();
            int number = all.size();
            if (item != null) variables.put(variable, item);
            index.ifPresent(name -> variables.put(name, (long) number));
            if (isExtended) variables.put("ansible_loop", place(number, items.size()));
            all.add(variables);
        }
        return all;
    }

    private static Map<String, Object> place(int number, int of) {
        return Map.of(
                "index",
                number + 1L,
                "index0",
                (long) number,
                "first",
                number == 0,
                "last",
                number == of - 1,
                "length",
                (long) of,
                "revindex",
                (long) of - number,
                "revindex0",
                (long) of - number - 1);
    }

    /**
     * The same of an item that only a host can tell.
     *
     * @param item what stands for it
     */
    public Map<String, Object> anyVariables(Object item) {
        Map<String, Object> variables = new HashMap<>(Map.of(variable, item));
        index.ifPresent(name -> variables.put(name, Any.ANY));
        if (isExtended) variables.put("ansible_loop", Any.ANY);
        return variables;
    }
}
