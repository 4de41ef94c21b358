package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.importer.Ftl.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values in the place of those that are not there. */
record Defaults(TermPrinter printer) {
    /** What gives nothing where a list is empty. */
    private static final Set<String> MAY_BE_MISSING = Set.of("first", "last", "min", "max", "extract", "attr");

    /** Filters that always give a value. */
    private static final Set<String> THERE = Set.of(
            "bool",
            "int",
            "float",
            "string",
            "lower",
            "upper",
            "trim",
            "length",
            "count",
            "list",
            "join",
            "replace",
            "split",
            "round",
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "combine",
            "flatten",
            "unique",
            "union",
            "difference",
            "intersect",
            "sort",
            "dict2items",
            "items2dict",
            "regex_replace",
            "regex_findall",
            "regex_escape",
            "basename",
            "dirname",
            "to_json",
            "to_nice_json",
            "to_yaml",
            "to_nice_yaml",
            "b64encode",
            "b64decode",
            "hash",
            "quote",
            "zip",
            "product",
            "version",
            "abs");

    /** Whether a filter is this one. */
    static boolean isName(String filter) {
        return filter.equals("default") || filter.equals("d");
    }

    Ftl print(Term of, Given given) {
        Term value = given.get(0, "default_value").orElse(new Term.Text(""));
        Term boolean_ = given.get(1, "boolean").orElse(new Term.Truth(false));
        if (value.equals(new Term.Name("omit"))) return missing(of, Ftl.atom("omit", Kind.ANY));
        boolean always = boolean_.equals(new Term.Truth(true));
        if (!always && !boolean_.equals(new Term.Truth(false)))
            throw new Refusal("default with a condition", "write true or false");
        return always ? unlessFalse(of, value) : unlessMissing(of, value);
    }

    private Ftl unlessMissing(Term of, Term value) {
        if (mayBeNull(of))
            throw new Refusal(
                    "default of what may be null",
                    "it is written somewhere without a value, which here counts as missing: use default(..., true), or give it one");
        return missing(of, printer.print(value));
    }

    private boolean mayBeNull(Term of) {
        return switch (of) {
            case Term.Name(String name) -> printer.known.names().mayBeNothing(name);
            case Term.Attribute(Term _, String key) -> printer.known.names().mayBeNothing(key);
            default -> false;
        };
    }

    private Ftl missing(Term of, Ftl value) {
        if (isThere(of)) return printer.print(of);
        boolean may = TermPrinter.isPath(of)
                || of instanceof Term.Filter(Term _, String name, Given _) && MAY_BE_MISSING.contains(name)
                || of instanceof Term.Filter(Term _, String other, Given _) && isName(other)
                || isSearch(of) && value.text().equals("\"\"")
                || isGet(of);
        if (!may) throw new Refusal("default of an expression", "give it to the variable in it");
        Ftl left = isGet(of) ? new CallPrinter(printer).get((Term.Call) of) : printer.print(withoutData(of));
        if (FactNames.mayBeEmpty(left))
            return Ftl.atom(
                    "default(" + left.text() + ", " + value.text() + ", true)",
                    left.kind().or(value.kind()));
        String base = of instanceof Term.Name && left.level() == Level.ATOM ? left.text() : "(" + left.text() + ")";
        Kind kind = left.kind() == Kind.ANY
                ? value.kind() == Kind.TRUTH ? Kind.MIXED : Kind.ANY
                : left.kind().or(value.kind());
        if (left.kind() == Kind.ANY
                && of instanceof Term.Name
                && printer.known.names().known(left.text()).isEmpty())
            kind = value.kind() == Kind.TRUTH ? Kind.MIXED : value.kind();
        return new Ftl(base + "!" + value.operand(), kind, Level.LOOSE);
    }

