package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of functions that every template has. */
record FunctionCalls(TermPrinter printer) {
    private static final Set<String> LISTS = Set.of(
            "unique",
            "union",
            "difference",
            "intersect",
            "symmetric_difference",
            "flatten",
            "sort",
            "zip",
            "product",
            "dict2items",
            "items",
            "dictsort",
            "batch",
            "regex_findall",
            "splitlines",
            "subelements",
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "groupby",
            "range");
    private static final Set<String> MAPS = Set.of("combine", "items2dict", "dict", "urlsplit");
    private static final Set<String> TRUTHS =
            Set.of("bool", "truthy", "falsy", "version", "match", "search", "is_ip", "is_subset");
    private static final Set<String> UNTYPED = Set.of(
            "from_json",
            "from_yaml",
            "default",
            "first",
            "last",
            "min",
            "max",
            "sum",
            "attr",
            "extract",
            "ternary",
            "regex_search",
            "ipaddr",
            "random");
    private static final Set<String> NUMBERS = Set.of("int", "length", "count", "human_to_bytes");
    private static final Set<String> FRACTIONS = Set.of("round", "float", "log", "pow", "root");

    /** Where arguments with names stand among the others. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "to_nice_json", List.of("indent"),
            "to_nice_yaml", List.of("indent"),
            "regex_replace", List.of("pattern", "replacement"),
            "sort", List.of("reverse", "case_sensitive", "attribute"),
            "indent", List.of("width", "first", "blank"),
            "flatten", List.of("levels"),
            "unique", List.of("case_sensitive", "attribute"));

    Ftl call(String name, List<Term> items, Map<String, Term> named) {
        List<Term> all = new ArrayList<>(items);
        List<String> places = PLACES.getOrDefault(name, List.of());
        for (String place : places) {
            if (!named.containsKey(place)) continue;
            if (places.indexOf(place) != all.size() - 1) throw misplaced(name, place);
            all.add(named.get(place));
        }
        named.keySet().stream().filter(n -> !places.contains(n)).findFirst().ifPresent(n -> {
            throw misplaced(name, n);
        });
        String given =
                String.join(", ", all.stream().map(t -> printer.print(t).text()).toList());
        return Ftl.atom(name + "(" + given + ")", kind(name));
    }

    private static Refusal misplaced(String function, String argument) {
        return new Refusal("filter " + function + " with " + argument, "the function takes no such argument");
    }

    private static Kind kind(String name) {
        if (LISTS.contains(name)) return Kind.LIST;
        if (MAPS.contains(name)) return Kind.MAP;
        if (TRUTHS.contains(name)) return Kind.TRUTH;
        if (NUMBERS.contains(name)) return Kind.NUMBER;
        if (FRACTIONS.contains(name)) return Kind.FRACTION;
        return UNTYPED.contains(name) ? Kind.ANY : Kind.TEXT;
    }
}
