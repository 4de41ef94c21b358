package io.drydock.fleet;

import io.drydock.remote.Connector;
import io.drydock.run.Access;
import io.drydock.run.CommandSession;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import java.time.Duration;
import java.util.List;

/** One command on many hosts at once. */
public final class AdHoc {
    private final Connector connector;
    private final RunListener listener;
    private final Bounded bounded;

    /** @param forks how many hosts are worked on at once */
    public AdHoc(Connector connector, RunListener listener, int forks, Interruption interruption) {
        this.connector = connector;
        this.listener = listener;
        this.bounded = new Bounded(forks, interruption);
    }

    /** Results in the order of {@code hosts}. */
    public List<HostResult> run(List<Access> hosts, String command, Duration timeout) {
        return bounded.map(
                hosts,
                (access, place) -> {
                    listener.hostStarted(access.target().name());
                    return ended(new CommandSession(access, command, timeout).run(connector, place));
                },
                (access, e) -> ended(new CommandSession(access, command, timeout).failed(e)),
                access -> HostResult.interrupted(access.target().name()));
    }

    private HostResult ended(HostResult result) {
        listener.hostEnded(result);
        return result;
    }
}
