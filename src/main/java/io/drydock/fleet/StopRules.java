package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.playbook.Rollout;
import io.drydock.run.BoundPlay;
import io.drydock.run.RunListener;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When the failures of a play's hosts end the run. A host that cannot be reached counts as failed. */
final class StopRules {
    private final BoundPlay play;
    private final Rollout rollout;
    private final Halt halt;
    private final RunListener listener;
    /** The hosts that this play has not made fail. */
    private final Set<String> failedBefore;

    /**
     * @param failed the names of the hosts that have failed before the play
     * @param listener is told how many more may fail
     */
    StopRules(BoundPlay play, Collection<String> failed, Halt halt, RunListener listener) {
        this.play = play;
        this.rollout = play.play().rollout();
        this.failedBefore = new HashSet<>(failed);
        this.listener = listener;
        tell(failed);
        this.halt = halt;
    }

    /**
     * Ends the run if there is a reason to.
     *
     * @param failed the names of all hosts that have failed so far
     */
    void judge(Batch batch, Collection<String> failed) {
        rollout.maxFailures().forEach(limit -> judge(limit, failed));
        tell(failed);
        List<String> now = batch.hosts().stream()
                .map(Host::name)
                .filter(h -> failed.contains(h) && !failedBefore.contains(h))
                .toList();
        int size = batch.hosts().size();
        if (now.isEmpty()) return;
        if (batch.decides()) halt.stop("canary: " + now.getFirst() + " has failed");
        if (rollout.anyErrorsFatal()) halt.stop("any_errors_fatal: " + now.getFirst() + " has failed");
        rollout.maxFailPercentage()
                .filter(limit -> limit.isExceededBy(now.size(), size))
                .ifPresent(limit -> halt.stop("max_fail_percentage: " + limit + " is exceeded, " + now.size() + " of "
                        + size + " hosts of a batch have failed"));
        if (!rollout.serial().isEmpty() && rollout.maxFailures().isEmpty() && now.size() == size)
            halt.stop(
                    size == 1
                            ? "the only host of a batch has failed"
                            : "all " + size + " hosts of a batch have failed");
    }

    private void judge(Rollout.OfGroup limit, Collection<String> failed) {
        int of = limit.among(play.hosts());
        int count = limit.among(failed(failed));
        if (count > 0 && limit.share().isReachedBy(count, of))
            halt.stop("max_failures: " + limit.share() + " is reached, " + count + " of " + of + " hosts"
                    + (limit.group().equals(Rollout.ALL) ? "" : " of " + limit.group()) + " have failed");
    }

    private List<Host> failed(Collection<String> failed) {
        return play.hosts().stream().filter(h -> failed.contains(h.name())).toList();
    }

    private void tell(Collection<String> failed) {
        rollout.maxFailures().stream()
                .mapToInt(limit -> left(limit, failed))
                .filter(left -> left < Integer.MAX_VALUE)
                .min()
                .ifPresent(listener::failuresLeft);
    }

    /** How many more hosts must fail for this limit to be reached, if all of them are of its group. */
    private int left(Rollout.OfGroup limit, Collection<String> failed) {
        int of = limit.among(play.hosts());
        int count = limit.among(failed(failed));
        int reached = Math.max(1, count);
        while (reached <= of && !limit.share().isReachedBy(reached, of)) reached++;
        return reached > of ? Integer.MAX_VALUE : reached - count;
    }
}
