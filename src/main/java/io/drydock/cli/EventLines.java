package io.drydock.cli;

import io.drydock.journal.JournalEntry;
import io.drydock.journal.JournalLine;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/** Prints a run's events, a line each as its journal has them, in their order, from whichever threads they come. */
final class EventLines implements Consumer<JournalEntry> {
    private final PrintStream out;
    /** Those before which others are missing. */
    private final Queue<JournalEntry> early = new PriorityQueue<>(Comparator.comparingLong(JournalEntry::sequence));

    /** 0 before the first. */
    private long last;

    EventLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(JournalEntry entry) {
        early.add(entry);
        while (!early.isEmpty() && (last == 0 || early.element().sequence() == last + 1)) {
            last = early.element().sequence();
            out.println(JournalLine.of(early.remove()));
        }
    }
}
