package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import java.util.List;
import java.util.Map;

/** Lists made of others, item by item: map, select, reject, and those by an attribute. */
record Selections(TermPrinter printer) {
    private record Lambda(String name, TermPrinter inner) {
        Term item() {
            return new Term.Name(name);
        }
    }

    private Lambda lambda() {
        String name = List.of("i", "j", "k", "l", "m").stream()
                .filter(n ->
                        !printer.isLocal(n) && printer.known.names().known(n).isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refusal("filters in filters", "there are too many of them"));
        return new Lambda(name, printer.with(Map.of(name, Ftl.atom(name, Kind.ANY))));
    }

    Ftl print(String filter, Term of, Given given) {
        return switch (filter) {
            case "map" -> map(of, given);
            case "select", "reject" -> select(of, given, filter.equals("select"));
            default -> selectBy(of, given, filter.equals("selectattr"));
        };
    }

    /** The items of a list, or the keys of a map. */
    Ftl list(Term of) {
        Ftl list = printer.print(of);
        if (list.kind() == Kind.MAP) return list.with("keys", Kind.LIST);
        if (list.kind() == Kind.TEXT) throw new Refusal("a text as a list", "it would be taken character by character");
        return list;
    }

    private Ftl map(Term of, Given given) {
        if (given.named().containsKey("attribute")) {
            if (given.named().containsKey("default"))
                return attribute(
                        of, given.named().get("attribute"), given.named().get("default"));
            return attribute(of, given.named().get("attribute"));
        }
        if (given.items().isEmpty() || !(given.items().getFirst() instanceof Term.Text(String filter)))
            throw new Refusal("map by a variable", "name the filter");
        Lambda lambda = lambda();
        Given rest = new Given(given.items().subList(1, given.items().size()), given.named());
        Term.Filter mapped = new Term.Filter(lambda.item(), filter, rest);
        return list(of).with(
                        "map(" + lambda.name() + " -> "
                                + lambda.inner().print(mapped).text() + ")",
                        Kind.LIST);
    }

    Ftl attribute(Term of, Term attribute) {
        Lambda lambda = lambda();
        String path = lambda.inner().print(path(lambda.item(), attribute)).text();
        return list(of).with("map(" + lambda.name() + " -> " + path + ")", Kind.LIST);
    }

    private Ftl attribute(Term of, Term attribute, Term otherwise) {
        Lambda lambda = lambda();
        Term value =
                new Term.Filter(path(lambda.item(), attribute), "default", new Given(List.of(otherwise), Map.of()));
        return list(of).with(
                        "map(" + lambda.name() + " -> "
                                + lambda.inner().print(value).operand() + ")",
                        Kind.LIST);
    }

    /** {@code a.b} of it. */
    private static Term path(Term of, Term attribute) {
        if (!(attribute instanceof Term.Text(String names))) throw new Refusal("an attribute by a variable", "name it");
        Term all = of;
        for (String name : names.split("\\.")) {
            if (name.matches("[0-9]+")) all = new Term.Item(all, new Term.Numeral(name));
            else all = new Term.Attribute(all, name);
        }
        return all;
    }

    private Ftl select(Term of, Given given, boolean wanted) {
        Lambda lambda = lambda();
        return filtered(of, lambda, test(lambda, lambda.item(), given.items(), given), wanted);
    }

    private Ftl selectBy(Term of, Given given, boolean wanted) {
        if (given.items().isEmpty()) throw new Refusal("selectattr without an attribute", "name it");
        Lambda lambda = lambda();
        Term attribute = path(lambda.item(), given.items().getFirst());
        return filtered(
                of,
                lambda,
                test(lambda, attribute, given.items().subList(1, given.items().size()), given),
                wanted);
    }

    private Ftl filtered(Term of, Lambda lambda, Ftl condition, boolean wanted) {
        Ftl kept = wanted ? condition : TermPrinter.not(condition);
        return list(of).with("filter(" + lambda.name() + " -> " + kept.text() + ")", Kind.LIST);
    }

    /** @param test its name and what it is given; none, and the value itself decides */
    private static Ftl test(Lambda lambda, Term of, List<Term> test, Given given) {
        if (!given.named().isEmpty()) throw new Refusal("a selection with named values", "leave the names out");
        if (test.isEmpty()) return truthy(lambda.inner().print(of));
        if (!(test.getFirst() instanceof Term.Text(String name))) throw new Refusal("a test by a variable", "name it");
        return lambda.inner().print(new Term.Test(of, name, new Given(test.subList(1, test.size()), Map.of())));
    }

    private static Ftl truthy(Ftl value) {
        return value.kind() == Kind.ANY ? Ftl.atom("truthy(" + value.text() + ")", Kind.TRUTH) : value.condition();
    }
}
