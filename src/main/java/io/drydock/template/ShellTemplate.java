package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import java.util.List;

/** Shell text with {@code [=...]} in it. Immutable; renderings may run at the same time. */
public final class ShellTemplate {
  private final Compiled template;

  ShellTemplate(Compiled template) {
    this.template = template;
  }

  /**
   * The program text, in which secrets are revealed: it must travel on standard input only.
   *
   * @throws TemplateFailure if it cannot be rendered with this scope
   * @throws UnknownValueException if it needs an {@link Unknown} value
   */
  public String render(Scope scope) {
    Object text = evaluate(scope);
    return text instanceof Secret program ? program.reveal() : (String) text;
  }

  /** The same as a String, or as a {@link Secret} if one took part. */
  public Object evaluate(Scope scope) {
    Object text = template.evaluate(scope);
    if (text == Any.ANY) throw new IllegalArgumentException("a value that only a host can give cannot be rendered");
    return text;
  }

  public List<Diagnostic> problems(Scope scope) {
    return template.problems(scope);
  }
}
