package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.importer.Ftl.Level;
import io.drydock.yaml.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators between two values. */
record Operators(TermPrinter printer) {
    private static final Map<String, String> ORDER = Map.of("<", "lt", "<=", "lte", ">", "gt", ">=", "gte");

    Ftl print(String operator, Term left, Term right) {
        return switch (operator) {
            case "and", "or" -> choice(operator, left, right);
            case "==", "!=" -> equality(operator, left, right);
            case "<", "<=", ">", ">=" -> order(operator, left, right);
            case "in" -> contains(left, right);
            case "not in" -> TermPrinter.not(contains(left, right));
            case "~" -> concatenation(printer.shown(left), printer.shown(right));
            case "+" -> sum(printer.print(left), printer.print(right));
            case "-" -> arithmetic(left, " - ", right, Level.SUM, Level.PRODUCT);
            case "*" -> product(left, right);
            case "/" ->
                arithmetic(left, " / ", right, Level.PRODUCT, Level.UNARY).as(Kind.FRACTION);
            case "//" ->
                arithmetic(left, " / ", right, Level.PRODUCT, Level.UNARY).with("floor", Kind.NUMBER);
            case "%" -> modulo(left, right);
            case "**" ->
                Ftl.atom(
                        "pow(" + printer.print(left).text() + ", "
                                + printer.print(right).text() + ")",
                        Kind.NUMBER);
            default -> throw new Refusal("operator " + operator, "there is none");
        };
    }

    /** Of values Python gives one of the two, not true or false. */
    private Ftl choice(String operator, Term left, Term right) {
        if (operator.equals("or") && Defaults.isGet(left)) // of what is not there as well
        return new Defaults(printer).print(left, new Term.Given(List.of(right, new Term.Truth(true)), Map.of()));
        Ftl first = printer.print(left), second = printer.print(right);
        if (isTruthOrAny(first) && isTruthOrAny(second)) // fails here where one of them is neither true nor false
        return printer.condition(new Term.Binary(operator, left, right));
        if (isTruthOrAny(first) && first.kind() != Kind.TRUTH)
            throw new Refusal(
                    operator + " between values",
                    "it is not known whether the first is a truth value: use default, or ternary");
        String then =
                operator.equals("and") ? second.text() + ", " + first.text() : first.text() + ", " + second.text();
        return first.condition().with("then(" + then + ")", first.kind().or(second.kind()));
    }

    private static boolean isTruthOrAny(Ftl value) {
        return value.kind() == Kind.TRUTH || value.kind() == Kind.ANY || value.kind() == Kind.MIXED;
    }

    private Ftl equality(String operator, Term left, Term right) {
        boolean equal = operator.equals("==");
        var fact = printer.known
                .facts()
                .compared(left, right)
                .or(() -> printer.known.facts().compared(right, left));
        if (fact.isPresent()) return equal ? fact.get() : TermPrinter.not(fact.get());
        if (right instanceof Term.Nothing) return new Tests(printer).isNothing(left, equal);
        if (left instanceof Term.Nothing) return new Tests(printer).isNothing(right, equal);
        if (Defaults.isGet(left)) return equalityOf(left, right, equal);
        if (Defaults.isGet(right)) return equalityOf(right, left, equal);
        var length = hasItems(operator, left, right);
        if (length.isPresent()) return length.get();
        if (isEmptyCollection(right)) return emptiness(printer.print(left), equal);
        if (isEmptyCollection(left)) return emptiness(printer.print(right), equal);
        Ftl a = printer.print(left), b = printer.print(right);
        if (a.kind() == Kind.LIST || b.kind() == Kind.LIST || a.kind() == Kind.MAP || b.kind() == Kind.MAP) {
            if (!printer.known.variables().names().actions(a.text()).isEmpty())
                throw new Refusal("comparison of results", "compare a part of it");
            throw new Refusal("comparison of lists or maps", "compare their sizes, or their items");
        }
        if (a.kind() == Kind.TRUTH && b.kind() == Kind.NUMBER) a = number(a);
        if (b.kind() == Kind.TRUTH && a.kind() == Kind.NUMBER) b = number(b);
        Optional<Ftl> mixed = isText(left, a, right, b, equal);
        if (mixed.isEmpty()) mixed = isText(right, b, left, a, equal);
        if (mixed.isPresent()) return mixed.get();
        if (isTyped(a) && isTyped(b) && !alike(a.kind(), b.kind())) {
            throw new Refusal(
                    "comparison of different types",
                    "they are never equal in Ansible, and an error here: " + a.text() + ", " + b.text());
        }
        return new Ftl(
                a.in(Level.COMPARISON) + " " + operator + " " + b.in(Level.COMPARISON), Kind.TRUTH, Level.EQUALITY);
    }

