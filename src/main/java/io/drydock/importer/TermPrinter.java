package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.importer.Ftl.Level;
import io.drydock.inventory.KnownVars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes expressions of Jinja2 as FreeMarker's. What does not mean the same for sure is a {@link Refusal}. */
final class TermPrinter {
    final Known known;
    private final Map<String, Ftl> locals;

    TermPrinter(Known known) {
        this(known, Map.of());
    }

    private TermPrinter(Known known, Map<String, Ftl> locals) {
        this.known = known;
        this.locals = locals;
    }

    /** The same for what is noted elsewhere. */
    TermPrinter noting(Known other) {
        return new TermPrinter(other, locals);
    }

    /** The same where names stand for something else. */
    TermPrinter with(Map<String, Ftl> more) {
        Map<String, Ftl> all = new HashMap<>(locals);
        all.putAll(more);
        return new TermPrinter(known, all);
    }

    /**
     * The same in a loop of a template.
     *
     * @param item what is asked for the place in the loop
     */
    TermPrinter inLoop(String item, Ftl list) {
        return with(Map.of(
                "loop.index", Ftl.atom(item + "?counter", Kind.NUMBER),
                "loop.index0", Ftl.atom(item + "?index", Kind.NUMBER),
                "loop.first", Ftl.atom(item + "?is_first", Kind.TRUTH),
                "loop.last", Ftl.atom(item + "?is_last", Kind.TRUTH),
                "loop.length", list.with("size", Kind.NUMBER)));
    }

    /**
     * The same in a loop of a value.
     *
     * @param place counted from 0
     */
    TermPrinter inPlace(Ftl place, Ftl list) {
        String size = list.operand() + "?size";
        return with(Map.of(
                "loop",
                Ftl.atom("loop", Kind.MAP),
                "loop.index",
                new Ftl(place.text() + " + 1", Kind.NUMBER, Level.SUM),
                "loop.index0",
                place,
                "loop.first",
                new Ftl(place.text() + " == 0", Kind.TRUTH, Level.EQUALITY),
                "loop.last",
                new Ftl(place.text() + " + 1 == " + size, Kind.TRUTH, Level.EQUALITY),
                "loop.length",
                list.with("size", Kind.NUMBER)));
    }

    boolean isLocal(String name) {
        return locals.containsKey(name);
    }

    Optional<Ftl> local(String name) {
        return Optional.ofNullable(locals.get(name));
    }

    /** As a condition. */
    Ftl condition(Term term) {
        return switch (term) {
            case Term.Binary(String operator, Term left, Term right)
            when operator.equals("and") -> and(condition(left), right);
            case Term.Binary(String operator, Term left, Term right)
            when operator.equals("or") -> or(condition(left), right);
            case Term.Not(Term of) -> not(condition(of));
            default -> {
                if (Defaults.isGet(term))
                    yield Ftl.atom(
                            "truthy("
                                    + new CallPrinter(this)
                                            .get((Term.Call) term)
                                            .text() + ")",
                            Kind.TRUTH);
                if (term instanceof Term.Filter(Term of, String name, Term.Given(List<Term> items, Map<String, Term> _))
                        && name.equals("default")
                        && items.equals(List.of(new Term.Nothing()))
                        && isPath(of)) yield Ftl.atom("truthy(" + print(of).text() + ")", Kind.TRUTH);
                Optional<Ftl> fact = known.facts().whole(term);
                yield fact.isPresent() ? fact.get() : truth(term, print(term));
            }
        };
    }

    /** What has another kind of value for its default may be of that kind. */
    private Ftl truth(Term term, Ftl value) {
        boolean isTruth = value.kind() != Kind.ANY && value.kind() != Kind.MIXED
                || value.kind() == Kind.ANY && !Defaults.isOther(term)
                || value.kind() == Kind.MIXED && Defaults.isTruth(term);
        return isTruth ? value.condition() : Ftl.atom("truthy(" + value.text() + ")", Kind.TRUTH);
    }

    /** What cannot come to it any more is not looked at, there as here. */
    private Ftl and(Ftl left, Term right) {
        if (left.text().equals("false")) return left;
        return left.text().equals("true") ? condition(right) : joined(" && ", Level.AND, left, condition(right));
    }

