package io.drydock.run;

import java.util.List;
import java.util.Optional;

/**
 * A program for one host that runs to its end without the controller, as one identity.
 *
 * @param user empty: as the connection's user; else the user to become
 */
record Segment(String program, List<Step> steps, Optional<String> user) {
  Segment {
    steps = List.copyOf(steps);
  }
}
