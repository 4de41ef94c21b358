package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.importer.Ftl.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of functions, and of methods that values have in Python. */
record CallPrinter(TermPrinter printer) {
    Ftl print(Term of, Given given) {
        return switch (of) {
            case Term.Attribute(Term on, String name) -> method(on, name, given);
            case Term.Name(String name) -> function(name, given);
            default -> throw new Refusal("a call of a value", "there are functions and no other calls");
        };
    }

    private Ftl function(String name, Given given) {
        if (name.equals("range")) return range(given);
        if (name.equals("undef")) return undefined(given);
        if (name.equals("lookup") || name.equals("query") || name.equals("q")) return lookup(name, given);
        if (Filters.isFunction(name)) return new FunctionCalls(printer).call(name, given.items(), given.named());
        if (name.equals("dict") && given.items().isEmpty())
            return printer.print(new Term.Entries(given.named().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(e -> java.util.Map.<Term, Term>entry(new Term.Text(e.getKey()), e.getValue()))
                    .toList()));
        throw new Refusal(
                "function " + name, AnsibleWords.remedy(Place.VARIABLES, name).orElse("there is no such function"));
    }

    /** What has to be given by whoever uses it. */
    private static Ftl undefined(Given given) {
        Term hint = given.get(0, "hint").orElse(new Term.Text("a variable is to be given"));
        if (!(hint instanceof Term.Text(String text))) throw new Refusal("undef by expression", "write the hint out");
        return Ftl.atom("fail(" + Ftl.quoted(text) + ")", Kind.ANY);
    }

    /** A range of FreeMarker may go down, one of Python is empty then. */
    private Ftl range(Given given) {
        if (given.items().isEmpty()
                || given.items().size() > 2
                || !given.named().isEmpty())
            throw new Refusal("range with a step", "there is none: multiply the members");
        if (given.items().size() == 1) {
            return new Ftl("0..<" + printer.print(given.items().getFirst()).operand(), Kind.LIST, Level.RANGE);
        }
        Ftl from = printer.print(given.items().get(0)),
                to = printer.print(given.items().get(1));
        boolean known = from.text().matches("[0-9]+")
                && to.text().matches("[0-9]+")
                && Long.parseLong(from.text()) <= Long.parseLong(to.text());
        if (known) return new Ftl(from.text() + "..<" + to.text(), Kind.LIST, Level.RANGE);
        return new Ftl(
                from.operand() + "..*[" + to.in(Level.SUM) + " - " + from.in(Level.PRODUCT) + ", 0]?max",
                Kind.LIST,
                Level.RANGE);
    }

    private Ftl lookup(String function, Given given) {
        if (given.items().isEmpty() || !(given.items().getFirst() instanceof Term.Text(String name)))
            throw new Refusal("lookup by a variable", "name it");
        List<Term> rest = given.items().subList(1, given.items().size());
        String plain = Ansible.plain(name);
        if (rest.size() == 1
                && Set.of("file", "pipe", "fileglob", "lines").contains(plain)
                && given.named().isEmpty()) return found(function, plain, printer.print(rest.getFirst()));
        if (plain.equals("env")
                && rest.size() == 1
                && Set.of("default").containsAll(given.named().keySet())) {
            Term otherwise = given.named().getOrDefault("default", new Term.Text(""));
            printer.known.note("lookup env needs --allow-lookups");
            return Ftl.atom(
                    "lookup(\"env\", " + printer.shown(rest.getFirst()).text() + ", "
                            + printer.print(otherwise).text() + ")",
                    Kind.TEXT);
        }
        if (plain.equals("vars") && rest.size() == 1 && rest.getFirst() instanceof Term.Text(String variable))
            return variable(new Term.Name(variable), given.named());
        if (plain.equals("vars") && rest.size() == 1) return variable(rest.getFirst(), given.named());
        if (plain.equals("varnames") && rest.size() == 1 && given.named().isEmpty())
            return found(function, plain, printer.print(rest.getFirst()));
        if (plain.equals("password"))
            throw new Refusal("lookup password", "a plan must be what is applied: keep the password in a vault");
        if (plain.equals("dict") && rest.size() == 1)
            return new Filters(printer).function("dict2items", rest.getFirst(), Given.NOTHING);
        throw new Refusal(
                "lookup " + name, AnsibleWords.remedy(Place.VARIABLES, "lookup").orElse("there is no such lookup"));
    }

    private Ftl variable(Term.Name name, Map<String, Term> named) {
        if (named.isEmpty()) return printer.print(name);
        if (!named.keySet().equals(Set.of("default"))) throw new Refusal("lookup vars", "give it no more than default");
        return printer.print(new Term.Filter(name, "default", new Given(List.copyOf(named.values()), Map.of())));
    }

    /** One whose name is computed. */
    private Ftl variable(Term name, Map<String, Term> named) {
        if (!Set.of("default").containsAll(named.keySet()))
            throw new Refusal("lookup vars", "give it no more than default");
        String otherwise = named.values().stream()
                .map(value -> ", " + printer.print(value).text())
                .findFirst()
                .orElse("");
        return Ftl.atom("lookup(\"vars\", " + printer.shown(name).text() + otherwise + ")", Kind.ANY);
    }

