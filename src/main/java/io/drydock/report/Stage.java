package io.drydock.report;

import io.drydock.journal.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run went through besides its hosts. */
public sealed interface Stage {
    Instant began();

    /** @param why what makes these hosts a batch; "" when nothing was said */
    record Batch(int number, int of, String why, List<String> hosts, Instant began, Optional<Instant> ended)
            implements Stage {}

    /**
     * @param tasks that it has run, as they ended
     * @param outcome "pass", "fail" or "inconclusive"; empty while it is not decided
     */
    record Gate(
            String name,
            Instant began,
            Optional<Instant> ended,
            List<RunEvent.GateTaskEnded> tasks,
            Optional<String> outcome,
            Optional<String> message)
            implements Stage {}

    record Pause(Instant began, String reason) implements Stage {}

    /**
     * @param controller who goes on with the run
     * @param torn what the end of the journal was missing then
     */
    record Resume(Instant began, long epoch, String controller, Optional<String> torn) implements Stage {}
}
