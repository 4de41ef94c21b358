package io.drydock.template.freemarker;

import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What values of Python have behind a dot. */
record JinjaMethods(JinjaRemedy remedy) {
    private static final Map<String, String> BUILT_IN = Map.of(
            "startswith", "?starts_with",
            "endswith", "?ends_with",
            "find", "?index_of",
            "index", "?seq_index_of",
            "replace", "?replace",
            "ljust", "?right_pad",
            "rjust", "?left_pad");
    private static final Map<String, String> PLAIN = Map.of(
            "upper", "?upper_case",
            "lower", "?lower_case",
            "title", "?capitalize",
            "strip", "?trim",
            "keys", "?keys",
            "values", "?values",
            "capitalize", "?lower_case?cap_first",
            "splitlines", "?split(\"\\n\")",
            "isdigit", "?matches(\"[0-9]+\")");

    Optional<JinjaPhrase> print(Term of, String name, Given given) {
        List<Term> items = given.items();
        if (!given.named().isEmpty()) return Optional.empty();
        if (BUILT_IN.containsKey(name) && !items.isEmpty()) return behind(of, BUILT_IN.get(name), items);
        if (PLAIN.containsKey(name) && items.isEmpty()) return remedy.print(of).map(p -> p.with(PLAIN.get(name)));
        return switch (name) {
            case "split" -> items.isEmpty() ? behind(of, "?word_list", items) : behind(of, "?split", items);
            case "items" -> remedy.call("dict2items", List.of(of));
            case "encode", "decode" -> remedy.print(of);
            case "join" -> items.size() == 1 ? behind(items.getFirst(), "?join", List.of(of)) : Optional.empty();
            case "append" -> joined(of, new Term.Items(items));
            case "extend", "update" -> items.size() == 1 ? joined(of, items.getFirst()) : Optional.empty();
            case "zfill" -> padded(of, items);
            case "get" -> item(of, items);
            default -> Optional.empty();
        };
    }

    private Optional<JinjaPhrase> behind(Term of, String builtIn, List<Term> items) {
        Optional<JinjaPhrase> call =
                items.isEmpty() ? Optional.of(JinjaPhrase.whole(builtIn)) : remedy.call(builtIn, items);
        return call.flatMap(c -> remedy.print(of).map(p -> p.with(c.text())));
    }

    private Optional<JinjaPhrase> joined(Term of, Term more) {
        return remedy.binary("+", of, more);
    }

    private Optional<JinjaPhrase> padded(Term of, List<Term> items) {
        List<Term> all = new ArrayList<>(items);
        all.add(new Term.Text("0"));
        return behind(of, "?left_pad", all);
    }

    /** Without another value it may be none, which is nothing here. */
    private Optional<JinjaPhrase> item(Term of, List<Term> items) {
        if (items.size() != 2) return Optional.empty();
        return remedy.print(new Term.Item(of, items.get(0)))
                .flatMap(p ->
                        remedy.print(items.get(1)).map(o -> JinjaPhrase.loose("(" + p.text() + ")!" + o.operand())));
    }
}
