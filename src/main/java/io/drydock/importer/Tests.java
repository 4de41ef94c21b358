package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import io.drydock.importer.Ftl.Level;
import io.drydock.template.TemplateEngine;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What stands behind {@code is}. */
record Tests(TermPrinter printer) {
    private static final Map<String, String> TYPES =
            Map.of("mapping", "is_hash", "sequence", "is_sequence", "boolean", "is_boolean");
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("eq", "=="),
            Map.entry("equalto", "=="),
            Map.entry("==", "=="),
            Map.entry("ne", "!="),
            Map.entry("!=", "!="),
            Map.entry("lt", "<"),
            Map.entry("<", "<"),
            Map.entry("lessthan", "<"),
            Map.entry("le", "<="),
            Map.entry("<=", "<="),
            Map.entry("gt", ">"),
            Map.entry(">", ">"),
            Map.entry("greaterthan", ">"),
            Map.entry("ge", ">="),
            Map.entry(">=", ">="),
            Map.entry("in", "in"));
    private static final Set<String> RESULTS =
            Set.of("changed", "change", "failed", "failure", "succeeded", "success", "successful", "skipped", "skip");

    Ftl print(Term.Test test) {
        String name = Ansible.plain(test.name());
        if (RESULTS.contains(name)) return result(test.of(), name);
        if (OPERATORS.containsKey(name))
            return new Operators(printer).print(OPERATORS.get(name), test.of(), argument(test, name));
        return switch (name) {
            case "defined" -> defined(test.of());
            case "undefined" -> TermPrinter.not(defined(test.of()));
            case "none" -> isNothing(test.of(), true);
            case "true" -> truth(test.of());
            case "false" -> TermPrinter.not(truth(test.of()));
            case "truthy" -> printer.condition(test.of());
            case "falsy" -> TermPrinter.not(printer.condition(test.of()));
            case "string" -> type(test.of(), "is_string", Kind.TEXT);
            case "number", "integer" -> type(test.of(), "is_number", Kind.NUMBER);
            case "mapping", "sequence", "boolean" -> typeWithBooleans(test.of(), name);
            case "sameas" -> same(test.of(), argument(test, name));
            case "all", "any" ->
                Ftl.atom(name + "(" + printer.print(test.of()).operand() + "?map(i -> truthy(i)))", Kind.TRUTH);
            case "iterable" -> iterable(printer.print(test.of()));
            case "even", "odd" ->
                new Ftl(
                        printer.print(test.of()).in(Level.PRODUCT) + " % 2 == " + (name.equals("even") ? 0 : 1),
                        Kind.TRUTH,
                        Level.EQUALITY);
            case "divisibleby" ->
                new Ftl(
                        printer.print(test.of()).in(Level.PRODUCT) + " % "
                                + printer.print(argument(test, name)).in(Level.UNARY) + " == 0",
                        Kind.TRUTH,
                        Level.EQUALITY);
            case "contains" -> new Operators(printer).print("in", argument(test, name), test.of());
            case "subset", "issubset" -> subset(test.of(), argument(test, name));
            case "superset", "issuperset" -> subset(argument(test, name), test.of());
            case "version", "version_compare" -> new Versions(printer).print(test);
            case "match", "search", "regex" -> new Regexps(printer).test(test, name);
            case "abs" -> printer.print(test.of()).with("starts_with(\"/\")", Kind.TRUTH);
            default -> throw unknown(name);
        };
    }

    private static Refusal unknown(String name) {
        return new Refusal(
                "test " + name, AnsibleWords.remedy(Place.TESTS, name).orElse("there is no such test"));
    }

    private static Term argument(Term.Test test, String name) {
        if (test.given().items().size() != 1) throw new Refusal("test " + name, "it takes one value");
        return test.given().items().getFirst();
    }

    private Ftl result(Term of, String name) {
        if (!new Results(printer).isResult(of) && !isItemOfResults(of)) {
            throw new Refusal("test " + name + " of no result", "no task registers it: ask what it holds");
        }
        String base = printer.print(of).operand();
        return switch (name) {
            case "changed", "change" -> Ftl.atom(base + ".changed", Kind.TRUTH);
            case "failed", "failure" -> Ftl.atom(base + ".failed", Kind.TRUTH);
            case "skipped", "skip" -> Ftl.atom(base + ".skipped", Kind.TRUTH);
            default -> new Ftl("!" + base + ".failed", Kind.TRUTH, Level.UNARY);
        };
    }

    private static boolean isItemOfResults(Term of) {
        return of instanceof Term.Name;
    }

    private Ftl defined(Term of) {
        if (of instanceof Term.Name(String name) && printer.known.names().mayBeNothing(name))
            throw new Refusal(
                    "is defined of what may be null",
                    name + " is written somewhere without a value: to Ansible it is defined, here it is not");
        if (of instanceof Term.Attribute(Term _, String key)
                && printer.known.names().mayBeNothing(key)) {
            throw new Refusal(
                    "is defined of what may be null",
                    key + " is written somewhere without a value: to Ansible it is defined, here it is not");
        }
        if (of instanceof Term.Name(String name) && TemplateEngine.isFunction(name))
            throw new Refusal("variable " + name, "there is a function of that name: call it otherwise");
        if (!TermPrinter.isPath(of)) throw new Refusal("is defined of an expression", "ask it of a variable");
        var fact = printer.known.facts().defined(of).or(() -> new Interfaces(printer).defined(of));
        if (fact.isPresent()) return fact.get();
        if (of.equals(new Term.Name("ansible_version"))) return Ftl.atom("true", Kind.TRUTH);
        if (of.equals(new Term.Name("ansible_python_interpreter"))
                && printer.known.names().known("ansible_python_interpreter").isEmpty())
            return Ftl.atom("false", Kind.TRUTH);
        Ftl value = printer.print(of);
        if (FactNames.mayBeEmpty(value)) return new Ftl(value.text() + " != \"\"", Kind.TRUTH, Level.EQUALITY);
        String path = value.text();
        return Ftl.atom((of instanceof Term.Name ? path : "(" + path + ")") + "??", Kind.TRUTH);
    }

    Ftl isNothing(Term of, boolean wanted) {
        if (Defaults.isGet(of)) return isNothing(CallPrinter.item((Term.Call) of), wanted);
        if (!TermPrinter.isPath(of)) throw new Refusal("is none of an expression", "ask it of a variable");
        String path = printer.print(of).text();
        Ftl there = Ftl.atom((of instanceof Term.Name ? path : "(" + path + ")") + "??", Kind.TRUTH);
        return wanted ? TermPrinter.not(there) : there;
    }

    private Ftl truth(Term of) {
        Ftl value = printer.print(of);
        if (value.kind() == Kind.TRUTH || value.kind() == Kind.ANY) return value.as(Kind.TRUTH);
        throw new Refusal("test true of no truth value", "ask what it is");
    }

    private Ftl type(Term of, String builtIn, Kind kind) {
        return typed(printer.print(of), builtIn, kind);
    }

    private Ftl typeWithBooleans(Term of, String name) {
        Kind kind = name.equals("mapping") ? Kind.MAP : name.equals("boolean") ? Kind.TRUTH : Kind.LIST;
        return typed(printer.print(of), Objects.requireNonNull(TYPES.get(name)), kind);
    }

    /** A truth value that was written is a text here as well. */
    private static Ftl typed(Ftl value, String builtIn, Kind kind) {
        if (builtIn.equals("is_string"))
            return new Ftl(
                    "(" + value.operand() + "?is_string && !" + value.operand() + "?is_boolean)",
                    Kind.TRUTH,
                    Level.ATOM);
        if (builtIn.equals("is_sequence") && value.kind() != kind) return iterable(value);
        return value.with(builtIn, Kind.TRUTH);
    }

    /** The very same, which is asked of true, false and none. */
    private Ftl same(Term of, Term other) {
        if (other instanceof Term.Nothing) return isNothing(of, true);
        if (!(other instanceof Term.Truth(boolean wanted)))
            throw new Refusal("test sameas", "whether it is the very same is not known: compare the values");
        Ftl value = printer.print(of);
        String is = (wanted ? "" : "!") + value.operand();
        return Ftl.atom("(" + value.operand() + "?is_boolean && " + is + ")", Kind.TRUTH);
    }

    /** Texts and maps are, too. */
    private static Ftl iterable(Ftl value) {
        return new Ftl(
                "!(" + value.operand() + "?is_number || " + value.operand() + "?is_boolean)", Kind.TRUTH, Level.UNARY);
    }

    private Ftl subset(Term small, Term large) {
        if (Filters.isFunction("subset"))
            return Ftl.atom(
                    "subset(" + printer.print(small).text() + ", "
                            + printer.print(large).text() + ")",
                    Kind.TRUTH);
        String inner = printer.print(large).operand() + "?seq_contains(i)";
        return new Ftl(
                printer.print(small).operand() + "?filter(i -> !" + inner + ")?size == 0", Kind.TRUTH, Level.EQUALITY);
    }
}
