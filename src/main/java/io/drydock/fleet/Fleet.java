package io.drydock.fleet;

import io.drydock.remote.Connector;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostResult;
import io.drydock.run.HostSession;
import io.drydock.run.HostWork;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import io.drydock.run.Variables;
import io.drydock.run.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Works on many hosts at once, one virtual thread each. Results are in the order that the hosts are given in, which is the
 * inventory's; a fault of one host stays its own.
 */
public final class Fleet {
    private final Connector connector;
    private final RunListener listener;
    private final BoundedWork bounded;
    private final Halt halt;

    /**
     * @param forks how many hosts are worked on at once
     * @param halt ends or pauses a run of plays
     */
    public Fleet(Connector connector, RunListener listener, int forks, Interruption interruption, Halt halt) {
        this.connector = connector;
        this.listener = listener;
        this.bounded = new BoundedWork(forks, interruption);
        this.halt = halt;
    }

    /**
     * Runs the plays one after the other, each batch by batch; all hosts end a play before the next begins. A plan goes over all
     * hosts at once, as nothing is changed by it.
     *
     * @param sessions by the names of their hosts, in the inventory's order
     * @param variables what gates and hooks see
     * @param side for gates
     * @param reached the number of the last play that an earlier process has begun; 0: none has
     */
    public List<HostResult> run(
            RunOptions options,
            Map<String, HostSession> sessions,
            List<BoundPlay> plays,
            Variables variables,
            SideSessions side,
            int reached) {
        TaskGates gates = new TaskGates(options, side, connector, bounded, listener);
        new FleetRun(options, sessions, plays, variables, connector, listener, bounded, halt, gates, reached).run();
        return results(sessions.values());
    }

    /** Only gathers facts. */
    public List<HostResult> facts(Map<String, HostSession> sessions) {
        bounded.run(
                List.copyOf(sessions.values()),
                (session, place) -> {
                    session.begin(connector, place);
                    session.finish(List.of());
                    listener.hostEnded(session.result());
                },
                HostWork::fail);
        return results(sessions.values());
    }

    public List<HostResult> visit(List<? extends Visit> visits) {
        bounded.run(
                List.copyOf(visits),
                (visit, place) -> {
                    listener.hostStarted(visit.host());
                    visit.run(connector, place);
                    listener.hostEnded(visit.result());
                },
                HostWork::fail);
        return results(visits);
    }

    private List<HostResult> results(Collection<? extends HostWork> hosts) {
        if (bounded.interruption().raised()) hosts.forEach(HostWork::cutShort);
        return hosts.stream().map(HostWork::result).toList();
    }
}
