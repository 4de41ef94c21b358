package io.drydock.template;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.Optional;

/**
 * Compiles templates. Each method reports what is wrong with a template and then gives none. Thread-safe as long as
 * each thread has its own {@link Diagnostics}.
 */
public final class TemplateEngine {
  private final Compiler compiler = new Compiler();

  /** Loads what every template needs; worth calling early on another thread, since FreeMarker is slow to start. */
  public static void prepare() {
    Dialect.prepare();
  }

  /** A whole tree of YAML; strings with {@code ${...}} in them are templates. */
  public Optional<ValueTemplate> value(YamlNode node, Diagnostics problems) {
    return new ValueCompiler(compiler, problems).compile(node);
  }

  /** A bare expression: {@code when: facts.cpus > 1}. */
  public Optional<Expression> expression(YamlScalar scalar, Diagnostics problems) {
    return new ExpressionCompiler(compiler, problems).compile(scalar);
  }

  /** The content of a file with {@code ${...}} and {@code <#if>}, {@code <#list>}. */
  public Optional<DataTemplate> data(String fileName, String text, Diagnostics problems) {
    return compiler.text(Text.of(fileName, text), problems).map(DataTemplate::new);
  }

  /** Shell text of a file, with {@code [=...]}. */
  public Optional<ShellTemplate> shell(String fileName, String text, Diagnostics problems) {
    return compiler.shell(Text.of(fileName, text), problems).map(ShellTemplate::new);
  }

  /** Shell text in a playbook, with {@code [=...]}. */
  public Optional<ShellTemplate> shell(YamlScalar scalar, Diagnostics problems) {
    return compiler.shell(Text.of(scalar), problems).map(ShellTemplate::new);
  }
}
