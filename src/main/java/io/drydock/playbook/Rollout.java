package io.drydock.playbook;

import io.drydock.diag.Labelled;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.Host;
import io.drydock.yaml.Positions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a play goes over its hosts.
 *
 * @param serial the sizes of its batches, of which the last one holds for all that are left; empty: one batch
 * @param throttle how many of its hosts are worked on at once
 * @param widths how many of each group are worked on at once
 * @param canary the hosts that are to go first
 * @param maxFailures as many failed hosts end the run
 * @param maxFailPercentage more failed hosts of a batch end the run
 * @param anyErrorsFatal one failed host ends the run
 * @param ignoreUnreachable a host that cannot be reached is no failure where all of its plays say so
 * @param windows in which hosts may be begun that are expected to end in them; empty: always
 */
public record Rollout(
        List<Share> serial,
        Optional<Order> order,
        Optional<Share> throttle,
        List<OfGroup> widths,
        Optional<Canary> canary,
        List<OfGroup> maxFailures,
        Optional<Share> maxFailPercentage,
        boolean anyErrorsFatal,
        boolean ignoreUnreachable,
        List<TimeWindow> windows) {
    /** The group of all hosts, which no host's list of groups names. */
    public static final String ALL = "all";

    public Rollout {
        serial = List.copyOf(serial);
        widths = List.copyOf(widths);
        maxFailures = List.copyOf(maxFailures);
        windows = List.copyOf(windows);
    }

    /** The size of a batch, of which so many have gone before; empty: all that are left. */
    public Optional<Share> size(int before) {
        return serial.isEmpty() ? Optional.empty() : Optional.of(serial.get(Math.min(before, serial.size() - 1)));
    }

    /** Whether a host is in a group, or this is {@link #ALL}. */
    public static boolean isIn(String group, Host host) {
        return group.equals(ALL) || host.groups().contains(group);
    }

    /** Whether hosts wait until others have ended the play. */
    public boolean hasBatches() {
        return !serial.isEmpty() || canary.isPresent();
    }

    /** Whether hosts that are alike wait for the first of them to prove the plan. */
    public boolean isByClass() {
        return canary.filter(Canary::isPerClass).isPresent();
    }

    /** The order in which hosts are begun; without one it is that of the play's pattern. */
    public enum Order implements Labelled {
        INVENTORY,
        REVERSE_INVENTORY,
        SORTED,
        REVERSE_SORTED,
        SHUFFLE;

        /** As it is written. */
        @Override
        public String label() {
            return Labelled.super.label().replace('-', '_');
        }
    }

    /** @param pattern of hosts, or {@link #PER_CLASS} */
    public record Canary(String pattern, Positions at) {
        public static final String PER_CLASS = "per_class";

        boolean isPerClass() {
            return pattern.equals(PER_CLASS);
        }
    }

    /**
     * What holds for the hosts of a group.
     *
     * @param pos where the group is named
     */
    public record OfGroup(SourcePos pos, String group, Share share) {
        public boolean holdsFor(Host host) {
            return isIn(group, host);
        }

        /** As it is written. */
        @Override
        public String toString() {
            return group + ": " + share;
        }

        /** How many of these hosts it holds for. */
        public int among(Collection<Host> hosts) {
            return (int) hosts.stream().filter(this::holdsFor).count();
        }
    }
}
