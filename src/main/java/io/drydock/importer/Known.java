package io.drydock.importer;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.jinja.Term;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an expression is converted with.
 *
 * @param notes takes what is to be said of a conversion that is made all the same
 */
record Known(Names names, FactNames facts, MagicNames variables, ActionLibrary library, Consumer<String> notes) {
    /** The same for what else is to be noted elsewhere. */
    Known noting(Consumer<String> other) {
        return new Known(names, facts, variables, library, other);
    }

    void note(String text) {
        notes.accept(text);
    }

    /** An attribute of what only Ansible has: of its facts, and of the variables of hosts. */
    Optional<Ftl> special(TermPrinter printer, Term of, String name) {
        if (of instanceof Term.Name(String base) && base.equals("ansible_facts") && !printer.isLocal(base))
            return Optional.of(facts.of(name.startsWith("ansible_") ? name : "ansible_" + name)
                    .orElseThrow(() -> facts.unknown("ansible_" + name)));
        Optional<Ftl> fact = facts.attribute(of, name);
        if (fact.isPresent()) return fact;
        boolean own = of instanceof Term.Item(Term hosts, Term host)
                && hosts.equals(new Term.Name("hostvars"))
                && host.equals(new Term.Name("inventory_hostname"));
        return own ? Optional.of(printer.print(new Term.Name(name))) : Optional.empty();
    }
}
