package io.drydock.diag;

/** Text that must not be shown: its string form is a mask, so that it cannot reach a log or a report by accident. */
public record Secret(String reveal) {
  public static final String MASK = "(secret)";

  @Override
  public String toString() {
    return MASK;
  }
}
