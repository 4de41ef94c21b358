package io.drydock.importer;

import io.drydock.ansible.jinja.FilterArguments;
import io.drydock.ansible.jinja.Term;
import java.util.Collections;
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
            "shuffle",
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
            "random",
            "part",
            "fail");
    private static final Set<String> NUMBERS = Set.of("int", "length", "count", "human_to_bytes");
    private static final Set<String> FRACTIONS = Set.of("round", "float", "log", "pow", "root");

    Ftl call(String name, List<Term> items, Map<String, Term> named) {
        List<Term> all = items.isEmpty() ? items : placed(name, items, named);
        if (items.isEmpty() && !named.isEmpty()) throw misplaced(name, Collections.min(named.keySet()));
        return call(name, all);
    }

    /** With all that it takes in its place. */
    Ftl call(String name, List<Term> all) {
        String given =
                String.join(", ", all.stream().map(t -> printer.print(t).text()).toList());
        return Ftl.atom(name + "(" + given + ")", kind(name));
    }

    private static List<Term> placed(String name, List<Term> items, Map<String, Term> named) {
        return FilterArguments.of(name, items.getFirst(), new Term.Given(items.subList(1, items.size()), named))
                .orElseThrow(() -> misplaced(name, named.isEmpty() ? "more" : Collections.min(named.keySet())));
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
