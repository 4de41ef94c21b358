package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.importer.Ftl.Level;
import java.util.Optional;
import java.util.Set;

/** Values in the place of those that are not there. */
record Defaults(TermPrinter printer) {
    /** What gives nothing where a list is empty. */
    private static final Set<String> MAY_BE_MISSING = Set.of("first", "last", "min", "max", "extract", "attr");

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
        boolean may = TermPrinter.isPath(of)
                || of instanceof Term.Filter(Term _, String name, Given _) && MAY_BE_MISSING.contains(name)
                || of instanceof Term.Filter(Term _, String other, Given _)
                        && (other.equals("default") || other.equals("d"))
                || isGet(of);
        if (!may) throw new Refusal("default of an expression", "give it to the variable in it");
        Ftl left = isGet(of) ? new CallPrinter(printer).get((Term.Call) of) : printer.print(of);
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
