package io.drydock.template.freemarker;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters that go through a list: {@code map}, {@code select} and their like. */
record JinjaSelections(JinjaRemedy remedy) {
    private static final Term ITEM = new Term.Name("i");

    Optional<JinjaPhrase> print(String name, Term of, Given given) {
        Optional<JinjaPhrase> body = switch (name) {
            case "map" -> mapped(given);
            case "select" -> tested(ITEM, given);
            case "reject" -> tested(ITEM, given).map(JinjaPhrase::negated);
            case "selectattr" -> attribute(given).flatMap(a -> tested(a, behind(given)));
            default -> attribute(given).flatMap(a -> tested(a, behind(given))).map(JinjaPhrase::negated);
        };
        String builtIn = name.equals("map") ? "?map" : "?filter";
        return body.flatMap(b -> remedy.print(of).map(p -> p.with(builtIn + "(i -> " + b.text() + ")")));
    }

    private static Optional<Term> attribute(Given given) {
        return given.items().isEmpty() || !(given.items().getFirst() instanceof Term.Text(String path))
                ? Optional.empty()
                : Optional.of(path(path));
    }

    private static Term path(String path) {
        Term term = ITEM;
        for (String name : path.split("\\."))
            term = name.matches("\\d+") ? new Term.Item(term, new Term.Numeral(name)) : new Term.Attribute(term, name);
        return term;
    }

    private static Given behind(Given given) {
        return new Given(given.items().subList(1, given.items().size()), given.named());
    }

    private Optional<JinjaPhrase> mapped(Given given) {
        if (given.named().get("attribute") instanceof Term.Text(String path)) {
            Term other = given.named().get("default");
            return other == null
                    ? remedy.print(path(path))
                    : remedy.print(new Term.Filter(path(path), "default", new Given(List.of(other), Map.of())));
        }
        return !given.items().isEmpty() && given.items().getFirst() instanceof Term.Text(String filter)
                ? remedy.print(new Term.Filter(ITEM, filter, behind(given)))
                : Optional.empty();
    }

    private Optional<JinjaPhrase> tested(Term of, Given given) {
        if (given.items().isEmpty()) return remedy.print(of);
        if (!(given.items().getFirst() instanceof Term.Text(String test))) return Optional.empty();
        return remedy.print(new Term.Test(of, AnsibleWords.plain(test), behind(given)));
    }
}
