package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.List;
import java.util.Map;

/** Follows a run while it goes on. Called from the hosts' threads; implementations are thread-safe, and take up what they show. */
public interface RunListener {
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
