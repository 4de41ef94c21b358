package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Interfaces of the network: in Ansible each is a fact of its own, whose name may be computed. */
record Interfaces(TermPrinter printer) {
    private static final String ALL = "facts.network.interfaces";
    private static final Pattern NAME = Pattern.compile(
            "ansible_(lo|(?:eth|ens|eno|enp|em|docker|bond|br|wlan|tun|tap|wg|virbr|team|cni)[0-9][0-9a-z]*)");

    /** Empty where the term is no interface, nor its addresses. */
    Optional<Ftl> attribute(Term of, String name) {
        return device(of)
                .map(device -> ofDevice(device, name))
                .or(() -> addresses(of).map(all -> ofAddress(all, name)));
    }

    Optional<Ftl> defined(Term of) {
        return named(of).map(device -> Ftl.atom("(" + device + ")??", Kind.TRUTH));
    }

    private static Ftl ofDevice(String device, String name) {
        return switch (name) {
            case "macaddress" -> Ftl.atom(device + ".mac", Kind.TEXT);
            case "mtu" -> Ftl.atom(device + ".mtu", Kind.NUMBER);
            case "active" -> Ftl.atom(device + ".active", Kind.TRUTH);
            case "ipv6" -> Ftl.atom(device + ".ipv6", Kind.LIST);
            default -> throw unknown(name);
        };
    }

    /** To Ansible the first address of IPv4 is the interface's. */
    private static Ftl ofAddress(String addresses, String name) {
        if (!name.equals("address") && !name.equals("prefix")) throw unknown("ipv4." + name);
        return Ftl.atom(addresses + "[0]." + name, name.equals("address") ? Kind.TEXT : Kind.NUMBER);
    }

    private static Refusal unknown(String part) {
        return new Refusal(
                "interface." + part,
                "of an interface the facts have mac, mtu, active, and address and prefix of each address");
    }

    private Optional<String> addresses(Term of) {
        return switch (of) {
            case Term.Attribute(Term device, String name)
            when name.equals("ipv4") -> device(device).map(d -> d + ".ipv4");
            case Term.Item(Term device, Term.Text(String name))
            when name.equals("ipv4") -> device(device).map(d -> d + ".ipv4");
            default -> Optional.empty();
        };
    }

    private Optional<String> device(Term term) {
        return named(term).or(() -> computed(term).map(name -> ALL + "[" + name.text() + "]"));
    }

    private Optional<String> named(Term term) {
        return FactNames.name(term)
                .filter(name -> !printer.isLocal(name))
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(m -> ALL + "." + m.group(1));
    }

    /** The name of what is an item of all facts, or of all variables. */
    private Optional<Ftl> computed(Term term) {
        return switch (term) {
            case Term.Item(Term.Name(String all), Term key)
            when all.equals("ansible_facts") && !(key instanceof Term.Text) -> Optional.of(printer.print(own(key)));
            case Term.Item(Term _, Term key) -> afterPrefix(key);
            case Term.Call(Term.Name(String lookup), Term.Given(List<Term> items, var named))
            when lookup.equals("lookup")
                    && named.isEmpty()
                    && items.size() == 2
                    && items.getFirst().equals(new Term.Text("vars")) -> afterPrefix(items.get(1));
            default -> Optional.empty();
        };
    }

    private Optional<Ftl> afterPrefix(Term name) {
        return name instanceof Term.Binary(String operator, Term.Text(String prefix), Term rest)
                        && (operator.equals("+") || operator.equals("~"))
                        && prefix.equals("ansible_")
                ? Optional.of(printer.print(own(rest)))
                : Optional.empty();
    }

    /** Interfaces have their own names here, in Ansible such without dashes. */
    private static Term own(Term name) {
        Term.Given dashes = new Term.Given(List.of(new Term.Text("-"), new Term.Text("_")), java.util.Map.of());
        return name instanceof Term.Filter(Term of, String replace, Term.Given given)
                        && replace.equals("replace")
                        && given.equals(dashes)
                ? of
                : name;
    }
}
