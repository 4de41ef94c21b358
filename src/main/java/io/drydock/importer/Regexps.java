package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import java.util.regex.Pattern;

/** Regular expressions of Python where Java's mean the same. */
record Regexps(TermPrinter printer) {
    private static final Pattern PYTHON_ONLY = Pattern.compile("\\(\\?[Pauxm#(]|\\\\[ZNpPhHRGQEkKX]|&&|\\[[^\\]]*\\[");

    Ftl test(Term.Test test, String name) {
        if (test.given().items().size() != 1)
            throw new Refusal("test " + name + " with flags", "write them into the expression: (?i)");
        return matches(printer.print(test.of()), test.given().items().getFirst(), name.equals("match"));
    }

    private Ftl matches(Ftl of, Term regexp, boolean fromBeginning) {
        String function = fromBeginning ? "match" : "search";
        if (Filters.isFunction(function))
            return Ftl.atom(
                    function + "(" + of.text() + ", " + printer.print(regexp).text() + ")", Kind.TRUTH);
        String all = "(?:" + java(literal(regexp)) + ")[\\s\\S]*";
        return of.with("matches(" + Ftl.quoted(fromBeginning ? all : "[\\s\\S]*" + all) + ")", Kind.TRUTH);
    }

    Ftl filter(String name, Term of, Given given) {
        if (name.equals("regex_search") && given.items().size() > 1) return group(of, given);
        if (Filters.isFunction(name)) return new Filters(printer).function(name, of, given);
        if (!name.equals("regex_replace")
                || given.items().size() != 2
                || !given.named().isEmpty())
            throw new Refusal(
                    "filter " + name, AnsibleWords.remedy(Place.FILTERS, name).orElse("there is none"));
        String regexp = java(literal(given.items().get(0)));
        String by =
                literal(given.items().get(1)).replace("$", "\\$").replaceAll("\\\\(?:g<([0-9]+)>|([1-9]))", "\\$$1$2");
        if (regexp.endsWith("*") || regexp.endsWith("?"))
            throw new Refusal("regex_replace of nothing", "Python and Java differ in what is empty");
        return printer.print(of).with("replace(" + Ftl.quoted(regexp) + ", " + Ftl.quoted(by) + ", \"r\")", Kind.TEXT);
    }

    /** A search that names a group gives a list of it. */
    private Ftl group(Term of, Given given) {
        if (given.items().size() == 2 && given.items().get(1) instanceof Term.Text(String group) && group.equals("\\1"))
            return new Filters(printer)
                    .function("regex_groups", of, new Given(given.items().subList(0, 1), given.named()))
                    .as(Kind.LIST);
        throw new Refusal("regex_search with several groups", "take them of regex_groups");
    }

    private static String literal(Term term) {
        if (term instanceof Term.Text(String value)) return value;
        throw new Refusal("a regular expression of a variable", "write it out");
    }

    private static String java(String python) {
        if (PYTHON_ONLY.matcher(python).find())
            throw new Refusal("a regular expression of Python alone", "Java reads it in another way: " + python);
        return python;
    }
}
