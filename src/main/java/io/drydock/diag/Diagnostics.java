package io.drydock.diag;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of the input, so that all are shown before anything fails. Not thread-safe. */
public final class Diagnostics {
  private final Set<Diagnostic> found = new LinkedHashSet<>();

  public void error(SourcePos pos, String message, String remedy) {
    found.add(new Diagnostic(pos, message, remedy));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order they were found, without repetitions. */
  public List<Diagnostic> all() {
    return List.copyOf(new ArrayList<>(found));
  }
}
