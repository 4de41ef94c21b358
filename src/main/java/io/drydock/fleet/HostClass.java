package io.drydock.fleet;

import io.drydock.diag.Suggestion;
import io.drydock.run.HostSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hosts that are alike: what lasts of their facts is the same, and so is what would be run on them. */
record HostClass(List<HostSession> sessions) {
    HostClass {
        sessions = List.copyOf(sessions);
    }

    /** The classes of the hosts that have been planned, in the order of their first hosts. */
    static List<HostClass> of(List<HostSession> sessions) {
        Map<String, List<HostSession>> alike = new LinkedHashMap<>();
        for (HostSession session : sessions)
            session.likeness()
                    .map(Fingerprint::of)
                    .ifPresent(print ->
                            alike.computeIfAbsent(print, _ -> new ArrayList<>()).add(session));
        return alike.values().stream().map(HostClass::new).toList();
    }

    /** What a run begins with: its classes, and the hosts of which none is known. */
    static Optional<String> notice(List<HostClass> classes, List<HostSession> all) {
        if (classes.isEmpty()) return Optional.empty();
        List<String> lines = new ArrayList<>();
        lines.add(classes.size() == 1 ? "1 class of hosts" : classes.size() + " classes of hosts");
        classes.forEach(c -> lines.add(
                "  " + c.sessions().size() + " like " + c.names().getFirst() + ": " + Suggestion.listed(c.names())));
        Set<HostSession> planned =
                classes.stream().flatMap(c -> c.sessions().stream()).collect(Collectors.toSet());
        List<String> without = all.stream()
                .filter(s -> !planned.contains(s))
                .map(s -> s.host().name())
                .toList();
        if (!without.isEmpty())
            lines.add("  no canary for, as they could not be planned: " + Suggestion.listed(without));
        return Optional.of(String.join("\n", lines));
    }

    /** Whether a host of it has been through the play as planned. */
    boolean isProven() {
        return tried().anyMatch(s -> s.disproof().isEmpty());
    }

    /** What speaks against its plan. A host that could not be reached is no evidence. */
    Optional<String> disproof() {
        return tried().flatMap(s -> s.disproof().stream()).findFirst();
    }

    private Stream<HostSession> tried() {
        return sessions.stream().filter(s -> s.hasBegun() && !s.isUnreachable());
    }

    List<String> names() {
        return sessions.stream().map(s -> s.host().name()).toList();
    }
}
