package io.drydock.action;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.json.Json;
import io.drydock.template.TemplateFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns an evaluated value into what the argument's type promises to the action's templates. */
final class Conversion {
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([kKmMgGtT]?)(?:i?[bB])?");

  /** Of these a template sees which of their texts are secrets. */
  private static final Set<Argument.Type> MARKED = EnumSet.of(Argument.Type.MAP, Argument.Type.ANY, Argument.Type.STRINGS, Argument.Type.WORDS);

  private final Argument argument;
  private final List<String> takingSecrets;
  private final SourcePos pos;

  /** @param takingSecrets the names of the action's arguments that may hold secrets */
  Conversion(Argument argument, List<String> takingSecrets, SourcePos pos) {
    this.argument = argument;
    this.takingSecrets = List.copyOf(takingSecrets);
    this.pos = pos;
  }

  /**
   * {@code value} is not null. A secret stays one, whatever it is turned into.
   *
   * @throws TemplateFailure when it cannot be converted, or holds a secret that would be seen; the message does not tell it
   */
  Object convert(Object value) {
    Set<String> parts = parts(value);
    if (parts.isEmpty()) return plain(value);
    if (argument.secrecy() == Argument.Secrecy.NO && argument.type() != Argument.Type.BOOLEAN) throw seen();
    if (MARKED.contains(argument.type())) return plain(value);
    Object converted = plainly(revealed(value));
    return converted instanceof String text ? new Secret(text, parts) : converted;
  }

  private Object plainly(Object secret) {
    try {
      return plain(secret);
    } catch (TemplateFailure e) {
      throw failure("the secret in it does not do as its type, " + argument.type().label(), "");
    }
  }

  private TemplateFailure seen() {
    return failure("a secret would be seen in it, in the host's list of processes or in its logs", takingSecrets.isEmpty() ? "leave the secret out"
        : "give it in " + String.join(" or ", takingSecrets));
  }

  /** What must not be seen of the secrets in the value; empty when there are none. */
  private static Set<String> parts(Object value) {
    return switch (value) {
      case Secret secret -> secret.parts();
      case List<?> list -> list.stream().flatMap(item -> parts(item).stream()).collect(Collectors.toSet());
      case Map<?, ?> map -> map.values().stream().flatMap(item -> parts(item).stream()).collect(Collectors.toSet());
      case null, default -> Set.of();
    };
  }

  /** Plain data with the texts of secrets in their places. */
  private static Object revealed(Object value) {
    return switch (value) {
      case Secret secret -> secret.reveal();
      case List<?> list -> list.stream().map(Conversion::revealed).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> plain = new LinkedHashMap<>();
        map.forEach((key, item) -> plain.put(key, revealed(item)));
        yield plain;
      }
      case null, default -> value;
    };
  }

  private Object plain(Object value) {
    return switch (argument.type()) {
      case STRING, SHELL, TEMPLATE -> scalar(value);
      case PATH -> path(scalar(value));
      case MODE -> mode(scalar(value));
      case BOOLEAN -> bool(value);
      case INTEGER -> integer(value);
      case NUMBER -> number(value);
      case SIZE -> size(scalar(value));
      case CHOICE -> choice(scalar(value));
      case STRINGS, WORDS -> strings(value);
      case MAP -> value instanceof Map<?, ?> map ? map : wrong(value);
      case JSON -> Json.canonical(value);
      case SHOWN -> value instanceof Map || value instanceof List ? Json.canonical(value) : scalar(value);
      case ANY, FILE, CONDITIONS -> value;
    };
  }

  private String scalar(Object value) {
    if (value instanceof Map || value instanceof List) wrong(value);
    String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    if (text.indexOf('\0') >= 0) throw failure("holds a NUL character", "remove it");
    return text;
  }

  private String path(String text) {
    if (!text.startsWith("/")) throw failure("\"" + text + "\" is not an absolute path", "begin it with /");
    if (text.indexOf('\n') >= 0) throw failure("a path with a line break", "remove it");
    return text.length() > 1 && text.endsWith("/") ? text.replaceAll("/+$", "") : text;
  }

  private String mode(String text) {
    if (text.matches("0?[0-7]{3,4}")) return text;
    throw failure("\"" + text + "\" is not a mode", "write it in octal, such as \"0644\"");
  }

  private Boolean bool(Object value) {
    return switch (String.valueOf(value)) {
      case "true", "yes", "on", "True", "1" -> true;
      case "false", "no", "off", "False", "0" -> false;
      default -> throw failure("\"" + value + "\" is not a boolean", "write true or false");
    };
  }

  private Long integer(Object value) {
    try {
      return new BigDecimal(String.valueOf(value)).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw failure("\"" + value + "\" is not a whole number", "");
    }
  }

  private BigDecimal number(Object value) {
    try {
      return new BigDecimal(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw failure("\"" + value + "\" is not a number", "");
    }
  }

  private Long size(String text) {
    Matcher m = SIZE.matcher(text);
    if (!m.matches()) throw failure("\"" + text + "\" is not a size", "write bytes, or a number with k, m, g or t");
    return Long.parseLong(m.group(1)) << 10 * (m.group(2).isEmpty() ? 0 : 1 + "kmgt".indexOf(m.group(2).toLowerCase()));
  }

  private String choice(String text) {
    if (argument.choices().contains(text)) return text;
    throw failure("\"" + text + "\" is not a choice", Suggestion.didYouMean(text, argument.choices()));
  }

  private List<Object> strings(Object value) {
    if (!(value instanceof List<?> list)) return List.of(string(value));
    List<Object> strings = new ArrayList<>();
    for (Object item : list) {
      if (item instanceof List<?> inner) inner.forEach(i -> strings.add(string(i)));
      else strings.add(string(item));
    }
    return strings;
  }

  private Object string(Object value) {
    return value instanceof Secret secret ? new Secret(scalar(secret.reveal()), secret.parts()) : scalar(value);
  }

  private Object wrong(Object value) {
    String is = value instanceof Map ? "a map" : value instanceof List ? "a list" : "\"" + value + "\"";
    throw failure("is " + is, "its type is " + argument.type().label());
  }

  private TemplateFailure failure(String problem, String remedy) {
    return new TemplateFailure(new Diagnostic(pos, "argument \"" + argument.name() + "\": " + problem, remedy));
  }
}
