package io.drydock.report;

import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lines at the end of the terminal that say what is going on, redrawn in place. Only lines that have changed are written. */
final class LiveProgress implements Progress {
    private static final int INTERVAL_MS = 100;

    private final PrintStream err;
    private final Style style;
    private final Window window = new Window();
    private final RunningCount count;
    private final List<String> held = new ArrayList<>();
    private List<String> drawn = List.of();
    private boolean closed;
    private boolean aside;

    LiveProgress(PrintStream err, Style style, int hosts) {
        this.err = err;
        this.style = style;
        this.count = new RunningCount(hosts, System::nanoTime);
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
        List<String> lines = ours && size.rows() > 1 ? count.lines(size.columns() - 1, size.rows() - 1) : List.of();
        if (lines.equals(drawn)) return true;
        err.print(ours ? over(lines) : all(lines));
        err.flush();
        drawn = lines;
        return true;
    }

    private String all(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(style.dim(line)).append('\n'));
        return text.toString();
    }

    /** Goes to the first line that was drawn, writes those that are others now, and clears what is left of it below. */
    private String over(List<String> lines) {
        StringBuilder text = new StringBuilder(up());
        for (int i = 0; i < lines.size(); i++) {
            boolean same = i < drawn.size() && drawn.get(i).equals(lines.get(i));
            if (!same)
                text.append(style.dim(lines.get(i))).append(Printable.ESCAPE).append("[K");
            text.append('\n');
        }
        if (lines.size() < drawn.size()) text.append(Printable.ESCAPE).append("[J");
        return text.toString();
    }

    private String up() {
        return drawn.isEmpty() ? "" : Printable.ESCAPE + "[" + drawn.size() + "F";
    }

    private void erase() {
        if (window.isOurs() && !drawn.isEmpty()) err.print(up() + Printable.ESCAPE + "[J");
        err.flush();
        drawn = List.of();
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
        if (is) erase();
        aside = is;
        if (is) return;
        held.forEach(this::say);
        held.clear();
    }

    @Override
    public synchronized void say(String line) {
        if (aside) {
            held.add(line);
            return;
        }
        erase();
        err.println(line);
    }

    @Override
    public synchronized void batchBegan(int number, int of, List<String> hosts, String why) {
        count.batchBegan(number, of, hosts, why);
    }

    @Override
    public synchronized void batchEnded(int number) {
        count.between("");
    }

    @Override
    public synchronized void soaking(Duration time) {
        count.between("soak: " + Durations.text(time));
    }

    @Override
    public synchronized void gateBegan(String gate) {
        count.between("gate " + gate);
    }

    /** Its lines stay together: nothing is drawn between them. */
    @Override
    public synchronized void noticed(String text) {
        Progress.super.noticed(text);
    }

    @Override
    public synchronized void gateEnded(String gate, String outcome, String message) {
        count.between("");
        Progress.super.gateEnded(gate, outcome, message);
    }

    @Override
    public synchronized void failuresLeft(int left) {
        count.failuresLeft(left);
    }

    @Override
    public synchronized void hostStarted(String host) {
        count.at(host, "connecting");
    }

    @Override
    public synchronized void hostPlanned(String host, List<TaskResult> tasks) {
        count.planned(host, tasks.size());
    }

    @Override
    public synchronized void taskStarted(String host, String task) {
        count.at(host, task);
    }

    @Override
    public synchronized void taskEnded(String host, TaskResult result) {
        count.taskEnded(host);
    }

    @Override
    public synchronized void hostWaits(String host) {
        count.waits(host);
    }

    @Override
    public synchronized void hostEnded(HostResult result) {
        count.ended(result);
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
    }
}
