package io.drydock.fleet;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A run's events on their way: first into its journal, then to all who follow them. Thread-safe. */
public final class RunLog {
    private final RunStore.Journal journal;
    private final List<Consumer<JournalEntry>> followers;
    private final Consumer<IOException> lost;
    private final AtomicBoolean isLost = new AtomicBoolean();

    /**
     * @param followers are told of every event that the journal holds
     * @param lost is told once when the journal cannot be written any more
     */
    public RunLog(RunStore.Journal journal, List<Consumer<JournalEntry>> followers, Consumer<IOException> lost) {
        this.journal = journal;
        this.followers = List.copyOf(followers);
        this.lost = lost;
    }

    /** Returns when the event is kept. */
    public void tell(RunEvent event) {
        try {
            JournalEntry entry = journal.write(event, outlivesPowerFailure(event));
            followers.forEach(follower -> follower.accept(entry));
        } catch (IOException e) {
            if (isLost.compareAndSet(false, true)) lost.accept(e);
        }
    }

    /** What the others say, a run that goes on finds out anew. */
    private static boolean outlivesPowerFailure(RunEvent event) {
        return switch (event) {
            case RunEvent.HostBegan _,
                    RunEvent.FactsGathered _,
                    RunEvent.HostPlanned _,
                    RunEvent.ProgramBegan _,
                    RunEvent.TaskBegan _,
                    RunEvent.PlayBegan _,
                    RunEvent.GateTaskEnded _,
                    RunEvent.GateBegan _ -> false;
            case RunEvent.RunBegan _,
                    RunEvent.RunResumed _,
                    RunEvent.BatchBegan _,
                    RunEvent.BatchEnded _,
                    RunEvent.GateEnded _,
                    RunEvent.RunPaused _,
                    RunEvent.TaskEnded _,
                    RunEvent.HostCheckpoint _,
                    RunEvent.HostEnded _,
                    RunEvent.RunEnded _ -> true;
        };
    }
}
