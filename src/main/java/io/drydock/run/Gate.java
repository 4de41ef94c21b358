package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.List;
import java.util.Optional;

/** Decides, once a host's changes have been predicted, whether they are made. */
public interface Gate {
  Gate OPEN = (facts, predicted) -> Decision.GO;

  Decision decide(Facts facts, List<TaskResult> predicted);

  /**
   * @param go false: nothing is changed and the host has failed
   * @param message why not; or, where it goes on, a note
   */
  record Decision(boolean go, Optional<String> message) {
    public static final Decision GO = new Decision(true, Optional.empty());
  }
}
