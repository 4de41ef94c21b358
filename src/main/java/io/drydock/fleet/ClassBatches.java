package io.drydock.fleet;

import io.drydock.playbook.Rollout;
import io.drydock.playbook.Share;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Batches by evidence: one host of each class first, then only hosts of classes whose plan has proven right so far. A class whose first host
 * could not be reached has another one tried; hosts of a class that has been disproved are not begun.
 */
final class ClassBatches implements Batches {
    private final List<HostClass> classes;
    private final Rollout rollout;
    /** Those that have not been begun, by name, in their order. */
    private final Map<String, HostSession> left = new LinkedHashMap<>();

    private final int hosts;
    private List<HostSession> begun;
    private final BiConsumer<HostSession, String> stop;
    private int canaries;
    private int batches;

    /**
     * @param ordered the sessions of the play's hosts, in the order in which they begin
     * @param stop tells a host that it will not be begun, and why
     */
    ClassBatches(BoundPlay play, List<HostSession> ordered, BiConsumer<HostSession, String> stop) {
        this.rollout = play.play().rollout();
        this.stop = stop;
        this.hosts = ordered.size();
        this.begun = ordered.stream().filter(s -> s.hasBegun() && !s.isOver()).toList();
        this.classes = HostClass.of(ordered.stream().filter(s -> !s.hasBegun()).toList());
        ordered.stream()
                .filter(s -> !s.isOver() && !s.hasBegun())
                .forEach(s -> left.put(s.host().name(), s));
    }

    List<HostClass> classes() {
        return classes;
    }

    @Override
    public Optional<Batch> next() {
        if (!begun.isEmpty()) return Optional.of(goOn());
        classes.forEach(this::stopIfDisproved);
        left.values().removeIf(HostSession::isOver);
        if (left.isEmpty()) return Optional.empty();
        List<HostSession> untried = classes.stream()
                .filter(c -> !c.isProven())
                .flatMap(c -> c.sessions().stream()
                        .filter(s -> left.containsKey(s.host().name()))
                        .limit(1))
                .toList();
        return Optional.of(untried.isEmpty() ? ramp() : canaries(untried));
    }

    /** With what an earlier process has begun: it is in the midst of its change, and proves nothing of how others begin. */
    private Batch goOn() {
        List<HostSession> all = begun;
        begun = List.of();
        batches++;
        return batch(all, "begun before");
    }

    private void stopIfDisproved(HostClass alike) {
        alike.disproof()
                .ifPresent(why -> alike.sessions().stream()
                        .filter(s -> left.containsKey(s.host().name()))
                        .forEach(s -> stop.accept(s, "its class has not run as planned: " + why)));
    }

    private Batch canaries(List<HostSession> untried) {
        canaries++;
        return batch(untried, "a canary of each class");
    }

    private Batch ramp() {
        Optional<Share> size = rollout.size(batches++);
        List<HostSession> next = left.values().stream()
                .limit(size.map(s -> s.of(hosts)).orElse(hosts))
                .toList();
        return batch(next, size.map(s -> "serial: " + s).orElse("all others"));
    }

    private Batch batch(List<HostSession> sessions, String why) {
        sessions.forEach(s -> left.remove(s.host().name()));
        return new Batch(sessions.stream().map(HostSession::host).toList(), why, false);
    }

    @Override
    public int count() {
        int first = Math.max(1, canaries);
        int rest = left.size() - (canaries == 0 ? classes.size() : 0);
        int all = batches;
        for (; rest > 0; all++) rest -= rollout.size(all).map(s -> s.of(hosts)).orElse(rest);
        return first + all;
    }
}
