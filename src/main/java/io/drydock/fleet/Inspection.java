package io.drydock.fleet;

import io.drydock.facts.Survey;
import io.drydock.remote.Connector;
import io.drydock.run.Access;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import io.drydock.run.SurveySession;
import io.drydock.run.Surveyed;
import java.util.List;

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
    return bounded.map(hosts, access -> {
      listener.hostStarted(access.target().name());
      Surveyed surveyed = session.run(connector, access);
      listener.hostEnded(surveyed.result());
      return surveyed;
    }, access -> new Surveyed(HostResult.interrupted(access.target().name()), Survey.NONE, 0));
  }
}