    private Ftl or(Ftl left, Term right) {
        if (left.text().equals("true")) return left;
        return left.text().equals("false") ? condition(right) : joined(" || ", Level.OR, left, condition(right));
    }

    private static Ftl joined(String operator, Level level, Ftl left, Ftl right) {
        Level inner = level == Level.AND ? Level.EQUALITY : Level.AND;
        return new Ftl(left.in(level) + operator + right.in(inner), Kind.TRUTH, level);
    }

    static Ftl not(Ftl condition) {
        if (condition.text().startsWith("!") && condition.level() == Level.UNARY)
            return Ftl.atom(condition.text().substring(1), Kind.TRUTH);
        if (condition.text().equals("true")) return Ftl.atom("false", Kind.TRUTH);
        if (condition.text().equals("false")) return Ftl.atom("true", Kind.TRUTH);
        return new Ftl("!" + condition.operand(), Kind.TRUTH, Level.UNARY);
    }

    /** As a part of a text. */
    Ftl shown(Term term) {
        return print(term).shown();
    }

    Ftl print(Term term) {
        return switch (term) {
            case Term.Name(String name) -> name(name);
            case Term.Text(String value) -> Ftl.text(value);
            case Term.Numeral(String written) -> numeral(written);
            case Term.Truth(boolean value) -> Ftl.atom(String.valueOf(value), Kind.TRUTH);
            case Term.Nothing _ ->
                throw new Refusal("none as a value", "a value that is nothing is as if it was not there");
            case Term.Items(List<Term> items) ->
                Ftl.atom(
                        items.stream().map(this::print).map(Ftl::text).collect(Collectors.joining(", ", "[", "]")),
                        Kind.LIST);
            case Term.Entries(List<Map.Entry<Term, Term>> entries) -> entries(entries);
            case Term.Attribute attribute -> attribute(attribute.of(), attribute.name());
            case Term.Item(Term of, Term key) -> item(of, key);
            case Term.Slice slice -> new Slices(this).print(slice);
            case Term.Call(Term of, Term.Given given) -> new CallPrinter(this).print(of, given);
            case Term.Filter filter -> new Filters(this).print(filter);
            case Term.Test test -> new Tests(this).print(test);
            case Term.Not(Term of) -> not(condition(of));
            case Term.Signed(String sign, Term of) ->
                sign.equals("+")
                        ? print(of)
                        : new Ftl("-" + print(of).operand(), print(of).kind(), Level.UNARY);
            case Term.Binary(String operator, Term left, Term right) ->
                new Operators(this).print(operator, left, right);
            case Term.Choice choice -> choice(choice, this::print);
        };
    }

    private static Ftl numeral(String written) {
        if (written.matches("[0-9]+") && (written.length() == 1 || !written.startsWith("0")))
            return Ftl.atom(written, Kind.NUMBER);
        if (written.matches("[0-9]+\\.[0-9]+")) return Ftl.atom(written.replaceFirst("\\.?0+$", ""), Kind.FRACTION);
        throw new Refusal("the number " + written, "write it in decimal digits");
    }

    private Ftl entries(List<Map.Entry<Term, Term>> entries) {
        List<String> all = new ArrayList<>();
        for (Map.Entry<Term, Term> entry : entries) {
            Ftl key = print(entry.getKey());
            if (key.kind() != Kind.TEXT) throw new Refusal("a map with keys that are no text", "quote the keys");
            all.add(key.text() + ": " + print(entry.getValue()).text());
        }
        return Ftl.atom("{" + String.join(", ", all) + "}", Kind.MAP);
    }

    /** @param written how its values are written */
    Ftl choice(Term.Choice choice, Function<Term, Ftl> written) {
        Term otherwise = choice.otherwise().orElse(new Term.Text(""));
        Ftl condition = condition(choice.condition());
        if (condition.text().equals("true")) return written.apply(choice.then());
        if (condition.text().equals("false")) return written.apply(otherwise);
        Ftl yes = written.apply(choice.then()), no = written.apply(otherwise);
        return condition.with(
                "then(" + yes.text() + ", " + no.text() + ")", yes.kind().or(no.kind()));
    }

