package io.drydock.action;

import io.drydock.action.Arguments.Bound;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.DataTemplate;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import io.drydock.diag.Diagnostics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways an argument can be given, one record each. */
final class Bounds {
  private Bounds() {}

  record Plain(ValueTemplate value, Conversion conversion) implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      return Optional.ofNullable(value.evaluate(scope)).map(conversion::convert);
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      return value.problems(scope);
    }
  }

  record WordList(List<ValueTemplate> words, Conversion conversion) implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      List<Object> values = new ArrayList<>();
      for (ValueTemplate word : words) values.add(word.evaluate(scope));
      return Optional.of(conversion.convert(values));
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      return words.stream().flatMap(w -> w.problems(scope).stream()).toList();
    }
  }

  record Shell(ShellTemplate template) implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      return Optional.of(template.evaluate(scope));
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      return template.problems(scope);
    }
  }

  record Condition(String source, Expression expression) {}

  record Conditions(List<Condition> conditions) implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      return Optional.of(conditions.stream()
          .map(c -> Map.<String, Object>of("source", c.source(), "holds", c.expression().test(scope)))
          .toList());
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      return conditions.stream().flatMap(c -> c.expression().problems(scope).stream()).toList();
    }
  }

  record ControllerFile(ValueTemplate name, Path directory, ControllerFiles files, SourcePos pos) implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      return Optional.of(files.content(locate(name.evaluate(scope), directory, files, pos)));
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      return name.problems(scope);
    }
  }

  record Rendered(ValueTemplate name, Path directory, ControllerFiles files, TemplateEngine engine, SourcePos pos)
      implements Bound {
    @Override
    public Optional<Object> evaluate(Scope scope) {
      return Optional.of(template(scope).render(scope));
    }

    @Override
    public List<Diagnostic> problems(Scope scope) {
      List<Diagnostic> problems = name.problems(scope);
      if (!problems.isEmpty()) return problems;
      try {
        return name.isConstant() ? template(scope).problems(scope) : List.of();
      } catch (UnknownValueException e) {
        return List.of();
      } catch (TemplateFailure e) {
        return List.of(e.diagnostic());
      }
    }

    private DataTemplate template(Scope scope) {
      Path file = locate(name.evaluate(scope), directory, files, pos);
      Map<String, Object> content = files.content(file);
      Diagnostics problems = new Diagnostics();
      Optional<DataTemplate> template = engine.data(file.toString(), (String) content.get("text"), problems);
      if (template.isEmpty()) throw new TemplateFailure(problems.all().getFirst());
      return template.get();
    }
  }

  private static Path locate(Object name, Path directory, ControllerFiles files, SourcePos pos) {
    String text = name instanceof Secret secret ? secret.reveal() : String.valueOf(name);
    Path file = files.find(directory, text).orElseThrow(() -> new TemplateFailure(new Diagnostic(pos,
        "no file \"" + text + "\" in " + directory.resolve("files") + ", its templates/ or " + directory, "")));
    if (file.toFile().length() > ControllerFiles.LIMIT) {
      throw new TemplateFailure(new Diagnostic(pos, file + " is larger than " + (ControllerFiles.LIMIT >> 20) + " MiB",
          "let the host fetch it, with a package or a command"));
    }
    return file;
  }
}
