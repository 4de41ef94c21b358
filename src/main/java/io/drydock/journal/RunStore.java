package io.drydock.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where runs are kept. Files now; whatever keeps its promises can stand behind it. Thread-safe. */
public interface RunStore {
    /** A new run, owned by this process with epoch 1 until it is closed. */
    Journal begin(RunEvent.RunBegan run) throws IOException;

    /**
     * Takes an unfinished run over, with an epoch one higher than the last.
     *
     * @throws IOException when there is none of this name, it has ended, or the process that owns it is alive; the message says which
     */
    Journal takeOver(String run, String controller, String process) throws IOException;

    /** The names of all runs, the newest first. */
    List<String> runs() throws IOException;

    /** All that is known of a run; empty when there is none of this name. */
    Optional<RunRecord> read(String run) throws IOException;

    /** Whether a living process owns the run. */
    boolean isOwned(String run) throws IOException;

    /** A run that this process owns. */
    interface Journal extends AutoCloseable {
        long epoch();

        /** Returns when the event is kept; it has survived a power failure when {@code durable}. */
        JournalEntry write(RunEvent event, boolean durable) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * @param entries in their order
     * @param torn what the end of the journal was missing, with the byte where its last whole line ends; empty when nothing
     */
    record RunRecord(List<JournalEntry> entries, Optional<String> torn) {}
}
