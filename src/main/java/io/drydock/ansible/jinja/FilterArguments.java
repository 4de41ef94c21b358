package io.drydock.ansible.jinja;

import io.drydock.ansible.jinja.Term.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What filters of Ansible are given, as Drydock's functions of the same names take it: in places, with flags as a text at the end. */
public final class FilterArguments {
    /** Where arguments with names stand, behind what is before the filter. */
    private static final Map<String, List<String>> PLACES = Map.ofEntries(
            Map.entry("default", List.of("default_value", "boolean")),
            Map.entry("regex_replace", List.of("pattern", "replacement")),
            Map.entry("to_nice_json", List.of("indent")),
            Map.entry("indent", List.of("width", "first")),
            Map.entry("flatten", List.of("levels")),
            Map.entry("round", List.of("precision", "method")),
            Map.entry("int", List.of("default", "base")),
            Map.entry("float", List.of("default")),
            Map.entry("human_readable", List.of("isbits", "unit")),
            Map.entry("human_to_bytes", List.of("default_unit")),
            Map.entry("dict2items", List.of("key_name", "value_name")),
            Map.entry("items2dict", List.of("key_name", "value_name")),
            Map.entry("password_hash", List.of("hashtype", "salt", "rounds")),
            Map.entry("hash", List.of("hashtype")),
            Map.entry("sum", List.of("attribute")),
            Map.entry("groupby", List.of("attribute")));

    private static final Set<String> REGEXPS = Set.of("regex_replace", "regex_search", "regex_groups", "regex_findall");

    private FilterArguments() {}

    /**
     * All that the function is given, or empty where it takes no such thing.
     *
     * @param of what stands before the filter
     */
    public static Optional<List<Term>> of(String name, Term of, Given given) {
        return switch (name) {
            case "sort", "min", "max", "unique" -> byAttribute(name, of, given);
            case "combine" -> combined(of, given);
            case "to_nice_yaml" -> yaml(of, given, "4");
            case "to_yaml" -> yaml(of, given, "2");
            case "subelements" -> Optional.of(skipping(of, given));
            default -> inPlaces(name, of, given);
        };
    }

    /** The letters for the flags of regular expressions. */
    public static String flags(Given given) {
        return flag(given, "ignorecase", "i") + flag(given, "multiline", "m");
    }

    private static String flag(Given given, String name, String letter) {
        return isTrue(given, name) ? letter : "";
    }

    private static boolean isTrue(Given given, String name) {
        return given.named().get(name) instanceof Term.Truth(boolean on) && on;
    }

    private static Optional<List<Term>> inPlaces(String name, Term of, Given given) {
        List<Term> all = with(of, given.items());
        List<String> left = new ArrayList<>(given.named().keySet());
        List<String> places = PLACES.getOrDefault(name, List.of());
        for (int i = all.size() - 1;
                i < places.size() && given.named().containsKey(places.get(i));
                i = all.size() - 1) {
            left.remove(places.get(i));
            all.add(given.named().get(places.get(i)));
        }
        if (REGEXPS.contains(name)) {
            left.removeAll(List.of("ignorecase", "multiline"));
            if (!flags(given).isEmpty()) all.add(new Term.Text(flags(given)));
        }
        return left.isEmpty() ? Optional.of(all) : Optional.empty();
    }

    private static List<Term> with(Term of, List<Term> items) {
        List<Term> all = new ArrayList<>(List.of(of));
        all.addAll(items);
        return all;
    }

    private static Optional<List<Term>> byAttribute(String name, Term of, Given given) {
        boolean known = Set.of("attribute", "reverse", "case_sensitive")
                .containsAll(given.named().keySet());
        boolean reversed = name.equals("sort")
                && given.items().size() == 1
                && given.items().getFirst() instanceof Term.Truth(boolean on)
                && on;
        if (!known || !given.items().isEmpty() && !reversed) return Optional.empty();
        List<String> flags = new ArrayList<>();
        if (reversed || isTrue(given, "reverse")) flags.add("reverse");
        if (isTrue(given, "case_sensitive")) flags.add("case_sensitive");
        boolean flagged = name.equals("sort") && !flags.isEmpty();
        List<Term> all = with(of, List.of());
        if (flagged || given.named().containsKey("attribute"))
            all.add(given.named().getOrDefault("attribute", new Term.Text("")));
        if (flagged) all.add(new Term.Text(String.join(" ", flags)));
        return Optional.of(all);
    }

    private static Optional<List<Term>> combined(Term of, Given given) {
        List<Term> all = with(of, given.items());
        List<String> flags = new ArrayList<>();
        if (isTrue(given, "recursive")) flags.add("recursive");
        if (given.named().get("list_merge") instanceof Term.Text(String how)) flags.add(how);
        else if (given.named().containsKey("list_merge")) return Optional.empty();
        if (!flags.isEmpty()) all.add(new Term.Text(String.join(" ", flags)));
        return Optional.of(all);
    }

    /** @param indent of what is not said */
    private static Optional<List<Term>> yaml(Term of, Given given, String indent) {
        List<String> places = List.of("indent", "width", "sort_keys");
        List<Term> usual = List.of(new Term.Numeral(indent), new Term.Numeral("80"), new Term.Truth(true));
        if (given.items().size() > 1 || !places.containsAll(given.named().keySet())) return Optional.empty();
        List<Term> all = with(of, given.items());
        int last = -1;
        for (int i = 0; i < places.size(); i++) if (given.named().containsKey(places.get(i))) last = i;
        for (int i = given.items().size(); i <= last; i++)
            all.add(given.named().getOrDefault(places.get(i), usual.get(i)));
        return Optional.of(all);
    }

    private static List<Term> skipping(Term of, Given given) {
        List<Term> all = with(of, given.items());
        if (isTrue(given, "skip_missing")) all.add(new Term.Text("skip_missing"));
        return all;
    }
}
