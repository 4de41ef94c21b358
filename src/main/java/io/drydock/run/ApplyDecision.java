package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.List;
import java.util.Optional;

/** Decides, once a host's changes have been predicted, whether they are made. */
public interface ApplyDecision {
    ApplyDecision OPEN = (facts, predicted) -> Decision.GO;

    Decision decide(Facts facts, List<TaskResult> predicted);

    enum Verdict {
        APPLY,
        /** The host is as it should be: nothing more is run there. */
        LEAVE,
        /** Nothing is changed, and the host has failed. */
        REFUSE
    }

    /** @param message why it is refused; or, where it is not, a note */
    record Decision(Verdict verdict, Optional<String> message) {
        public static final Decision GO = new Decision(Verdict.APPLY, Optional.empty());
    }
}
