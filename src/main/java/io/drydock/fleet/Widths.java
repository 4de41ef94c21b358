package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.playbook.Rollout;
import io.drydock.run.BoundPlay;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many hosts of each group may be down at once: those at work, and those that could not be reached. Not thread-safe.
 */
final class Widths {
    /** @param limit how many hosts of the group may be down, or at work, at once */
    private record Width(Rollout.OfGroup of, int limit, boolean countsUnreachable, String name) {}

    private final List<Width> widths;
    private final int[] atWork;
    private final int[] unreachable;

    Widths(BoundPlay play) {
        Rollout rollout = play.play().rollout();
        List<Host> hosts = play.hosts();
        widths = Stream.concat(
                        rollout.widths().stream()
                                .map(w -> new Width(w, w.share().of(w.among(hosts)), true, "widths: " + w)),
                        rollout.throttle().stream()
                                .map(t -> new Rollout.OfGroup(t.pos(), Rollout.ALL, t))
                                .map(w -> new Width(w, w.share().of(hosts.size()), false, "throttle")))
                .toList();
        atWork = new int[widths.size()];
        unreachable = new int[widths.size()];
    }

    /** Whether the host may begin now. */
    boolean admit(Host host) {
        return of(host).allMatch(i -> atWork[i] + unreachable[i] < widths.get(i).limit());
    }

    /** Why the host may never begin: hosts of a group of it cannot be reached, as many as may be down at once. */
    Optional<String> refuse(Host host) {
        return of(host).filter(i -> unreachable[i] >= widths.get(i).limit())
                .mapToObj(i -> widths.get(i).name() + ", and " + unreachable[i] + " of them cannot be reached")
                .findFirst();
    }

    void begin(Host host) {
        of(host).forEach(i -> atWork[i]++);
    }

    void end(Host host) {
        of(host).forEach(i -> atWork[i]--);
    }

    /** From now on the host is out of reach. */
    void lose(Host host) {
        of(host).filter(i -> widths.get(i).countsUnreachable()).forEach(i -> unreachable[i]++);
    }

    /** The widths that hold for a host. */
    private IntStream of(Host host) {
        return IntStream.range(0, widths.size()).filter(i -> widths.get(i).of().holdsFor(host));
    }
}
