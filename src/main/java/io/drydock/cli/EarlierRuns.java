package io.drydock.cli;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long hosts took in the runs that are kept. */
final class EarlierRuns {
    private static final int LOOKED_AT = 20;

    private final Map<String, Duration> took = new HashMap<>();

    private EarlierRuns() {}

    /** By the names of hosts, at least of these, what each took when it last came to its end. What cannot be read tells nothing. */
    static Map<String, Duration> durations(RunStore store, Set<String> hosts) {
        EarlierRuns runs = new EarlierRuns();
        try {
            for (String run : store.runs().stream().limit(LOOKED_AT).toList()) {
                if (runs.took.keySet().containsAll(hosts)) break; // a journal of many hosts takes a while to read
                store.read(run).ifPresent(r -> runs.add(r.entries()));
            }
        } catch (IOException e) {
            return runs.took; // an estimate is all that it is for
        }
        return runs.took;
    }

    /** Of an earlier run than those before. */
    private void add(List<JournalEntry> entries) {
        Map<String, Instant> begun = new HashMap<>();
        Map<String, Duration> ended = new HashMap<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.HostBegan began) begun.putIfAbsent(began.host(), entry.at());
            if (entry.event() instanceof RunEvent.HostEnded end
                    && end.status().equals("changed")
                    && begun.containsKey(end.host()))
                ended.put(end.host(), Duration.between(begun.get(end.host()), entry.at()));
        }
        ended.values().removeIf(Duration::isNegative); // the clock was set back
        ended.forEach(took::putIfAbsent);
    }
}
