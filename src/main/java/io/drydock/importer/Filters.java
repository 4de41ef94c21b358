package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.importer.Ftl.Level;
import io.drydock.template.TemplateEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code |}. */
record Filters(TermPrinter printer) {
    /** What a built-in of FreeMarker does just as well, and what comes of it. */
    private static final Map<String, Map.Entry<String, Kind>> BUILT_IN = Map.of(
            "upper", Map.entry("upper_case", Kind.TEXT),
            "trim", Map.entry("trim", Kind.TEXT),
            "first", Map.entry("first", Kind.ANY),
            "min", Map.entry("min", Kind.ANY),
            "max", Map.entry("max", Kind.ANY),
            "abs", Map.entry("abs", Kind.NUMBER),
            "capitalize", Map.entry("lower_case?cap_first", Kind.TEXT));

    private static final Set<String> RESULTS =
            Set.of("success", "succeeded", "failed", "changed", "skipped", "version", "version_compare");
    /** What is left out: it says what is so anyway. */
    private static final Set<String> NEEDLESS = Set.of("safe", "mandatory");

    Ftl print(Term.Filter filter) {
        String name = Ansible.plain(filter.name());
        Term of = filter.of();
        Given given = filter.given();
        if (RESULTS.contains(name)) return new Tests(printer).print(new Term.Test(of, name, given));
        if (NEEDLESS.contains(name)) return printer.print(of);
        Optional<Ftl> fact = printer.known.facts().filtered(of, name);
        if (fact.isPresent()) return fact.get();
        if (BUILT_IN.containsKey(name) && given.isEmpty() && !isFunction(name))
            return printer.print(of)
                    .with(BUILT_IN.get(name).getKey(), BUILT_IN.get(name).getValue());
        return switch (name) {
            case "default", "d" -> new Defaults(printer).print(of, given);
            case "bool" -> bool(printer.print(of));
            case "string" -> text(printer.print(of));
            case "int" -> whole(of, given);
            case "float" -> number(printer.print(of)).as(Kind.FRACTION);
            case "lower" -> lower(printer.print(of));
            case "length", "count" -> length(printer.print(of));
            case "last" -> Slices.last(printer.print(of));
            case "list" -> list(printer.print(of));
            case "ternary" -> ternary(of, given);
            case "join" -> join(of, given);
            case "replace" -> replace(of, given);
            case "split" -> split(of, given);
            case "round" -> round(of, given);
            case "map", "select", "reject", "selectattr", "rejectattr" ->
                new Selections(printer).print(name, of, given);
            case "combine" -> combine(of, given);
            case "checksum" -> new FunctionCalls(printer).call("hash", List.of(of, new Term.Text("sha1")));
            case "random" -> random(of, given);
            case "shuffle" -> shuffled(of, given);
            case "reverse" -> reverse(printer.print(of));
            case "format" -> format(of, given);
            case "comment" -> comment(of, given);
            case "extract" -> extract(of, given);
            case "regex_replace", "regex_search", "regex_findall" -> new Regexps(printer).filter(name, of, given);
            default -> function(name, of, given);
        };
    }

    static boolean isFunction(String name) {
        return TemplateEngine.isFunction(name);
    }

    /** A function of the same name does the same. */
    Ftl function(String name, Term of, Given given) {
        if (!isFunction(name))
            throw new Refusal(
                    "filter " + name, AnsibleWords.remedy(Place.FILTERS, name).orElse("there is no such function"));
        List<Term> all = new ArrayList<>(List.of(of));
        all.addAll(given.items());
        return new FunctionCalls(printer).call(name, all, given.named());
    }

    private Ftl bool(Ftl value) {
        return switch (value.kind()) {
            case TRUTH -> value;
            case TEXT -> isFunction("bool") ? call("bool", value, Kind.TRUTH) : truthOfText(value);
            default -> isFunction("bool") ? call("bool", value, Kind.TRUTH) : value.as(Kind.TRUTH);
        };
    }

