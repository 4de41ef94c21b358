package io.drydock.journal;

import java.time.Instant;

/**
 * An event with its place in the run.
 *
 * @param epoch 1 for the process that began the run, one more for each that went on with it
 * @param sequence from 1, without gaps, over all epochs
 */
public record JournalEntry(Instant at, long epoch, long sequence, RunEvent event) {}
