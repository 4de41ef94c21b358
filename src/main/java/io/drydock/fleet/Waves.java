package io.drydock.fleet;

import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Host;
import io.drydock.playbook.Rollout;
import io.drydock.run.BoundPlay;
import io.drydock.run.BoundTask;
import io.drydock.run.HostResult;
import io.drydock.run.Likeness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an apply would go through, batch by batch, from the exact plans of its hosts.
 *
 * @param withoutCanary classes of which no canary goes first, each by its hosts
 * @param refused why it could not be done within the widths; empty when it can
 */
public record Waves(List<Wave> waves, List<List<String>> withoutCanary, List<String> refused) {
    public Waves {
        waves = List.copyOf(waves);
        withoutCanary = List.copyOf(withoutCanary);
        refused = List.copyOf(refused);
    }

    /**
     * @param results of a plan that kept its programs
     * @param forks how many hosts are worked on at once
     * @param took how long hosts took in earlier runs, by their names
     */
    public static Waves of(
            List<BoundPlay> plays,
            List<Host> inventory,
            List<HostResult> results,
            int forks,
            Map<String, Duration> took) {
        Draft draft = new Draft(plays, inventory, results, forks, took);
        plays.forEach(draft::add);
        return new Waves(draft.waves, draft.withoutCanary, draft.refused);
    }

    private static final class Draft {
        private final List<Host> inventory;
        private final Map<String, HostResult> results;
        private final int forks;
        private final Map<String, Duration> took;
        private final Map<String, List<String>> classes;
        private final List<Wave> waves = new ArrayList<>();
        private final List<List<String>> withoutCanary = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Draft(
                List<BoundPlay> plays,
                List<Host> inventory,
                List<HostResult> results,
                int forks,
                Map<String, Duration> took) {
            this.inventory = inventory;
            this.results = results.stream().collect(Collectors.toMap(HostResult::host, r -> r));
            this.forks = forks;
            this.took = took;
            this.classes = classes(plays, results);
        }

        private static Map<String, List<String>> classes(List<BoundPlay> plays, List<HostResult> results) {
            Set<SourcePos> once = places(
                    plays.stream().flatMap(p -> p.tasks().stream()),
                    t -> t.task().conduct().runOnce());
            Map<String, List<String>> classes = new LinkedHashMap<>();
            for (HostResult result : results) {
                if (result.facts().isEmpty()) continue;
                Object alike = Likeness.of(
                        result.facts().get(),
                        result.tasks().stream()
                                .filter(t -> t.pos().filter(once::contains).isEmpty())
                                .toList());
                classes.computeIfAbsent(Fingerprint.of(alike), _ -> new ArrayList<>())
                        .add(result.host());
            }
            return classes;
        }

        private static Set<SourcePos> places(Stream<BoundTask> tasks, Predicate<BoundTask> which) {
            return tasks.filter(which).map(t -> t.task().pos()).collect(Collectors.toSet());
        }

        void add(BoundPlay play) {
            Rollout rollout = play.play().rollout();
            rollout.widths().forEach(width -> refuse(play, width));
            if (!play.canaries().isEmpty()) nameWithoutCanary(play);
            for (Batch batch : batches(play)) {
                List<Host> changing = batch.hosts().stream()
                        .filter(h -> isAny(h, play, _ -> true))
                        .toList();
                Map<String, Integer> down = down(play, changing);
                waves.add(new Wave(
                        waves.size() + 1,
                        play.play().name(),
                        batch,
                        names(changing),
                        names(changing.stream()
                                .filter(h -> isAny(h, play, t -> t.action().restarts()))
                                .toList()),
                        down,
                        expected(changing, down)));
            }
        }

