package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import java.io.PrintStream;

/** What is going on right now; results come later, in the inventory's order. */
public interface Progress extends RunListener, AutoCloseable {
    /** @param live redraws a line per running host; without it each host that ends is a plain line */
    static Progress to(PrintStream err, Style style, boolean live, int hosts) {
        return live && hosts > 0 ? new LiveProgress(err, style, hosts) : new PlainProgress(err, hosts);
    }

    @Override
    void close();

    /** One line for each host that has ended. */
    final class PlainProgress implements Progress {
        private final PrintStream err;
        private final int hosts;
        private int ended;

        PlainProgress(PrintStream err, int hosts) {
            this.err = err;
            this.hosts = hosts;
        }

        @Override
        public synchronized void hostEnded(HostResult result) {
            ended++;
            err.println("[" + ended + "/" + hosts + "] " + Printable.line(result.host()) + ": "
                    + result.status().label());
        }

        @Override
        public void close() {}
    }
}
