package io.drydock.template.freemarker;

import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.template.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind {@code |}. */
record JinjaFilters(JinjaRemedy remedy) {
    private static final Map<String, String> BUILT_IN = Map.ofEntries(
            Map.entry("upper", "?upper_case"),
            Map.entry("lower", "?lower_case"),
            Map.entry("capitalize", "?lower_case?cap_first"),
            Map.entry("title", "?capitalize"),
            Map.entry("trim", "?trim"),
            Map.entry("first", "?first"),
            Map.entry("last", "?last"),
            Map.entry("reverse", "?reverse"),
            Map.entry("abs", "?abs"),
            Map.entry("string", "?string"),
            Map.entry("urlencode", "?url_path"),
            Map.entry("wordcount", "?word_list?size"),
            Map.entry("replace", "?replace"),
            Map.entry("batch", "?chunk"),
            Map.entry("join", "?join"),
            Map.entry("split", "?split"));
    private static final Set<String> NEEDLESS = Set.of("list", "safe", "mandatory", "e", "escape");
    private static final Set<String> RESULTS = Set.of("success", "succeeded", "failed", "changed", "skipped");
    private static final Map<String, String> OTHERS = Map.of(
            "d",
            "default",
            "count",
            "length",
            "tojson",
            "to_json",
            "items",
            "dict2items",
            "version_compare",
            "version");
    /** Where arguments with names stand, behind what is before the filter. */
    private static final Map<String, List<String>> PLACES = Map.ofEntries(
            Map.entry("default", List.of("default_value", "boolean")),
            Map.entry("regex_replace", List.of("pattern", "replacement")),
            Map.entry("to_nice_json", List.of("indent")),
            Map.entry("to_nice_yaml", List.of("indent")),
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

    private static final Set<String> BY_ATTRIBUTE = Set.of("sort", "min", "max", "unique");

    Optional<JinjaPhrase> print(Term of, String written, Given given) {
        String name = OTHERS.getOrDefault(written, written);
        if (NEEDLESS.contains(name)) return remedy.print(of);
        if (RESULTS.contains(name)) return new JinjaTests(remedy).print(of, name, given);
        return switch (name) {
            case "default" -> otherwise(of, given);
            case "map", "select", "reject", "selectattr", "rejectattr" ->
                new JinjaSelections(remedy).print(name, of, given);
            case "combine" -> combine(of, given);
            case "regex_search" -> search(of, given);
            case "md5", "sha1" -> remedy.call("hash", List.of(of, new Term.Text(name)));
            case "checksum" -> remedy.call("hash", List.of(of, new Term.Text("sha1")));
            case "to_datetime" -> function("to_epoch", of, given);
            case "extract" ->
                given.items().size() == 1
                        ? remedy.print(new Term.Item(given.items().getFirst(), of))
                        : Optional.empty();
            case "subelements" -> function(name, of, skipping(given));
            case "fileglob" -> remedy.call("lookup", List.of(new Term.Text("fileglob"), of));
            case "strftime" -> function(name, of, given);
            default -> BY_ATTRIBUTE.contains(name) ? byAttribute(name, of, given) : builtIn(name, of, given);
        };
    }

    /** The flags of regular expressions that arguments with names are. */
    static String flags(Given given) {
        return (given.named().containsKey("ignorecase") ? "i" : "")
                + (given.named().containsKey("multiline") ? "m" : "");
    }

    private Optional<JinjaPhrase> builtIn(String name, Term of, Given given) {
        if (!BUILT_IN.containsKey(name) || FunctionTable.named(name).isPresent()) return function(name, of, given);
        if (!given.named().isEmpty()) return Optional.empty();
        if (given.items().isEmpty() && name.equals("join"))
            return remedy.print(of).map(p -> p.with("?join(\"\")"));
        if (given.items().isEmpty() && name.equals("split"))
            return remedy.print(of).map(p -> p.with("?word_list"));
        if (given.items().isEmpty()) return remedy.print(of).map(p -> p.with(BUILT_IN.get(name)));
        return remedy.call(BUILT_IN.get(name), given.items())
                .flatMap(call -> remedy.print(of).map(p -> p.with(call.text())));
    }

    /** A function of this name, with the arguments in their places. */
    private Optional<JinjaPhrase> function(String name, Term of, Given given) {
        if (FunctionTable.named(name).isEmpty()) return Optional.empty();
        List<Term> all = new ArrayList<>(List.of(of));
        all.addAll(given.items());
        List<String> left = new ArrayList<>(given.named().keySet());
        List<String> places = PLACES.getOrDefault(name, List.of());
        for (int i = all.size() - 1; i < places.size() && given.named().containsKey(places.get(i)); i++) {
            all.add(given.named().get(places.get(i)));
            left.remove(places.get(i));
        }
        String flags = name.startsWith("regex_") ? flags(given) : "";
        left.removeIf(n -> !flags.isEmpty() && (n.equals("ignorecase") || n.equals("multiline")));
        if (!flags.isEmpty()) all.add(new Term.Text(flags));
        return left.isEmpty() ? remedy.call(name, all) : Optional.empty();
    }

    /** {@code x!"a"}, and of a part of something {@code (x.y)!"a"}. */
    private Optional<JinjaPhrase> otherwise(Term of, Given given) {
        Optional<Term> other = given.get(0, "default_value");
        boolean empty = given.get(1, "boolean").isPresent();
        if (empty) return other.flatMap(o -> remedy.call("default", List.of(of, o, new Term.Truth(true))));
        return remedy.print(other.orElse(new Term.Text("")))
                .flatMap(o -> remedy.print(of)
                        .map(p -> JinjaPhrase.loose(
                                (of instanceof Term.Name ? p.text() : "(" + p.text() + ")") + "!" + o.operand())));
    }

    private Optional<JinjaPhrase> combine(Term of, Given given) {
        List<Term> all = new ArrayList<>(List.of(of));
        all.addAll(given.items());
        List<String> flags = new ArrayList<>();
        if (given.named().get("recursive") instanceof Term.Truth(boolean recursive) && recursive)
            flags.add("recursive");
        if (given.named().get("list_merge") instanceof Term.Text(String how)) flags.add(how);
        if (!flags.isEmpty()) all.add(new Term.Text(String.join(" ", flags)));
        return remedy.call("combine", all);
    }

    /** With groups it is a list of them. */
    private Optional<JinjaPhrase> search(Term of, Given given) {
        List<Term> items = given.items();
        if (items.size() < 2) return function("regex_search", of, given);
        return items.size() == 2 && items.get(1) instanceof Term.Text(String group) && group.equals("\\1")
                ? function("regex_groups", of, new Given(items.subList(0, 1), given.named()))
                : Optional.empty();
    }

    private static Given skipping(Given given) {
        return given.named().containsKey("skip_missing")
                ? new Given(List.of(given.items().getFirst(), new Term.Text("skip_missing")), Map.of())
                : given;
    }

    private Optional<JinjaPhrase> byAttribute(String name, Term of, Given given) {
        if (!given.items().isEmpty()) return Optional.empty();
        Term attribute = given.named().getOrDefault("attribute", new Term.Text(""));
        List<String> flags = new ArrayList<>();
        for (String flag : List.of("reverse", "case_sensitive"))
            if (given.named().get(flag) instanceof Term.Truth(boolean on) && on) flags.add(flag);
        List<Term> all = new ArrayList<>(List.of(of));
        if (!flags.isEmpty() || given.named().containsKey("attribute")) all.add(attribute);
        if (!flags.isEmpty() && name.equals("sort")) all.add(new Term.Text(String.join(" ", flags)));
        return remedy.call(name, all);
    }
}