    /** What is not there equals nothing but what is not there. */
    private Ftl equalityOf(Term get, Term other, boolean equal) {
        Term item = CallPrinter.item((Term.Call) get);
        Ftl same = printer.condition(new Term.Binary(
                "and", new Term.Test(item, "defined", Term.Given.NOTHING), new Term.Binary("==", item, other)));
        return equal ? same : TermPrinter.not(same);
    }

    /** Whether a variable, which is no text as it is known, is this one all the same. */
    private static Optional<Ftl> isText(Term variable, Ftl value, Term literal, Ftl text, boolean equal) {
        boolean asks = TermPrinter.isPath(variable)
                && isTyped(value)
                && value.kind() != Kind.TEXT
                && literal instanceof Term.Text(String written)
                && Truth.of(written).isEmpty()
                && !written.matches("[-+.0-9].*");
        if (!asks) return Optional.empty();
        String is = value.operand() + "?is_string && " + value.operand() + " == " + text.text();
        Ftl same = Ftl.atom("(" + is + ")", Kind.TRUTH);
        return Optional.of(equal ? same : TermPrinter.not(same));
    }

    /** To Python true is 1, and false is 0. */
    private static Ftl number(Ftl truth) {
        return truth.text().equals("true") || truth.text().equals("false")
                ? Ftl.atom(truth.text().equals("true") ? "1" : "0", Kind.NUMBER)
                : truth.with("then(1, 0)", Kind.NUMBER);
    }

    private static boolean isTyped(Ftl value) {
        return value.kind() != Kind.ANY && value.kind() != Kind.MIXED;
    }

    private static boolean alike(Kind a, Kind b) {
        return a == b || List.of(a, b).stream().allMatch(k -> k == Kind.NUMBER || k == Kind.FRACTION);
    }

    private static boolean isEmptyCollection(Term term) {
        return term.equals(new Term.Items(List.of())) || term.equals(new Term.Entries(List.of()));
    }

    private static Ftl emptiness(Ftl value, boolean empty) {
        String size = value.operand() + "?size " + (empty ? "==" : "!=") + " 0";
        return new Ftl(size, Kind.TRUTH, Level.EQUALITY);
    }

    private Ftl order(String operator, Term left, Term right) {
        printer.known.facts().checkOrder(left);
        printer.known.facts().checkOrder(right);
        var emptiness = hasItems(operator, left, right);
        if (emptiness.isPresent()) return emptiness.get();
        Ftl a = printer.print(left), b = printer.print(right);
        if (a.kind() == Kind.TEXT || b.kind() == Kind.TEXT)
            throw new Refusal("order of texts", "there is none: compare numbers, or versions by version");
        return new Ftl(
                a.in(Level.RANGE) + " " + ORDER.get(operator) + " " + b.in(Level.RANGE), Kind.TRUTH, Level.COMPARISON);
    }

    /** {@code x | length > 0} asks whether there is something in it, of texts and lists alike. */
    private Optional<Ftl> hasItems(String operator, Term left, Term right) {
        boolean length = left instanceof Term.Filter(Term _, String name, Term.Given _)
                && (name.equals("length") || name.equals("count"));
        if (!length || !right.equals(new Term.Numeral("0"))) return Optional.empty();
        Ftl some = printer.print(((Term.Filter) left).of()).with("has_content", Kind.TRUTH);
        return switch (operator) {
            case ">", "!=" -> Optional.of(some);
            case "==" -> Optional.of(TermPrinter.not(some));
            default -> Optional.empty();
        };
    }

