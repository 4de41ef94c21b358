package io.drydock.report;

import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A line per running host with the task it is at, redrawn in place, and one that counts. */
final class LiveProgress implements Progress {
  private static final int INTERVAL_MS = 100;

  private final PrintStream err;
  private final Style style;
  private final int hosts;
  private final long started = System.nanoTime();
  private final Map<String, String> running = new LinkedHashMap<>();
  private final int width;
  private final int height;
  private int ended;
  private int drawn;
  private boolean closed;

  LiveProgress(PrintStream err, Style style, int hosts) {
    this.err = err;
    this.style = style;
    this.hosts = hosts;
    int columns = 80;
    int rows = 24;
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      if (terminal.getWidth() > 20) columns = terminal.getWidth();
      if (terminal.getHeight() > 4) rows = terminal.getHeight();
    } catch (IOException e) {
      // a terminal that does not tell its size gets the usual one
    }
    this.width = columns;
    this.height = rows;
    Thread.ofVirtual().start(this::loop);
  }

  private void loop() {
    try {
      while (draw()) Thread.sleep(INTERVAL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean draw() {
    if (closed) return false;
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> host : running.entrySet()) {
      if (lines.size() == height - 3) break;
      lines.add(cut(host.getKey() + "  " + host.getValue()));
    }
    int hidden = running.size() - lines.size();
    lines.add(cut(ended + " of " + hosts + " hosts done, " + running.size() + " running"
        + (hidden > 0 ? " (" + hidden + " not shown)" : "") + ", " + (System.nanoTime() - started) / 1_000_000_000 + " s"));
    StringBuilder text = new StringBuilder(erase());
    lines.forEach(line -> text.append(style.dim(line)).append('\n'));
    err.print(text);
    err.flush();
    drawn = lines.size();
    return true;
  }

  private String cut(String line) {
    return line.length() < width ? line : line.substring(0, width - 2) + "\u2026";
  }

  /** Moves to the first drawn line and clears from there. */
  private String erase() {
    return drawn == 0 ? "" : "\033[" + drawn + "A\r\033[J";
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
    err.print(erase());
    err.flush();
  }
}
