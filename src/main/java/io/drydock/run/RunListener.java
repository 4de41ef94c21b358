package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.List;
import java.util.Map;

/** Follows a run while it goes on. Called from the hosts' threads; implementations are thread-safe, and take up what they show. */
public interface RunListener {
    /** Something that the user should know before the run goes on. */
    default void noticed(String text) {}

    /**
     * The hosts of a play that has batches are begun.
     *
     * @param number from 1, over all plays
     * @param of how many there are, as far as is known
     * @param why what makes these hosts a batch
     */
    default void batchBegan(int number, int of, List<String> hosts, String why) {}

    /** No host of the batch is at work any more. */
    default void batchEnded(int number) {}

    /** Nothing more is begun until the run is resumed. */
    default void runPaused(String reason) {}

    default void hostStarted(String host) {}

    /** @param facts without secrets */
    default void factsGathered(String host, Facts facts) {}

    /** What an apply foresees on a host, before it begins there. */
    default void hostPlanned(String host, List<TaskResult> tasks) {}

    /**
     * A program of an apply is about to be sent, for the first time or again.
     *
     * @param number from 1, of those of the run on this host
     * @param hash SHA-256 of its text, in hexadecimal
     */
    default void programStarted(String host, int number, String hash) {}

    default void taskStarted(String host, String task) {}

    default void taskEnded(String host, TaskResult result) {}

    /** An apply stands between two programs of a host. */
    default void checkpoint(String host, Map<String, Object> state) {}

    default void hostEnded(HostResult result) {}
}
