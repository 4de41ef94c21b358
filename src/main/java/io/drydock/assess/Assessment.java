package io.drydock.assess;

import java.util.List;
import java.util.Map;

/**
 * What is to be said of a host. Equal hosts have equal assessments.
 *
 * @param profile what the host is like, in the terms that matter here, by name
 * @param findings the worst first
 */
public record Assessment(Verdict verdict, Map<String, String> profile, List<Finding> findings) {
  public Assessment {
    findings = List.copyOf(findings);
  }
}
