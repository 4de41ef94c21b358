package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.remote.Connector;
import io.drydock.remote.Slot;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostResult;
import io.drydock.run.HostSession;
import io.drydock.run.HostWork;
import io.drydock.run.RunListener;
import io.drydock.run.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Works on many hosts at once, one virtual thread each. Results are in the order that the hosts are given in, which is the
 * inventory's; a fault of one host stays its own.
 */
public final class Fleet {
    private final Connector connector;
    private final RunListener listener;
    private final BoundedWork bounded;
    private final Interruption interruption;

    /** @param forks how many hosts are worked on at once */
    public Fleet(Connector connector, RunListener listener, int forks, Interruption interruption) {
        this.connector = connector;
        this.listener = listener;
        this.bounded = new BoundedWork(forks, interruption);
        this.interruption = interruption;
    }

    /**
     * Runs the plays one after the other; all hosts end a play before the next begins.
     *
     * @param sessions by the names of their hosts
     */
    public List<HostResult> run(Map<String, HostSession> sessions, List<BoundPlay> plays) {
        for (int i = 0; i < plays.size(); i++) {
            BoundPlay play = plays.get(i);
            Set<String> later = names(plays.subList(i + 1, plays.size()));
            each(play.hosts().stream().map(h -> sessions.get(h.name())).toList(), (session, place) -> {
                List<BoundPlay> all = of(session.host(), plays);
                boolean isLast = !later.contains(session.host().name());
                session.begin(connector, place);
                session.foresee(all);
                session.run(play, isLast);
                if (isLast) end(session, all);
            });
        }
        return results(sessions.values());
    }

    /** Only gathers facts. */
    public List<HostResult> facts(Map<String, HostSession> sessions) {
        each(sessions.values(), (session, place) -> {
            session.begin(connector, place);
            end(session, List.of());
        });
        return results(sessions.values());
    }

    public List<HostResult> visit(List<? extends Visit> visits) {
        each(visits, (visit, place) -> {
            listener.hostStarted(visit.host());
            visit.run(connector, place);
            listener.hostEnded(visit.result());
        });
        return results(visits);
    }

    private <W extends HostWork> void each(Collection<W> hosts, BiConsumer<W, Slot> work) {
        bounded.run(List.copyOf(hosts), work, HostWork::fail);
    }

    private List<HostResult> results(Collection<? extends HostWork> hosts) {
        if (interruption.raised()) hosts.forEach(HostWork::cutShort);
        return hosts.stream().map(HostWork::result).toList();
    }

    private void end(HostSession session, List<BoundPlay> plays) {
        session.finish(plays);
        listener.hostEnded(session.result());
    }

    private static List<BoundPlay> of(Host host, List<BoundPlay> plays) {
        return plays.stream()
                .filter(p -> p.hosts().stream().anyMatch(h -> h.name().equals(host.name())))
                .toList();
    }

    private static Set<String> names(List<BoundPlay> plays) {
        return plays.stream().flatMap(p -> p.hosts().stream()).map(Host::name).collect(Collectors.toSet());
    }
}
