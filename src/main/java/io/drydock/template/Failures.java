package io.drydock.template;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import java.util.Optional;
import java.util.regex.Pattern;

/** FreeMarker's errors in Drydock's words, at their place in the file. */
final class Failures {
  private static final Pattern NOISE = Pattern.compile(" ?\\(wrapper: [^)]*\\)|, or \"template output\" ?");
  private static final Pattern ADVICE = Pattern.compile("(?s)\\s*(-{4,}|Tip:|==>|\\[in template|The failing instruction).*");

  private Failures() {}

  static RuntimeException of(TemplateException e, Code code, Evaluation evaluation) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof TemplateFailure || cause instanceof UnknownValueException) {
        return (RuntimeException) cause;
      }
    }
    return e instanceof InvalidReferenceException || e instanceof Undefined
        ? undefined(e, code, evaluation)
        : new TemplateFailure(new Diagnostic(pos(e, code), message(e), ""));
  }

  static Diagnostic of(ParseException e, Code code) {
    SourcePos pos = e.getLineNumber() > 0 ? code.at(e.getLineNumber(), e.getColumnNumber()) : code.start();
    return new Diagnostic(pos, "template: " + tidy(e.getEditorMessage()), "");
  }

  private static SourcePos pos(TemplateException e, Code code) {
    return e.getLineNumber() == null ? code.start() : code.at(e.getLineNumber(), e.getColumnNumber());
  }

  private static TemplateFailure undefined(TemplateException e, Code code, Evaluation evaluation) {
    Optional<String> blamed = Optional.ofNullable(e.getBlamedExpressionString());
    Optional<Miss> miss = evaluation.miss().filter(m -> blamed.map(b -> about(b, m, evaluation)).orElse(true));
    miss.ifPresent(evaluation::undefined);
    String name = blamed.or(() -> miss.map(Miss::name)).orElse("?");
    String remedy = miss.map(m -> Suggestion.didYouMean(m.name(), m.names())).orElse("");
    return new TemplateFailure(new Diagnostic(pos(e, code), "undefined variable \"" + name + '"', remedy));
  }

  /** Keys in brackets can be computed from what is not known. */
  private static boolean about(String blamed, Miss miss, Evaluation evaluation) {
    return blamed.equals(miss.name()) || blamed.endsWith("." + miss.name())
        || blamed.endsWith("]") && !evaluation.usedAny();
  }

  private static String message(TemplateException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ArithmeticException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    String blamed = e.getBlamedExpressionString();
    return tidy(e.getMessageWithoutStackTop()) + (blamed == null ? "" : ": " + blamed);
  }

  private static String tidy(String message) {
    String text = ADVICE.matcher(NOISE.matcher(message).replaceAll("")).replaceAll("");
    String line = text.strip().replaceAll("\\s+", " ");
    return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
  }
}