    /** What is always there, or an error on the way, for which no default stands there either. */
    private static boolean isThere(Term of) {
        return switch (of) {
            case Term.Binary(String operator, Term _, Term _) -> !operator.equals("or") && !operator.equals("and");
            case Term.Filter(Term _, String name, Given _) -> THERE.contains(Ansible.plain(name));
            case Term.Test _, Term.Not _, Term.Signed _, Term.Items _, Term.Entries _, Term.Slice _ -> true;
            case Term.Text _, Term.Numeral _, Term.Truth _ -> true;
            case Term.Call(Term.Attribute _, Given _) -> !isGet(of);
            default -> false;
        };
    }

    /** Of data in a text that is not there Ansible makes nothing. */
    private static Term withoutData(Term of) {
        return switch (of) {
            case Term.Attribute(Term data, String name) -> new Term.Attribute(withoutData(data), name);
            case Term.Item(Term data, Term key) -> new Term.Item(withoutData(data), key);
            case Term.Filter(Term text, String name, Given given)
            when name.equals("from_yaml") && TermPrinter.isPath(text) ->
                new Term.Filter(
                        new Term.Filter(text, "default", new Given(List.of(new Term.Text("")), Map.of())), name, given);
            default -> of;
        };
    }

    /** A search that finds nothing gives nothing, of which Ansible makes an empty text. */
    private static boolean isSearch(Term of) {
        return of instanceof Term.Filter(Term _, String name, Given given)
                && name.equals("regex_search")
                && given.items().size() == 1;
    }

    /** Whether the term has a default that is no truth value. */
    static boolean isOther(Term of) {
        return given(of)
                .filter(value -> !isLiteralTruth(value) && isLiteral(value))
                .isPresent();
    }

    /** Whether the term has a truth value for its default. */
    static boolean isTruth(Term of) {
        return given(of).filter(Defaults::isLiteralTruth).isPresent();
    }

    private static Optional<Term> given(Term of) {
        return of instanceof Term.Filter(Term _, String name, Given given) && isName(name)
                ? Optional.of(given.get(0, "default_value").orElse(new Term.Text("")))
                : Optional.empty();
    }

    private static boolean isLiteralTruth(Term value) {
        return value instanceof Term.Truth;
    }

    private static boolean isLiteral(Term value) {
        return switch (value) {
            case Term.Text _, Term.Numeral _, Term.Items _, Term.Entries _, Term.Nothing _ -> true;
            default -> false;
        };
    }

    static boolean isGet(Term of) {
        return of instanceof Term.Call(Term.Attribute(Term _, String name), Given given)
                && name.equals("get")
                && given.items().size() == 1
                && given.named().isEmpty();
    }

    /** Also of what Python takes for false. */
    private Ftl unlessFalse(Term of, Term value) {
        Ftl left = isGet(of) ? new CallPrinter(printer).get((Term.Call) of) : printer.print(of);
        Ftl right = printer.print(value);
        if (Filters.isFunction("default"))
            return Ftl.atom(
                    "default(" + left.text() + ", " + right.text() + ", true)",
                    left.kind() == Kind.ANY
                            ? right.kind() == Kind.TRUTH ? Kind.MIXED : Kind.ANY
                            : left.kind().or(right.kind()));
        boolean may = TermPrinter.isPath(of) || isGet(of);
        String base = may ? "(" + left.text() + ")" : left.operand();
        Optional<String> filled = switch (left.kind()) {
            case TEXT, LIST, MAP -> Optional.of(base + "?has_content");
            case TRUTH -> Optional.of("(" + base + "!false)");
            case ANY ->
                Optional.of("((" + base + "!false)?is_boolean?then(" + base + "!false, " + base + "?has_content))");
            case NUMBER, FRACTION, MIXED -> Optional.empty();
        };
        if (filled.isEmpty()) throw new Refusal("default(..., true) of a number", "say when it is to be replaced");
        return Ftl.atom(
                filled.get() + "?then(" + left.text() + ", " + right.text() + ")",
                left.kind().or(right.kind()));
    }
}
