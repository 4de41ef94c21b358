package io.drydock.fleet;

import io.drydock.facts.Survey;
import io.drydock.remote.Connector;
import io.drydock.run.Access;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import io.drydock.run.SurveySession;
import io.drydock.run.Surveyed;
import java.util.List;
import java.util.function.UnaryOperator;

/** Looks at many hosts at once. */
public final class Inspection {
    private final Connector connector;
    private final RunListener listener;
    private final Bounded bounded;

    /** @param forks how many hosts are worked on at once */
    public Inspection(Connector connector, RunListener listener, int forks, Interruption interruption) {
        this.connector = connector;
        this.listener = listener;
        this.bounded = new Bounded(forks, interruption);
    }

    /** Results in the order of {@code hosts}. */
    public List<Surveyed> run(List<Access> hosts, SurveySession session) {
        return bounded.map(
                hosts,
                (access, place) -> {
                    listener.hostStarted(access.target().name());
                    return ended(session.run(connector, access, place));
                },
                (access, e) -> ended(session.failed(access, e)),
                access -> new Surveyed(
                        HostResult.interrupted(access.target().name()), Survey.NONE, UnaryOperator.identity(), 0));
    }

    private Surveyed ended(Surveyed surveyed) {
        listener.hostEnded(surveyed.result());
        return surveyed;
    }
}