    /** A query, and the lookup of several, is a list. */
    private Ftl found(String function, String kind, Ftl what) {
        if (kind.equals("pipe") || kind.equals("lines"))
            printer.known.note("lookup " + kind + " needs --allow-lookups");
        boolean several = Set.of("fileglob", "lines", "varnames").contains(kind);
        Ftl found = Ftl.atom("lookup(\"" + kind + "\", " + what.text() + ")", several ? Kind.LIST : Kind.TEXT);
        if (several) return function.equals("lookup") ? found.with("join(\",\")", Kind.TEXT) : found;
        return function.equals("lookup") ? found : Ftl.atom("[" + found.text() + "]", Kind.LIST);
    }

    private Ftl method(Term of, String name, Given given) {
        int count = given.items().size();
        if (!given.named().isEmpty()) throw unknown(name);
        return switch (name) {
            case "split" ->
                count <= 1 ? new Filters(printer).print(new Term.Filter(of, "split", given)) : limited(of, given);
            case "replace" -> new Filters(printer).print(new Term.Filter(of, "replace", given));
            case "upper", "lower" -> new Filters(printer).print(new Term.Filter(of, name, given));
            case "strip" -> count == 0 ? text(of, "trim", Kind.TEXT) : stripped(of, given);
            case "lstrip", "rstrip" -> count == 0 ? oneSide(of, name) : stripped(of, given);
            case "startswith" -> text(of, "starts_with(" + one(given, name).text() + ")", Kind.TRUTH);
            case "endswith" -> text(of, "ends_with(" + one(given, name).text() + ")", Kind.TRUTH);
            case "find" -> text(of, "index_of(" + one(given, name).text() + ")", Kind.NUMBER);
            case "isdigit" -> text(of, "matches(\"[0-9]+\")", Kind.TRUTH);
            case "keys" -> text(of, "keys", Kind.LIST);
            case "values" -> text(of, "values", Kind.LIST);
            case "items" -> new Filters(printer).function("dict2items", of, Given.NOTHING);
            case "join" ->
                printer.print(given.items().getFirst())
                        .with("join(" + printer.shown(of).text() + ")", Kind.TEXT);
            case "format" ->
                of instanceof Term.Text(String format)
                        ? new Formats(printer).braces(format, given.items())
                        : refuse(name);
            case "splitlines" -> text(of, "replace(\"\\n$\", \"\", \"r\")?split(\"\\n\")", Kind.LIST);
            case "removeprefix" ->
                text(of, "remove_beginning(" + one(given, name).text() + ")", Kind.TEXT);
            case "removesuffix" -> text(of, "remove_ending(" + one(given, name).text() + ")", Kind.TEXT);
            case "get" -> // what is not there is an error here, where it is not asked for that
                count == 2
                        ? getOr(of, given)
                        : printer.print(new Term.Item(of, given.items().getFirst()));
            default -> throw unknown(name);
        };
    }

    private static Ftl refuse(String name) {
        throw unknown(name);
    }

    private static Refusal unknown(String name) {
        return new Refusal(
                "method ." + name + "()",
                AnsibleWords.remedy(Place.METHODS, name).orElse("values have no methods here"));
    }

    private Ftl text(Term of, String builtIn, Kind kind) {
        return printer.print(of).with(builtIn, kind);
    }

    private Ftl one(Given given, String name) {
        if (given.items().size() != 1 || given.items().getFirst() instanceof Term.Items) throw unknown(name);
        return printer.shown(given.items().getFirst());
    }

    private Ftl oneSide(Term of, String name) {
        String regexp = name.equals("lstrip") ? "^\\s+" : "\\s+$";
        return printer.print(of).with("replace(" + Ftl.quoted(regexp) + ", \"\", \"r\")", Kind.TEXT);
    }

    private Ftl stripped(Term of, Given given) {
        throw new Refusal(
                "strip of certain characters",
                "use regex_replace: " + printer.print(of).text() + ", "
                        + given.items().size() + " given");
    }

    private Ftl limited(Term of, Given given) {
        throw new Refusal(
                "split with a count",
                "take the parts you need of " + printer.print(of).text() + " ("
                        + given.items().size() + " given)");
    }

    /** The value of a key, which may not be there. */
    Ftl get(Term.Call call) {
        return printer.print(item(call));
    }

    /** {@code m[key]} of {@code m.get(key)}. */
    static Term item(Term.Call call) {
        Optional<Term> key = call.given().get(0, "key");
        return new Term.Item(((Term.Attribute) call.of()).of(), key.orElseThrow());
    }

    private Ftl getOr(Term of, Given given) {
        Term item = new Term.Item(of, given.items().get(0));
        return new Defaults(printer).print(item, new Given(given.items().subList(1, 2), java.util.Map.of()));
    }
}