        /** Whether the plan of a host would change anything by such tasks of the play. */
        private boolean isAny(Host host, BoundPlay play, Predicate<BoundTask> which) {
            Set<SourcePos> places = places(Stream.concat(play.tasks().stream(), play.handlers().stream()), which);
            return Optional.ofNullable(results.get(host.name())).stream()
                    .flatMap(r -> r.tasks().stream())
                    .anyMatch(t -> t.outcome().isChange()
                            && t.pos().filter(places::contains).isPresent());
        }

        private List<Batch> batches(BoundPlay play) {
            if (!play.play().rollout().isByClass()) return Batch.of(play, inventory, "");
            Set<String> first = new LinkedHashSet<>();
            List<Host> ordered = Batch.ordered(play, inventory, "");
            classes.values()
                    .forEach(alike -> ordered.stream()
                            .map(Host::name)
                            .filter(alike::contains)
                            .findFirst()
                            .ifPresent(first::add));
            return Batch.of(play.withCanaries(first), inventory, "");
        }

        private void nameWithoutCanary(BoundPlay play) {
            Set<String> hosts = Set.copyOf(names(play.hosts()));
            classes.values().stream()
                    .filter(alike -> alike.stream().anyMatch(hosts::contains))
                    .filter(alike -> alike.stream().noneMatch(play.canaries()::contains))
                    .forEach(withoutCanary::add);
        }

        private Map<String, Integer> down(BoundPlay play, List<Host> changing) {
            Map<String, Integer> down = new LinkedHashMap<>();
            Set<String> groups = new LinkedHashSet<>(List.of(Rollout.ALL));
            changing.forEach(h -> groups.addAll(h.groups()));
            for (String group : groups) {
                int members = (int)
                        changing.stream().filter(h -> Rollout.isIn(group, h)).count();
                if (members > 0) down.put(group, Math.min(members, most(play, group)));
            }
            return down;
        }

        /** How many hosts of a group may be at work at once. */
        private int most(BoundPlay play, String group) {
            Rollout rollout = play.play().rollout();
            return Stream.concat(
                            rollout.throttle().map(t -> t.of(play.hosts().size())).stream(),
                            rollout.widths().stream()
                                    .filter(w ->
                                            w.group().equals(group) || w.group().equals(Rollout.ALL))
                                    .map(w -> w.share().of(w.among(play.hosts()))))
                    .reduce(forks, Math::min);
        }

        /** As long as its slowest host, and as the hosts of each group take that cannot all be at work at once. */
        private Optional<Duration> expected(List<Host> changing, Map<String, Integer> down) {
            List<Duration> known = changing.stream()
                    .flatMap(h -> Optional.ofNullable(took.get(h.name())).stream())
                    .sorted()
                    .toList();
            if (known.isEmpty()) return Optional.empty();
            Duration usual = known.get(known.size() / 2);
            Duration longest = known.getLast();
            for (Map.Entry<String, Integer> group : down.entrySet()) {
                Duration work = changing.stream()
                        .filter(h -> Rollout.isIn(group.getKey(), h))
                        .map(h -> took.getOrDefault(h.name(), usual))
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(group.getValue());
                if (work.compareTo(longest) > 0) longest = work;
            }
            return Optional.of(longest);
        }

        private void refuse(BoundPlay play, Rollout.OfGroup width) {
            List<Host> group = play.hosts().stream().filter(width::holdsFor).toList();
            List<Host> lost = group.stream()
                    .filter(h -> Optional.ofNullable(results.get(h.name()))
                            .filter(r -> r.status().isOutOfReach())
                            .isPresent())
                    .toList();
            List<Host> held =
                    group.stream().filter(h -> isAny(h, play, _ -> true)).toList();
            if (lost.size() < width.share().of(group.size()) || held.isEmpty()) return;
            refused.add("widths: " + width + ": " + Suggestion.listed(names(lost)) + " cannot be reached, so that "
                    + Suggestion.listed(names(held)) + " would not be begun");
        }

        private static List<String> names(Collection<Host> hosts) {
            return hosts.stream().map(Host::name).toList();
        }
    }
}
