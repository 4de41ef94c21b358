package io.drydock.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The type of a scalar by its tag. What reads like a number but would be changed by becoming one stays text: numbers
 * beyond 64 bits, infinities, {@code 22:30} (which YAML 1.1 takes for base 60), {@code 12e5} without a point, dates.
 */
final class ScalarTypes {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?");

  private ScalarTypes() {}

  /** Empty if the tag is none of YAML's core scalar types, or the text does not fit a tag that was written. */
  static Optional<TypedValue> typed(Tag tag, String text, boolean explicit) {
    Object value = switch (tag.getValue()) {
      case "tag:yaml.org,2002:null" -> null;
      case "tag:yaml.org,2002:bool" -> bool(text);
      case "tag:yaml.org,2002:int" -> integer(text);
      case "tag:yaml.org,2002:float" -> decimal(text);
      default -> text;
    };
    boolean misfit = explicit && value instanceof String && !isText(tag);
    return misfit ? Optional.empty() : Optional.of(new TypedValue(value));
  }

  /** Wraps the value, which may be null. */
  record TypedValue(Object value) {}

  private static boolean isText(Tag tag) {
    return tag.equals(Tag.STR) || tag.getValue().equals("!");
  }

  private static Object bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on" -> true;
      case "no", "false", "off" -> false;
      default -> text;
    };
  }

  private static Object integer(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return text;
    }
    String digits = text.replace("_", "");
    String unsigned = digits.replaceFirst("^[-+]", "");
    String sign = digits.startsWith("-") ? "-" : "";
    try {
      if (unsigned.startsWith("0b")) {
        return Long.parseLong(sign + unsigned.substring(2), 2);
      }
      if (unsigned.startsWith("0x")) {
        return Long.parseLong(sign + unsigned.substring(2), 16);
      }
      return Long.parseLong(sign + unsigned, unsigned.length() > 1 && unsigned.startsWith("0") ? 8 : 10);
    } catch (NumberFormatException e) {
      return text; // more than 64 bits, or an 8 or 9 behind a leading 0
    }
  }

  private static Object decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return text;
    }
    double value = Double.parseDouble(text.replace("_", ""));
    return Double.isFinite(value) ? (Object) value : text;
  }
}
