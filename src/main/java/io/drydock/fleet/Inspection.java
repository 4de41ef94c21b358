package io.drydock.fleet;

import io.drydock.remote.Connector;
import io.drydock.run.Access;
import io.drydock.run.RunListener;
import io.drydock.run.SurveySession;
import io.drydock.run.Surveyed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    Map<String, Surveyed> results = new ConcurrentHashMap<>();
    Bounded.run(forks, hosts, access -> {
      String name = access.target().name();
      listener.hostStarted(name);
      Surveyed surveyed = session.run(connector, access);
      results.put(name, surveyed);
      listener.hostEnded(surveyed.result());
    });
    return hosts.stream().map(access -> results.get(access.target().name())).toList();
  }
}
