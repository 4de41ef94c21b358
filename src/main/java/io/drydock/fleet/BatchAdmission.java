package io.drydock.fleet;

import io.drydock.run.BoundPlay;
import io.drydock.run.HostSession;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lets the hosts of a batch begin, in their order and within the widths of their groups, until the run is halted; notes which have failed. */
final class BatchAdmission implements Admission<HostSession> {
    private final Batch batch;
    private final StopRules rules;
    private final Widths widths;
    private final Windows windows;
    private final Halt halt;
    private final Set<String> failed;
    private final Function<HostSession, List<BoundPlay>> plays;

    /**
     * @param failed the names of all hosts that have failed so far in the run
     * @param plays those that a host was to go through
     */
    BatchAdmission(
            Batch batch,
            StopRules rules,
            Widths widths,
            Windows windows,
            Halt halt,
            Set<String> failed,
            Function<HostSession, List<BoundPlay>> plays) {
        this.batch = batch;
        this.rules = rules;
        this.widths = widths;
        this.windows = windows;
        this.halt = halt;
        this.failed = failed;
        this.plays = plays;
    }

    @Override
    public synchronized Optional<HostSession> next(Collection<HostSession> waiting) throws InterruptedException {
        while (!halt.isCalled()) {
            waiting.removeIf(this::refuse);
            if (waiting.isEmpty()) return Optional.empty();
            Optional<HostSession> next =
                    waiting.stream().filter(s -> widths.admit(s.host())).findFirst();
            next.ifPresent(s -> widths.begin(s.host()));
            if (next.isPresent()) return next;
            wait(); // for one to end: a width is at least one, so that one is at work
        }
        return Optional.empty();
    }

    /** Takes no part in the run any more if too many others cannot be reached. */
    private boolean refuse(HostSession session) {
        Optional<String> why = widths.refuse(session.host());
        why.ifPresent(w -> session.stop(plays.apply(session), w));
        return why.isPresent();
    }

    @Override
    public synchronized boolean begin(HostSession session) {
        windows.refuse().ifPresent(halt::pause);
        if (halt.isCalled()) return false;
        windows.begin(session.host().name());
        return true;
    }

    @Override
    public synchronized void ended(HostSession session) {
        widths.end(session.host());
        windows.end(session.host().name());
        if (session.isUnreachable()) widths.lose(session.host());
        if (session.hasFailed()) {
            failed.add(session.host().name());
            rules.judge(batch, failed);
        }
        notifyAll();
    }
}
