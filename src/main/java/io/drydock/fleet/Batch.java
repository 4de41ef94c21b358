package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.playbook.Rollout;
import io.drydock.playbook.Share;
import io.drydock.run.BoundPlay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Hosts that go through a play before the next ones begin.
 *
 * @param hosts in the order in which they begin
 * @param why what makes them a batch
 * @param decides whether a failure of any of them ends the run
 */
public record Batch(List<Host> hosts, String why, boolean decides) {
    public Batch {
        hosts = List.copyOf(hosts);
    }

    /**
     * The batches of a play, none of them empty; the same ones for the same run.
     *
     * @param inventory all hosts, in the inventory's order
     * @param run its name, by which hosts are shuffled
     */
    static List<Batch> of(BoundPlay play, List<Host> inventory, String run) {
        List<Host> hosts = ordered(play, inventory, run);
        List<Host> canaries =
                hosts.stream().filter(h -> play.canaries().contains(h.name())).toList();
        List<Host> others =
                hosts.stream().filter(h -> !play.canaries().contains(h.name())).toList();
        List<Batch> batches = new ArrayList<>();
        if (!canaries.isEmpty()) batches.add(new Batch(canaries, "canaries", true));
        batches.addAll(ramp(others, play.play().rollout(), hosts.size()));
        return batches;
    }

    /** @param all how many hosts percentages are of */
    private static List<Batch> ramp(List<Host> hosts, Rollout rollout, int all) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < hosts.size(); ) {
            Optional<Share> size = rollout.size(batches.size());
            int to = Math.min(hosts.size(), from + size.map(s -> s.of(all)).orElse(hosts.size()));
            String why = size.map(s -> "serial: " + s).orElse(hosts.size() == all ? "all hosts" : "all others");
            batches.add(new Batch(hosts.subList(from, to), why, false));
            from = to;
        }
        return batches;
    }

    /** The hosts of a play in the order in which they begin. */
    static List<Host> ordered(BoundPlay play, List<Host> inventory, String run) {
        if (play.play().rollout().order().isEmpty()) return play.hosts();
        List<Host> hosts = new ArrayList<>(play.hosts());
        Comparator<Host> byName = Comparator.comparing(Host::name);
        switch (play.play().rollout().order().get()) {
            case INVENTORY -> hosts = of(inventory, hosts);
            case REVERSE_INVENTORY -> hosts = of(inventory, hosts).reversed();
            case SORTED -> hosts.sort(byName);
            case REVERSE_SORTED -> hosts.sort(byName.reversed());
            case SHUFFLE -> Collections.shuffle(hosts, new Random(run.hashCode()));
        }
        return hosts;
    }

    private static List<Host> of(List<Host> inventory, List<Host> some) {
        Set<String> names = new LinkedHashSet<>(some.stream().map(Host::name).toList());
        return inventory.stream().filter(h -> names.contains(h.name())).toList();
    }
}