    private Ftl contains(Term left, Term right) {
        var fact = printer.known.facts().among(left, right);
        if (fact.isPresent()) return fact.get();
        if (right.equals(new Term.Name("vars")) && !printer.isLocal("vars")) return isVariable(printer.shown(left));
        Ftl all = printer.print(right);
        Ftl one = printer.print(left);
        return switch (all.kind()) {
            case TEXT -> all.with("contains(" + one.text() + ")", Kind.TRUTH);
            case LIST -> all.with("seq_contains(" + one.text() + ")", Kind.TRUTH);
            case MAP -> all.with("keys?seq_contains(" + one.text() + ")", Kind.TRUTH);
            case TRUTH, NUMBER, FRACTION -> throw new Refusal("in of a number", "a number holds nothing");
            case ANY, MIXED -> unknownContainer(one, all);
        };
    }

    private static Ftl isVariable(Ftl name) {
        String pattern = "\"^\" + regex_escape(" + name.text() + ") + \"$\"";
        return Ftl.atom("lookup(\"varnames\", " + pattern + ")?has_content", Kind.TRUTH);
    }

    private static Ftl unknownContainer(Ftl one, Ftl all) {
        String of = all.operand();
        if (Filters.isFunction("contains"))
            return Ftl.atom("contains(" + all.text() + ", " + one.text() + ")", Kind.TRUTH);
        return Ftl.atom(
                of + "?is_string?then(" + of + "?contains(" + one.text() + "), " + of + "?is_hash?then(" + of
                        + "?keys?seq_contains(" + one.text() + "), " + of + "?seq_contains(" + one.text() + ")))",
                Kind.TRUTH);
    }

    /** Two numbers are not added. */
    Ftl concatenation(Ftl left, Ftl right) {
        boolean text = left.kind() == Kind.TEXT || right.kind() == Kind.TEXT;
        return new Ftl(
                (text ? "" : "\"\" + ") + left.in(Level.SUM) + " + " + right.in(Level.PRODUCT), Kind.TEXT, Level.SUM);
    }

    private static Ftl sum(Ftl left, Ftl right) {
        if (left.kind() == Kind.TRUTH || right.kind() == Kind.TRUTH)
            throw new Refusal("sum of truth values", "add numbers");
        if (isTyped(left) && isTyped(right) && !alike(left.kind(), right.kind()))
            throw new Refusal("sum of different types", "it is an error in Ansible, too");
        Kind kind = left.kind() == right.kind()
                ? left.kind()
                : left.kind() == Kind.ANY
                        ? right.kind()
                        : right.kind() == Kind.ANY ? left.kind() : left.kind().or(right.kind());
        return new Ftl(left.in(Level.SUM) + " + " + right.in(Level.PRODUCT), kind, Level.SUM);
    }

    private Ftl product(Term left, Term right) {
        Ftl a = printer.print(left), b = printer.print(right);
        if (a.kind() == Kind.TEXT || b.kind() == Kind.TEXT || a.kind() == Kind.LIST)
            throw new Refusal("a text times a number", "write it out");
        return arithmetic(left, " * ", right, Level.PRODUCT, Level.UNARY);
    }

    private Ftl arithmetic(Term left, String operator, Term right, Level own, Level inner) {
        Ftl a = printer.print(left), b = printer.print(right);
        Kind kind = a.kind() == Kind.FRACTION || b.kind() == Kind.FRACTION ? Kind.FRACTION : Kind.NUMBER;
        return new Ftl(a.in(own) + operator + b.in(inner), kind, own);
    }

    /** Of a text it puts values into it. */
    private Ftl modulo(Term left, Term right) {
        if (left instanceof Term.Text(String format)) {
            List<Term> values = right instanceof Term.Items(List<Term> items) ? items : List.of(right);
            return new Formats(printer).percent(format, values);
        }
        if (printer.print(left).kind() == Kind.TEXT)
            throw new Refusal("% of a text that is not written out", "join the parts with ~");
        return arithmetic(left, " % ", right, Level.PRODUCT, Level.UNARY);
    }
}