    private static Ftl truthOfText(Ftl value) {
        return Ftl.atom(
                "[\"yes\", \"on\", \"1\", \"true\"]?seq_contains(" + value.operand() + "?lower_case)", Kind.TRUTH);
    }

    private static Ftl call(String function, Ftl value, Kind kind) {
        return Ftl.atom(function + "(" + value.text() + ")", kind);
    }

    private static Ftl text(Ftl value) {
        return switch (value.kind()) {
            case TEXT -> value;
            case NUMBER, ANY -> new Ftl("\"\" + " + value.in(Level.PRODUCT), Kind.TEXT, Level.SUM);
            case TRUTH, MIXED, FRACTION, LIST, MAP -> value.shown();
        };
    }

    private Ftl whole(Term of, Given given) {
        if (!given.isEmpty() && !isFunction("int"))
            throw new Refusal("int with a default", "there is none: give a number");
        if (!given.isEmpty()) return function("int", of, given).as(Kind.NUMBER);
        Ftl value = printer.print(of);
        return switch (value.kind()) {
            case NUMBER -> value;
            case FRACTION -> value.with("long", Kind.NUMBER);
            default ->
                isFunction("int")
                        ? call("int", value, Kind.NUMBER)
                        : number(value).with("long", Kind.NUMBER);
        };
    }

    private static Ftl number(Ftl value) {
        return value.kind() == Kind.NUMBER || value.kind() == Kind.FRACTION ? value : value.with("number", Kind.NUMBER);
    }

    private static Ftl lower(Ftl value) {
        return value.kind() == Kind.TRUTH
                ? value.with("string(\"true\", \"false\")", Kind.TEXT)
                : value.with("lower_case", Kind.TEXT);
    }

    private Ftl length(Ftl value) {
        return switch (value.kind()) {
            case TEXT -> value.with("length", Kind.NUMBER);
            case LIST, MAP -> value.with("size", Kind.NUMBER);
            default ->
                isFunction("length")
                        ? call("length", value, Kind.NUMBER)
                        : value.with(
                                "is_string?then(" + value.operand() + "?length, " + value.operand() + "?size)",
                                Kind.NUMBER);
        };
    }

    private static Ftl list(Ftl value) {
        return switch (value.kind()) {
            case LIST -> value;
            case MAP -> value.with("keys", Kind.LIST);
            case ANY -> value.with("is_hash?then(" + value.operand() + "?keys, " + value.text() + ")", Kind.LIST);
            case TEXT, TRUTH, NUMBER, FRACTION, MIXED ->
                throw new Refusal("list of no list", "a text is no list of characters here");
        };
    }

    private Ftl ternary(Term of, Given given) {
        Term yes = given.get(0, "true_val").orElseThrow(() -> new Refusal("filter ternary", "it takes two values"));
        Term no = given.get(1, "false_val").orElseThrow(() -> new Refusal("filter ternary", "it takes two values"));
        if (given.get(2, "none_val").isPresent()) throw new Refusal("ternary with a third value", "ask is none first");
        return printer.choice(new Term.Choice(of, yes, Optional.of(no)), printer::print);
    }

    private Ftl join(Term of, Given given) {
        Ftl list = printer.print(of);
        if (list.kind() == Kind.TEXT)
            throw new Refusal("join of a text", "it would put the separator between its characters");
        if (given.get(1, "attribute").isPresent())
            list = new Selections(printer)
                    .attribute(of, given.get(1, "attribute").get());
        Ftl separator = given.get(0, "d").map(printer::shown).orElse(Ftl.text(""));
        return list.with("join(" + separator.text() + ")", Kind.TEXT);
    }

    private Ftl replace(Term of, Given given) {
        if (given.items().size() != 2) throw new Refusal("replace with a count", "there is none");
        String both = printer.shown(given.items().get(0)).text() + ", "
                + printer.shown(given.items().get(1)).text();
        return printer.print(of).with("replace(" + both + ")", Kind.TEXT);
    }

    private Ftl split(Term of, Given given) {
        if (given.items().size() > 1) throw new Refusal("split with a count", "take the parts you need");
        if (given.isEmpty()) return printer.print(of).with("word_list", Kind.LIST);
        return printer.print(of)
                .with("split(" + printer.shown(given.items().getFirst()).text() + ")", Kind.LIST);
    }

