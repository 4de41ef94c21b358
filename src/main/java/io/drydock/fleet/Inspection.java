package io.drydock.fleet;

import io.drydock.remote.Connector;
import io.drydock.run.Access;
import io.drydock.run.RunListener;
import io.drydock.run.SurveySession;
import io.drydock.run.Surveyed;
import java.util.List;

/** Looks at many hosts at once. */
public final class Inspection {
  private final Connector connector;
  private final RunListener listener;
  private final int forks;

  public Inspection(Connector connector, RunListener listener, int forks) {
    this.connector = connector;
    this.listener = listener;
    this.forks = forks;
  }

  /** Results in the order of {@code hosts}. */
  public List<Surveyed> run(List<Access> hosts, SurveySession session) {
    return Bounded.map(forks, hosts, (access, place) -> {
      listener.hostStarted(access.target().name());
      return ended(session.run(connector, access, place));
    }, (access, e) -> ended(session.failed(access, e)));
  }

  private Surveyed ended(Surveyed surveyed) {
    listener.hostEnded(surveyed.result());
    return surveyed;
  }
}
