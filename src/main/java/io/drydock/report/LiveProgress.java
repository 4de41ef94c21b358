package io.drydock.report;

import io.drydock.diag.Columns;
import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A line per running host with the task it is at, redrawn in place, and one that counts. */
final class LiveProgress implements Progress {
    private static final int INTERVAL_MS = 100;

    private final PrintStream err;
    private final Style style;
    private final int hosts;
    private final Window window = new Window();
    private final long started = System.nanoTime();
    private final Map<String, String> running = new LinkedHashMap<>();
    private int ended;
    private List<String> drawn = List.of();
    private boolean closed;
    private boolean aside;

    LiveProgress(PrintStream err, Style style, int hosts) {
        this.err = err;
        this.style = style;
        this.hosts = hosts;
        Thread.ofPlatform().daemon().start(this::loop);
    }

    private void loop() {
        try {
            while (draw(window.size(), window.isOurs())) Thread.sleep(INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw(Window.Size size, boolean ours) {
        if (closed) return false;
        if (aside) return true;
        List<String> lines = ours && size.rows() > 1 ? lines(size) : List.of();
        if (lines.equals(drawn)) return true;
        StringBuilder text = new StringBuilder(ours ? erase() : "");
        lines.forEach(line -> text.append(style.dim(line)).append('\n'));
        err.print(text);
        err.flush();
        drawn = lines;
        return true;
    }

    /** Narrower than the window, and fewer than it has: the cursor stands below the last one. */
    private List<String> lines(Window.Size size) {
        List<String> lines = new ArrayList<>();
        running.entrySet().stream()
                .limit(Math.max(0, size.rows() - 3))
                .forEach(host -> lines.add(Printable.line(host.getKey() + "  " + host.getValue())));
        int hidden = running.size() - lines.size();
        lines.add(ended + " of " + hosts + " hosts done, " + running.size() + " running"
                + (hidden > 0 ? " (" + hidden + " not shown)" : "") + ", "
                + (System.nanoTime() - started) / 1_000_000_000 + " s");
        return lines.stream().map(line -> Columns.cut(line, size.columns() - 1)).toList();
    }

    /** Moves to the first drawn line and clears from there. */
    private String erase() {
        return drawn.isEmpty() ? "" : Printable.ESCAPE + "[" + drawn.size() + "F" + Printable.ESCAPE + "[J";
    }

    @Override
    public <T> T aside(Supplier<T> work) {
        setAside(true);
        try {
            return work.get();
        } finally {
            setAside(false);
        }
    }

    private synchronized void setAside(boolean is) {
        if (is && window.isOurs()) err.print(erase());
        err.flush();
        drawn = List.of();
        aside = is;
    }

    @Override
    public synchronized void hostStarted(String host) {
        running.put(host, "connecting");
    }

    @Override
    public synchronized void taskStarted(String host, String task) {
        running.put(host, task);
    }

    @Override
    public void taskEnded(String host, TaskResult result) {}

    @Override
    public synchronized void hostEnded(HostResult result) {
        running.remove(result.host());
        ended++;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (window.isOurs()) err.print(erase());
        err.flush();
    }
}
