package io.drydock.report;

import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.diag.Suggestion;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is going on right now; results come later, in the inventory's order. */
public interface Progress extends RunListener, AutoCloseable {
    /** @param live redraws a line per running host; without it each host that ends is a plain line */
    static Progress to(PrintStream err, Style style, boolean live, int hosts) {
        return live && hosts > 0 ? new LiveProgress(err, style, hosts) : new PlainProgress(err, hosts);
    }

    /** Prints a line that stays. */
    void say(String line);

    @Override
    default void noticed(String text) {
        text.lines().forEach(line -> say(Printable.line(line)));
    }

    @Override
    default void soaking(Duration time) {
        say("soak: " + Durations.text(time));
    }

    @Override
    default void gateEnded(String gate, String outcome, String message) {
        say("gate " + Printable.line(gate + ": " + outcome + " (" + message + ")"));
    }

    @Override
    default void hookFailed(String hook, String why) {
        say(Printable.line(hook + " has failed: " + why));
    }

    /** Leaves the terminal to somebody else while the work is done. */
    <T> T aside(Supplier<T> work);

    @Override
    void close();

    /** One line for each host that has ended. */
    final class PlainProgress implements Progress {
        private final PrintStream err;
        private final int hosts;
        private final List<String> held = new ArrayList<>();
        private int ended;
        private boolean aside;

        PlainProgress(PrintStream err, int hosts) {
            this.err = err;
            this.hosts = hosts;
        }

        @Override
        public synchronized void batchBegan(int number, int of, List<String> hosts, String why) {
            say("batch " + number + " of " + of + " (" + why + "): " + Printable.line(Suggestion.listed(hosts)));
        }

        @Override
        public synchronized void say(String line) {
            held.add(line);
            if (!aside) release();
        }

        @Override
        public synchronized void hostEnded(HostResult result) {
            ended++;
            say("[" + ended + "/" + hosts + "] " + Printable.line(result.host()) + ": "
                    + result.status().label());
        }

        private synchronized void release() {
            aside = false;
            held.forEach(err::println);
            held.clear();
        }

        private synchronized void hold() {
            aside = true;
        }

        @Override
        public <T> T aside(Supplier<T> work) {
            hold();
            try {
                return work.get();
            } finally {
                release();
            }
        }

        @Override
        public void close() {}
    }
}
