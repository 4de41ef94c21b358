package io.drydock.journal;

import io.drydock.diag.Labelled;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where runs are kept. Files now; whatever keeps its promises can stand behind it. Thread-safe. */
public interface RunStore {
    /** A new run, owned by this process with epoch 1 until it is closed. */
    Opened begin(RunEvent.RunBegan run) throws IOException;

    /**
     * Takes an unfinished run over, with an epoch one higher than the last.
     *
     * @throws IOException when there is none of this name, it has ended, or the process that owns it is alive; the message says which
     */
    Opened takeOver(String run, String controller, String process) throws IOException;

    /** Removes old runs; never the last one of a host, and none that a living process works on. */
    void prune() throws IOException;

    /** The names of all runs, the newest first. */
    List<String> runs() throws IOException;

    /** All that is known of a run; empty when there is none of this name. */
    Optional<RunRecord> read(String run) throws IOException;

    /** Whether a living process owns the run. */
    boolean isOwned(String run) throws IOException;

    /**
     * Asks the process that owns the run for something. Returns whether it has taken notice, after a wait for that.
     *
     * @throws IOException when no living process owns it
     */
    boolean ask(String run, Wish wish) throws IOException;

    /**
     * What the owner of a run is asked for from elsewhere: to begin nothing more.
     *
     * @param by user@machine
     */
    record Wish(Kind kind, String by) {
        /** PAUSE: the run can be resumed. CANCEL: it is over. */
        public enum Kind implements Labelled {
            PAUSE,
            CANCEL
        }
    }

    /**
     * What a process that comes to own a run is given.
     *
     * @param entries all that the journal holds, the last of which says that this process owns it
     */
    record Opened(Journal journal, List<JournalEntry> entries) {}

    /** A run that this process owns. */
    interface Journal extends AutoCloseable {
        long epoch();

        /** Returns when the event is kept; it has survived a power failure when {@code durable}. */
        JournalEntry write(RunEvent event, boolean durable) throws IOException;

        /** What has been asked for since the last time this was called; the same again tells whoever asks that notice was taken. */
        Optional<Wish> wish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * @param entries in their order
     * @param torn what the end of the journal was missing, with the byte where its last whole line ends; empty when nothing
     */
    record RunRecord(List<JournalEntry> entries, Optional<String> torn) {}
}
