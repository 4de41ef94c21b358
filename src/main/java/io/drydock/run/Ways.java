package io.drydock.run;

import io.drydock.inventory.BecomeMethod;
import io.drydock.playbook.Play;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How to become others on one host. Thread-safe. */
final class Ways {
    private final Become usual;
    private final Map<BecomeMethod, Become> all = new EnumMap<>(BecomeMethod.class);
    private final Set<BecomeMethod> onTerminal = ConcurrentHashMap.newKeySet();

    private Ways(Become usual, Map<BecomeMethod, Become> others) {
        this.usual = usual;
        for (BecomeMethod method : BecomeMethod.values()) all.put(method, Become.root(method));
        all.putAll(others);
        all.put(usual.method(), usual);
    }

    /**
     * @param usual where nothing else is said
     * @param others where a task asks for another method
     */
    static Ways of(Become usual, Map<BecomeMethod, Become> others) {
        return new Ways(usual, others);
    }

    Become usual() {
        return usual;
    }

    Iterable<Become> all() {
        return all.values();
    }

    /** What a task asks for, and where it leaves something open, what the host has. */
    Become of(Play.Become asked) {
        Become way = all.getOrDefault(asked.method().orElse(usual.method()), usual);
        return new Become(
                way.method(),
                asked.user().orElse(way.user()),
                asked.program().map(BecomeMethod::words).orElse(way.program()),
                asked.options().map(way.method()::options).orElse(way.options()),
                way.password());
    }

    /** Whether the host is known to want a terminal for it. */
    boolean wantsTerminal(BecomeMethod method) {
        return onTerminal.contains(method);
    }

    void wantTerminal(BecomeMethod method) {
        onTerminal.add(method);
    }
}
