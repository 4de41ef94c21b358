package io.drydock.diag;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of the input, so that all are shown before anything fails. Not thread-safe. */
public final class Diagnostics {
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private final Masking masking = new Masking();

  /** Secrets of the input, which no problem tells. */
  public void hide(Collection<Secret> secrets) {
    masking.addAll(secrets);
  }

  public void error(SourcePos pos, String message, String remedy) {
    found.add(new Diagnostic(pos, message, remedy));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order they were found, without repetitions. */
  public List<Diagnostic> all() {
    return found.stream().map(d -> new Diagnostic(d.pos(), shown(d.message()), shown(d.remedy()))).toList();
  }

  /** A text of the input as it may be shown. */
  public String shown(String text) {
    return masking.apply(text);
  }
}
