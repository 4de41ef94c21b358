package io.drydock.report;

import io.drydock.run.HostResult;
import io.drydock.run.Outcome;

/** Colours, or none. */
public record Style(boolean colour) {
  private static final String RESET = "\033[0m";

  public String bold(String text) {
    return paint("\033[1m", text);
  }

  public String dim(String text) {
    return paint("\033[2m", text);
  }

  String of(Outcome outcome, String text) {
    return switch (outcome) {
      case OK -> paint("\033[32m", text);
      case CHANGE, CHANGED -> paint("\033[33m", text);
      case DEFERRED -> paint("\033[36m", text);
      case SKIPPED -> dim(text);
      case FAILED, UNSUPPORTED -> paint("\033[31m", text);
    };
  }

  String of(HostResult.Status status, String text) {
    return switch (status) {
      case OK -> paint("\033[32m", text);
      case CHANGED -> paint("\033[33m", text);
      case FAILED, UNREACHABLE -> paint("\033[31m", text);
    };
  }

  /** A line of a diff, by its first character. */
  String diff(String line) {
    if (line.startsWith("+")) return paint("\033[32m", line);
    if (line.startsWith("-")) return paint("\033[31m", line);
    return line.startsWith("@@") ? paint("\033[36m", line) : line;
  }

  private String paint(String code, String text) {
    return colour ? code + text + RESET : text;
  }
}
