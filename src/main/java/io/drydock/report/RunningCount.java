package io.drydock.report;

import io.drydock.diag.Columns;
import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How far a run is, in as many lines as there is room for. A host keeps its line while it is worked on. What a line costs does not depend
 * on how many hosts there are. Not thread-safe.
 */
final class RunningCount {
    private static final int WORTH_TELLING = 5; // seconds that a task is at work
    private static final int WIDEST_NAME = 30;
    private static final double EARLIEST_GUESS = 0.02; // of the whole work

    private final int hosts;
    private final LongSupplier nanoTime;
    private final long started;
    /** The places of hosts that are worked on; an empty one is for the next host. */
    private final List<Optional<Work>> places = new ArrayList<>();
    /** Of all hosts that have begun and not ended. */
    private final Map<String, Work> begun = new HashMap<>();

    private int running;
    private final Map<HostResult.Status, Integer> ended = new EnumMap<>(HostResult.Status.class);
    private int done;
    /** Of hosts that have not ended, in hosts. */
    private double doneOfBegun;

    private OptionalInt failuresLeft = OptionalInt.empty();
    private String batch = "";
    private Set<String> inBatch = Set.of();
    private int doneInBatch;

    RunningCount(int hosts, LongSupplier nanoTime) {
        this.hosts = hosts;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    private static final class Work {
        final String host;
        String task = "";
        long since;
        int planned;
        int ended;
        boolean hasPlace;

        Work(String host) {
            this.host = host;
        }

        double part() {
            return planned == 0 ? 0 : Math.min(1, (double) ended / planned);
        }
    }

    void batchBegan(int number, int of, List<String> names, String why) {
        batch = "batch " + number + " of " + of + (why.isEmpty() ? "" : " (" + why + ")") + ": ";
        inBatch = new HashSet<>(names);
        doneInBatch = 0;
    }

    /** No batch is at work, but this; "" for nothing. */
    void between(String what) {
        batch = what;
        inBatch = Set.of();
    }

    void failuresLeft(int left) {
        failuresLeft = OptionalInt.of(left);
    }

    void at(String host, String task) {
        Work work = begun.computeIfAbsent(host, Work::new);
        if (!work.hasPlace) place(work);
        work.task = task;
        work.since = nanoTime.getAsLong();
    }

    private void place(Work work) {
        int free = places.indexOf(Optional.<Work>empty());
        if (free < 0) places.add(Optional.of(work));
        else places.set(free, Optional.of(work));
        work.hasPlace = true;
        running++;
    }

    /** It is worked on again later. */
    void waits(String host) {
        if (inBatch.contains(host)) doneInBatch++;
        Optional.ofNullable(begun.get(host)).ifPresent(this::leave);
    }

    private void leave(Work work) {
        if (!work.hasPlace) return;
        places.set(places.indexOf(Optional.of(work)), Optional.empty());
        work.hasPlace = false;
        running--;
    }

    void planned(String host, int tasks) {
        count(host, work -> work.planned = tasks);
    }

    void taskEnded(String host) {
        count(host, work -> work.ended++);
    }

    private interface Step {
        void on(Work work);
    }

    private void count(String host, Step step) {
        Work work = begun.computeIfAbsent(host, Work::new);
        doneOfBegun -= work.part();
        step.on(work);
        doneOfBegun += work.part();
    }

    void ended(HostResult result) {
        Optional.ofNullable(begun.remove(result.host())).ifPresent(work -> {
            doneOfBegun -= work.part();
            leave(work);
        });
        done++;
        ended.merge(result.status(), 1, Integer::sum);
        if (inBatch.contains(result.host())) doneInBatch++;
    }

    /**
     * Narrow and few enough for the window.
     *
     * @param width in columns
     */
    List<String> lines(int width, int most) {
        long now = nanoTime.getAsLong();
        List<String> lines = hostLines(Math.max(0, most - 2), now);
        String hidden = lines.size() < running ? " (" + (running - lines.size()) + " not shown)" : "";
        lines.add(batch() + done + " of " + hosts + " hosts done" + failures() + ", " + running + " running" + hidden);
        if (most > 1) lines.add(time(now) + budget());
        return lines.stream()
                .map(line -> Columns.cut(Printable.line(line), width))
                .toList();
    }

    private List<String> hostLines(int most, long now) {
        List<Work> shown = places.stream().flatMap(Optional::stream).limit(most).toList();
        int name = shown.stream()
                .mapToInt(w -> Math.min(WIDEST_NAME, Columns.of(Printable.line(w.host))))
                .max()
                .orElse(0);
        return shown.stream().map(w -> line(w, name, now)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String line(Work work, int name, long now) {
        Duration at = Duration.ofNanos(now - work.since);
        return Columns.pad(work.host, name) + "  " + work.task
                + (at.toSeconds() < WORTH_TELLING ? "" : "  " + Durations.text(at));
    }

    private String batch() {
        if (batch.isEmpty()) return "";
        return inBatch.isEmpty() ? batch + "; " : batch + doneInBatch + " of " + inBatch.size() + " done; ";
    }

    private String failures() {
        return ended.entrySet().stream()
                .filter(e -> e.getKey() != HostResult.Status.OK && e.getKey() != HostResult.Status.CHANGED)
                .map(e -> ", " + e.getValue() + " " + e.getKey().label())
                .collect(Collectors.joining());
    }

    private String time(long now) {
        Duration took = Duration.ofNanos(now - started);
        double part = hosts == 0 ? 1 : (done + doneOfBegun) / hosts;
        boolean known = part >= EARLIEST_GUESS && took.toSeconds() >= WORTH_TELLING && part < 1;
        return Durations.text(took) + (known ? ", about " + Durations.text(rounded(took, part)) + " left" : "");
    }

    /** What is left if all goes on as so far, no more exact than it can be known. */
    private static Duration rounded(Duration took, double part) {
        long seconds = Math.round(took.toMillis() / 1000.0 * (1 - part) / part);
        long step = seconds < 60 ? 5 : seconds < 3600 ? 60 : 600;
        return Duration.ofSeconds(Math.max(1, (seconds + step - 1) / step) * step);
    }

    private String budget() {
        if (failuresLeft.isEmpty()) return "";
        int left = failuresLeft.getAsInt();
        return left <= 0
                ? ", no more failures are allowed"
                : ", " + left + (left == 1 ? " more failure ends" : " more failures end") + " the run";
    }
}