    /** What is nearest to two numbers is the even one to Python. */
    private Ftl round(Term of, Given given) {
        boolean whole =
                given.get(0, "precision").map(new Term.Numeral("0")::equals).orElse(true);
        String method = given.get(1, "method")
                .filter(Term.Text.class::isInstance)
                .map(t -> ((Term.Text) t).value())
                .orElse("common");
        if (whole && method.equals("floor")) return printer.print(of).with("floor", Kind.FRACTION);
        if (whole && method.equals("ceil")) return printer.print(of).with("ceiling", Kind.FRACTION);
        return function("round", of, given);
    }

    /** In the place of the seed that makes a number the same each time: it may be the greatest. */
    static final String GREATEST = "random";

    private Ftl random(Term of, Given given) {
        Term seed = given.named().get("seed");
        if (seed == null && printer.isLocal(GREATEST) && given.isEmpty())
            return printer.print(new Term.Binary("-", of, new Term.Numeral("1")));
        List<Term> all = new ArrayList<>(List.of(of, seeded("random", seed)));
        Optional<Term> start = given.get(0, "start"), step = given.get(1, "step");
        if (start.isPresent() || step.isPresent()) all.add(start.orElse(new Term.Numeral("0")));
        step.ifPresent(all::add);
        return new FunctionCalls(printer).call("random", all);
    }

    private Ftl shuffled(Term of, Given given) {
        return new FunctionCalls(printer)
                .call("shuffle", List.of(of, seeded("shuffle", given.named().get("seed"))));
    }

    private static Term seeded(String filter, @Nullable Term seed) {
        if (seed != null) return seed;
        throw new Refusal(
                filter + " without a seed", "a plan must be what is applied: give it one, seed=inventory_hostname");
    }

    private Ftl combine(Term of, Given given) {
        if (!given.named().isEmpty()) return function("combine", of, given);
        Ftl all = printer.print(of);
        for (Term more : given.items())
            all = new Ftl(all.in(Level.SUM) + " + " + printer.print(more).in(Level.PRODUCT), Kind.MAP, Level.SUM);
        return all;
    }

    private static Ftl reverse(Ftl value) {
        if (value.kind() == Kind.TEXT) throw new Refusal("reverse of a text", "there is none");
        return value.with("reverse", Kind.LIST);
    }

    private Ftl format(Term of, Given given) {
        if (of instanceof Term.Text(String format) && given.named().isEmpty())
            return new Formats(printer).percent(format, given.items());
        throw new Refusal("format of a text that is not written out", "join the parts with ~");
    }

    /** As Ansible writes it by default: with an empty one before and after. */
    private Ftl comment(Term of, Given given) {
        if (!given.isEmpty()) return function("comment", of, given);
        Ftl text = printer.shown(of);
        if (text.text().matches("\"[^\"\\\\+]*\""))
            return Ftl.atom("\"#\\n# " + text.text().substring(1, text.text().length() - 1) + "\\n#\"", Kind.TEXT);
        return new Ftl(
                "\"#\\n# \" + " + text.operand() + "?replace(\"\\n\", \"\\n# \") + \"\\n#\"", Kind.TEXT, Level.SUM);
    }

    /** What a map, such as {@code hostvars}, has for a key, or a part of that. */
    private Ftl extract(Term of, Given given) {
        if (given.items().size() == 1)
            return Ftl.atom(
                    printer.print(given.items().getFirst()).operand() + "["
                            + printer.print(of).text() + "]",
                    Kind.ANY);
        if (given.items().size() != 2 || !given.named().isEmpty())
            throw new Refusal("extract of several keys", "give them as one list");
        Term part = new Term.Item(given.items().getFirst(), of);
        List<Term> keys = given.items().get(1) instanceof Term.Items(List<Term> several)
                ? several
                : List.of(given.items().get(1));
        for (Term key : keys) part = new Term.Item(part, key);
        return printer.print(part);
    }
}
