package io.drydock.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a task took on the hosts. */
final class TaskTimes {
    private final List<Long> all = new ArrayList<>();
    private long longest = -1;
    private int slowest;

    /** @param host its number */
    void add(Duration took, int host) {
        long ms = took.toMillis();
        all.add(ms);
        if (ms > longest) {
            longest = ms;
            slowest = host;
        }
    }

    /** The median and the longest in milliseconds, and the number of the host that took the longest. */
    List<Object> data() {
        List<Long> sorted = all.stream().sorted().toList();
        return List.of(sorted.get(sorted.size() / 2), longest, slowest);
    }
}
