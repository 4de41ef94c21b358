package io.drydock.template.freemarker;

import io.drydock.ansible.jinja.FilterArguments;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.template.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind {@code is}. */
record JinjaTests(JinjaRemedy remedy) {
    private static final Map<String, String> RESULTS = Map.ofEntries(
            Map.entry("changed", "changed"),
            Map.entry("change", "changed"),
            Map.entry("failed", "failed"),
            Map.entry("failure", "failed"),
            Map.entry("skipped", "skipped"),
            Map.entry("skip", "skipped"),
            Map.entry("succeeded", "failed"),
            Map.entry("success", "failed"),
            Map.entry("successful", "failed"));
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("eq", "=="),
            Map.entry("equalto", "=="),
            Map.entry("==", "=="),
            Map.entry("sameas", "=="),
            Map.entry("ne", "!="),
            Map.entry("!=", "!="),
            Map.entry("lt", "<"),
            Map.entry("lessthan", "<"),
            Map.entry("<", "<"),
            Map.entry("le", "<="),
            Map.entry("<=", "<="),
            Map.entry("gt", ">"),
            Map.entry("greaterthan", ">"),
            Map.entry(">", ">"),
            Map.entry("ge", ">="),
            Map.entry(">=", ">="),
            Map.entry("in", "in"));
    private static final Map<String, String> TYPES = Map.of(
            "string", "?is_string",
            "number", "?is_number",
            "integer", "?is_number",
            "float", "?is_number",
            "boolean", "?is_boolean",
            "mapping", "?is_hash",
            "sequence", "?is_sequence",
            "iterable", "?is_sequence",
            "truthy", "?has_content");
    private static final Map<String, String> FUNCTIONS =
            Map.of("version_compare", "version", "regex", "search", "issubset", "subset", "issuperset", "superset");

    Optional<JinjaPhrase> print(Term of, String name, Given given) {
        if (RESULTS.containsKey(name))
            return remedy.print(new Term.Attribute(of, RESULTS.get(name)))
                    .map(p -> name.startsWith("success") || name.startsWith("succeed") ? p.negated() : p);
        if (OPERATORS.containsKey(name))
            return given.items().size() == 1
                    ? remedy.binary(OPERATORS.get(name), of, given.items().getFirst())
                    : Optional.empty();
        if (TYPES.containsKey(name)) return remedy.print(of).map(p -> p.with(TYPES.get(name)));
        return switch (name) {
            case "defined" -> defined(of);
            case "undefined", "none" -> defined(of).map(JinjaPhrase::negated);
            case "true" -> remedy.print(of);
            case "false" -> remedy.print(of).map(JinjaPhrase::negated);
            case "falsy" -> remedy.print(of).map(p -> p.with("?has_content").negated());
            case "even" -> remedy.print(of).map(p -> JinjaPhrase.loose(p.operand() + " % 2 == 0"));
            case "odd" -> remedy.print(of).map(p -> JinjaPhrase.loose(p.operand() + " % 2 == 1"));
            default ->
                function(of, FunctionTable.named(name).isPresent() ? name : FUNCTIONS.getOrDefault(name, ""), given);
        };
    }

    /** Whatever part of a path is missing. */
    private Optional<JinjaPhrase> defined(Term of) {
        return remedy.print(of)
                .map(p -> JinjaPhrase.whole((of instanceof Term.Name ? p.text() : "(" + p.text() + ")") + "??"));
    }

    private Optional<JinjaPhrase> function(Term of, String name, Given given) {
        if (name.isEmpty()) return Optional.empty();
        List<Term> terms = new ArrayList<>(List.of(of));
        given.items().forEach(terms::add);
        if (name.equals("version")) {
            given.get(1, "operator").filter(_ -> given.items().size() < 2).ifPresent(terms::add);
            if (terms.size() > 3) terms.subList(3, terms.size()).clear();
            return remedy.call(name, terms);
        }
        String flags = FilterArguments.flags(given);
        if (!flags.isEmpty()) terms.add(new Term.Text(flags));
        return given.named().isEmpty() || !flags.isEmpty() ? remedy.call(name, terms) : Optional.empty();
    }
}
