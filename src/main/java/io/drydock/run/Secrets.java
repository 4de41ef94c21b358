package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.json.Written;
import io.drydock.template.Scope;
import io.drydock.template.ValueTemplate;
import java.util.List;
import java.util.Locale;

/** Which variables are secrets: those whose name ends like one, whatever they hold. */
public final class Secrets {
  private static final List<String> ENDINGS = List.of("password", "passwd", "passphrase", "secret", "token", "_pass");

  private Secrets() {}

  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** A secret's text as a {@link Secret}; everything else as it is. A template is a secret when what it uses is one. */
  static Object guard(String name, Object value, Scope scope) {
    if (value == null || !isSecret(name)) return value;
    Object plain = value instanceof ValueTemplate template && template.isConstant() ? template.evaluate(scope) : value;
    return switch (plain) {
      case String text -> new Secret(text);
      case Number _, Written _ -> new Secret(String.valueOf(plain));
      default -> value;
    };
  }
}
