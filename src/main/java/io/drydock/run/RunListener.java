package io.drydock.run;

import io.drydock.facts.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Follows a run while it goes on. Called from the hosts' threads; implementations are thread-safe, and take up what they show. */
public interface RunListener {
    /** Something that the user should know before the run goes on. */
    default void noticed(String text) {}

    /**
     * A play's hosts are gone through; those of the plays before it have been.
     *
     * @param number from 1
     */
    default void playBegan(int number, String play) {}

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

    /** Time goes by before the next batch, for what is wrong to show. */
    default void soaking(Duration time) {}

    /** Whether the run may go on is asked. */
    default void gateBegan(String gate) {}

    /** A gate has had a task run on a host, whose own it is not. */
    default void gateTaskEnded(String gate, String host, TaskResult result) {}

    /** @param outcome "pass", "fail" or "inconclusive" */
    default void gateEnded(String gate, String outcome, String message) {}

    /** A command that a play has for what happens in it has failed. */
    default void hookFailed(String hook, String why) {}

    /** So many more hosts may fail before the run ends; told when a play begins that has such a limit, and whenever it is another number. */
    default void failuresLeft(int left) {}

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

    /** The host has come to the end of a play, and another one follows. */
    default void hostWaits(String host) {}

    default void hostEnded(HostResult result) {}
}