    private Ftl name(String name) {
        Ftl local = locals.get(name);
        if (local != null) return local;
        if (name.startsWith("ansible_")) {
            Optional<Ftl> fact = known.facts().of(name);
            if (fact.isPresent()) return fact.get();
        }
        if (name.startsWith(EntryWriter.MODULE)
                && known.names().known(EntryWriter.of(name)).isPresent())
            return Ftl.atom(EntryWriter.of(name), Kind.MAP);
        String ours = known.variables().ours(name);
        known.variables().refuse(ours);
        return Ftl.atom(ours, known.variables().kind(ours));
    }

    private Ftl attribute(Term of, String name) {
        if (of instanceof Term.Name(String base)) {
            Ftl local = locals.get(base + "." + name);
            if (local != null) return local;
            if (base.equals("loop") && locals.containsKey("loop"))
                throw new Refusal("loop." + name, "there is no such part of a loop");
        }
        Optional<Ftl> special = known.special(this, of, name);
        if (special.isPresent()) return special.get();
        Optional<Ftl> result = new Results(this).attribute(of, name);
        if (result.isPresent()) return result.get();
        if (name.startsWith("ansible_")
                && !KnownVars.isConnection(name)
                && known.names().known(name).isEmpty())
            throw new Refusal("a fact of what may be a host", "name the host: hostvars[NAME]." + name);
        Ftl base = print(of);
        return Ftl.atom(base.operand() + key(name), keyed(base, name));
    }

    private Kind keyed(Ftl base, String name) {
        if (base.text().equals("groups")) return Kind.LIST; // whatever else has the name of a group
        if (name.equals("value") && known.names().known(name).isEmpty())
            return known.names().ofEntries();
        return base.kind() == Kind.TEXT || base.kind() == Kind.NUMBER
                ? Kind.ANY
                : known.names().kind(name) == Kind.MAP
                                && !known.names().actions(name).isEmpty()
                        ? Kind.ANY
                        : known.names().kind(name);
    }

    private static String key(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + name : "[" + Ftl.quoted(name) + "]";
    }

    private Ftl item(Term of, Term key) {
        if (key instanceof Term.Text(String name)) return attribute(of, name);
        if (of.equals(new Term.Name("vars"))
                && !isLocal("vars")
                && known.names().known("vars").isEmpty())
            return Ftl.atom("lookup(\"vars\", " + shown(key).text() + ")", Kind.ANY);
        Ftl base = print(of);
        if (key instanceof Term.Signed(String sign, Term.Numeral(String one)) && sign.equals("-")) {
            if (one.equals("1")) return Slices.last(base);
            return Ftl.atom(
                    "part(" + base.text() + ", -" + one + ", 1 - " + one + ")[0]",
                    base.kind() == Kind.TEXT ? Kind.TEXT : Kind.ANY);
        }
        Ftl at = print(key);
        if (base.text().equals("groups")) return Ftl.atom("groups[" + at.text() + "]", Kind.LIST);
        Kind item = at.kind() == Kind.NUMBER && base.kind() == Kind.TEXT ? Kind.TEXT : Kind.ANY;
        return Ftl.atom(base.operand() + "[" + at.text() + "]", item);
    }

    /** The same with {@code omit} where what comes out is none, for an argument that is left out then. */
    static Term omitting(Term term) {
        return switch (term) {
            case Term.Nothing _ -> new Term.Name("omit");
            case Term.Choice(Term condition, Term then, Optional<Term> otherwise) ->
                new Term.Choice(condition, omitting(then), otherwise.map(TermPrinter::omitting));
            case Term.Filter(Term of, String name, Term.Given(List<Term> items, Map<String, Term> named))
            when Defaults.isName(name)
                    && items.size() == 1
                    && named.isEmpty()
                    && items.getFirst() instanceof Term.Nothing ->
                new Term.Filter(of, name, new Term.Given(List.of(new Term.Name("omit")), Map.of()));
            default -> term;
        };
    }

    /** Whether all of it may be missing, so that a default stands for it. */
    static boolean isPath(Term term) {
        return switch (term) {
            case Term.Name _, Term.Attribute _, Term.Item _ -> true;
            default -> false;
        };
    }
}
