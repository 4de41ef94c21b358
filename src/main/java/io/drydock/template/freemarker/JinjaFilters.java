package io.drydock.template.freemarker;

import io.drydock.ansible.jinja.FilterArguments;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.template.function.FunctionTable;
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

    Optional<JinjaPhrase> print(Term of, String written, Given given) {
        String name = OTHERS.getOrDefault(written, written);
        if (NEEDLESS.contains(name)) return remedy.print(of);
        if (RESULTS.contains(name)) return new JinjaTests(remedy).print(of, name, given);
        return switch (name) {
            case "default" -> otherwise(of, given);
            case "map", "select", "reject", "selectattr", "rejectattr" ->
                new JinjaSelections(remedy).print(name, of, given);
            case "regex_search" -> search(of, given);
            case "md5", "sha1" -> remedy.call("hash", List.of(of, new Term.Text(name)));
            case "checksum" -> remedy.call("hash", List.of(of, new Term.Text("sha1")));
            case "to_datetime" -> function("to_epoch", of, given);
            case "extract" ->
                given.items().size() == 1
                        ? remedy.print(new Term.Item(given.items().getFirst(), of))
                        : Optional.empty();
            case "fileglob" -> remedy.call("lookup", List.of(new Term.Text("fileglob"), of));
            default -> builtIn(name, of, given);
        };
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
        return FunctionTable.named(name).isEmpty()
                ? Optional.empty()
                : FilterArguments.of(name, of, given).flatMap(all -> remedy.call(name, all));
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

    /** With groups it is a list of them. */
    private Optional<JinjaPhrase> search(Term of, Given given) {
        List<Term> items = given.items();
        if (items.size() < 2) return function("regex_search", of, given);
        return items.size() == 2 && items.get(1) instanceof Term.Text(String group) && group.equals("\\1")
                ? function("regex_groups", of, new Given(items.subList(0, 1), given.named()))
                : Optional.empty();
    }
}
