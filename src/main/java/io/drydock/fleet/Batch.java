package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.playbook.Share;
import io.drydock.run.BoundPlay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Hosts that go through a play before the next ones begin.
 *
 * @param hosts in the order in which they begin
 * @param why what makes them a batch
 */
public record Batch(List<Host> hosts, String why) {
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
        List<Share> sizes = play.play().rollout().serial();
        if (sizes.isEmpty()) return hosts.isEmpty() ? List.of() : List.of(new Batch(hosts, "all hosts"));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < hosts.size(); ) {
            Share size = sizes.get(Math.min(batches.size(), sizes.size() - 1));
            int to = Math.min(hosts.size(), from + size.of(hosts.size()));
            batches.add(new Batch(hosts.subList(from, to), "serial: " + size));
            from = to;
        }
        return batches;
    }

    private static List<Host> ordered(BoundPlay play, List<Host> inventory, String run) {
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
