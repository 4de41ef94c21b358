package io.drydock.importer;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.jinja.Term;
import io.drydock.inventory.KnownVars;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an expression is converted with.
 *
 * @param notes takes what is to be said of a conversion that is made all the same
 */
record Known(Names names, FactNames facts, MagicNames variables, ActionLibrary library, Consumer<String> notes) {
    private static final Map<String, String> TIMES = Map.ofEntries(
            Map.entry("date", "%Y-%m-%d"),
            Map.entry("time", "%H:%M:%S"),
            Map.entry("year", "%Y"),
            Map.entry("month", "%m"),
            Map.entry("day", "%d"),
            Map.entry("hour", "%H"),
            Map.entry("minute", "%M"),
            Map.entry("second", "%S"),
            Map.entry("weekday", "%A"),
            Map.entry("epoch", "%s"),
            Map.entry("iso8601", "%Y-%m-%dT%H:%M:%SZ"),
            Map.entry("iso8601_basic_short", "%Y%m%dT%H%M%S"));

    /** The same for what else is to be noted elsewhere. */
    Known noting(Consumer<String> other) {
        return new Known(names, facts, variables, library, other);
    }

    void note(String text) {
        notes.accept(text);
    }

    /** An attribute of what only Ansible has: of its facts, and of the variables of hosts. */
    Optional<Ftl> special(TermPrinter printer, Term of, String name) {
        Optional<Term> host = host(of);
        if (host.isEmpty()) return fact(printer, of, name);
        Term variables = host.get();
        if (!of.equals(variables))
            return fact(printer, own(of, variables), name).map(fact -> FactNames.moved(fact, printer.print(variables)));
        if (variables instanceof Term.Item(Term _, Term key) && key.equals(new Term.Name("inventory_hostname")))
            return Optional.of(printer.print(new Term.Name(name)));
        return ofOther(name).map(fact -> FactNames.moved(fact, printer.print(variables)));
    }

    /** A fact of another host; empty for a variable, among which are those of its connection. */
    private Optional<Ftl> ofOther(String name) {
        if (!name.startsWith("ansible_") || KnownVars.isConnection(name)) return Optional.empty();
        Optional<Ftl> fact = facts.of(name);
        if (fact.isEmpty()) variables.refuse(name);
        return fact;
    }

    /** The variables of a host that the term is, or is a part of. */
    private static Optional<Term> host(Term term) {
        return switch (term) {
            case Term.Item(Term of, Term _) -> isHostvars(of) ? Optional.of(term) : host(of);
            case Term.Attribute(Term of, String _) -> isHostvars(of) ? Optional.of(term) : host(of);
            default -> Optional.empty();
        };
    }

    private static boolean isHostvars(Term term) {
        return term.equals(new Term.Name("hostvars"));
    }

    /** A part of the variables of a host as the host itself names it. */
    private static Term own(Term term, Term variables) {
        return switch (term) {
            case Term.Attribute(Term of, String name) ->
                of.equals(variables) ? new Term.Name(name) : new Term.Attribute(own(of, variables), name);
            case Term.Item(Term of, Term.Text(String name)) when of.equals(variables) -> new Term.Name(name);
            case Term.Item(Term of, Term key) -> new Term.Item(own(of, variables), key);
            default -> term;
        };
    }

    private Ftl version(String part) {
        note("ansible_version is taken for " + Ansible.VERSION);
        String[] numbers = Ansible.VERSION.split("\\.");
        return switch (part) {
            case "full", "string" -> Ftl.text(Ansible.VERSION);
            case "major" -> Ftl.atom(numbers[0], Kind.NUMBER);
            case "minor" -> Ftl.atom(numbers[1], Kind.NUMBER);
            case "revision" -> Ftl.atom(numbers[2], Kind.NUMBER);
            default -> throw new Refusal("ansible_version." + part, "it has full, major, minor and revision");
        };
    }

    /** Ansible itself works with no other one any more. */
    private Ftl python() {
        note("the host's Python, which Drydock does not need, is taken for one of version 3");
        return Ftl.atom("3", Kind.NUMBER);
    }

    private Ftl time(String part) {
        String format = TIMES.get(part);
        if (format == null) throw facts.unknown("ansible_date_time." + part);
        note("the time is that at which the run began, in UTC");
        return Ftl.atom("now(" + Ftl.quoted(format) + ")", Kind.TEXT);
    }

    private Optional<Ftl> fact(TermPrinter printer, Term of, String name) {
        if (of.equals(new Term.Name("ansible_version"))) return Optional.of(version(name));
        if (of instanceof Term.Attribute(Term python, String version)
                && version.equals("version")
                && name.equals("major")
                && FactNames.name(python).filter("ansible_python"::equals).isPresent()) return Optional.of(python());
        Optional<Ftl> device = new Interfaces(printer).attribute(of, name);
        if (device.isPresent()) return device;
        Optional<Ftl> time =
                FactNames.name(of).filter("ansible_date_time"::equals).map(_ -> time(name));
        if (time.isPresent()) return time;
        boolean isFact = of instanceof Term.Name(String base) && base.equals("ansible_facts") && !printer.isLocal(base);
        if (isFact && names.known(EntryWriter.of(name)).isPresent())
            return Optional.of(Ftl.atom(EntryWriter.of(name), Kind.MAP));
        if (isFact)
            return Optional.of(facts.of(name.startsWith("ansible_") ? name : "ansible_" + name)
                    .orElseThrow(() -> facts.unknown("ansible_" + name)));
        return facts.attribute(of, name);
    }
}
