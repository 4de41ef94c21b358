package io.drydock.fleet;

import io.drydock.run.HostSession;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Lets the hosts of a batch begin in their order until the run is halted, and notes which have failed. */
final class BatchAdmission implements Admission<HostSession> {
    private final Batch batch;
    private final StopRules rules;
    private final Halt halt;
    private final Set<String> failed;

    /** @param failed the names of all hosts that have failed so far in the run */
    BatchAdmission(Batch batch, StopRules rules, Halt halt, Set<String> failed) {
        this.batch = batch;
        this.rules = rules;
        this.halt = halt;
        this.failed = failed;
    }

    @Override
    public synchronized Optional<HostSession> next(Collection<HostSession> waiting) {
        return isOpen() ? waiting.stream().findFirst() : Optional.empty();
    }

    @Override
    public boolean isOpen() {
        return !halt.isCalled();
    }

    @Override
    public synchronized void ended(HostSession session) {
        if (!session.hasFailed()) return;
        failed.add(session.host().name());
        rules.judge(batch, failed);
    }
}
