package io.drydock.run;

import io.drydock.facts.FactDoc;
import io.drydock.facts.Facts;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import io.drydock.template.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a host has besides the variables that are written for it, while it goes through a play in a check: facts, and what tasks give. */
final class HostNames {
    private static final Unknown UNKNOWN = new Unknown("facts");

    private static final Map<String, Object> FACTS = JudgedFacts.unjudged(Facts.shape(HostNames::value), Any.ANY);

    private final Map<String, Object> probing = new HashMap<>(Map.of(JudgedFacts.NAME, FACTS));
    private final Map<String, Object> unknown = new HashMap<>(Map.of(JudgedFacts.NAME, UNKNOWN));

    private final Registered registered;

    /** @param names of what is there at its beginning */
    HostNames(Set<String> names, Registered registered) {
        this.registered = registered;
        add(names);
        add(Set.of(HostContext.RUN_ID, Variables.HOSTVARS));
    }

    private static HostValue value(FactDoc fact) {
        HostValue.Kind kind = switch (fact.type()) {
            case "number" -> HostValue.Kind.NUMBER;
            case "boolean" -> HostValue.Kind.TRUTH;
            case "list" -> HostValue.Kind.LIST;
            case "map" -> HostValue.Kind.MAP;
            default -> HostValue.Kind.TEXT;
        };
        return new HostValue(kind, fact.choices());
    }

    /** From now on there are these, too. */
    void add(Set<String> names) {
        for (String name : names) {
            probing.put(name, registered.of(name));
            unknown.put(name, UNKNOWN);
        }
    }

    /** With {@link Any}, or {@link HostValue}, for each value that only the host can tell. */
    Map<String, Object> probing() {
        return probing;
    }

    /** The same with {@link Unknown}. */
    Map<String, Object> unknown() {
        return unknown;
    }

    /** An item of a loop in the same way. */
    static Map<String, Object> unknown(Map<String, Object> item) {
        Map<String, Object> unknown = new HashMap<>();
        item.keySet().forEach(name -> unknown.put(name, UNKNOWN));
        return unknown;
    }
}
