package io.drydock.fleet;

import io.drydock.diag.Durations;
import io.drydock.playbook.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whether a host that begins now is expected to end while a window is open: by the longest time that a host of the play has taken so far. Not thread-safe.
 */
final class Windows {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

    private final List<TimeWindow> windows;
    private final InstantSource clock;
    /** Of a clock that nobody sets. */
    private final LongSupplier nanoTime;

    private final Map<String, Long> begun = new HashMap<>();
    private Duration longest = Duration.ZERO;

    Windows(List<TimeWindow> windows, InstantSource clock, LongSupplier nanoTime) {
        this.windows = windows;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Why no host may begin now. */
    Optional<String> refuse() {
        if (windows.isEmpty()) return Optional.empty();
        Instant now = clock.instant();
        Optional<Instant> closes =
                windows.stream().flatMap(w -> w.closes(now).stream()).max(Comparator.naturalOrder());
        if (closes.isEmpty()) return Optional.of("no window is open: " + listed() + opens(now));
        if (!now.plus(longest).isAfter(closes.get())) return Optional.empty();
        return Optional.of("the window closes in " + Durations.text(Duration.between(now, closes.get()))
                + ", and a host takes up to " + Durations.text(longest) + opens(now));
    }

    private String listed() {
        return windows.stream().map(TimeWindow::toString).collect(Collectors.joining("; "));
    }

    private String opens(Instant now) {
        return windows.stream()
                .map(w -> w.opens(now))
                .min(Comparator.comparing(ZonedDateTime::toInstant))
                .map(next -> "; the next one opens " + DAY_AND_TIME.format(next) + " " + next.getZone())
                .orElse("");
    }

    void begin(String host) {
        begun.put(host, nanoTime.getAsLong());
    }

    void end(String host) {
        Long since = begun.remove(host);
        if (since == null) return;
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - since);
        if (took.compareTo(longest) > 0) longest = took;
    }
}
