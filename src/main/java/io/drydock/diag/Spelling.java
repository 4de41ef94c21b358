package io.drydock.diag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Recognizes a text however it is written: as it is, escaped for JSON, a shell, XML or a URL, with control characters
 * between its characters and, from some length on, with spaces or line breaks there, also those of a diff. Immutable.
 */
final class Spelling {
  private static final int QUOTES = -1; // any quotes and backslashes: what escapes them adds more of them
  private static final int SPACE = -2;
  private static final int LONG = 6; // characters of a text that is recognized where it is spaced out
  private static final int NOT = -1;
  private static final String BASE64 = "+/-_=";

  private final int[] symbols;
  private final boolean spaced;
  private final boolean coded;

  private Spelling(String text, boolean coded) {
    this.symbols = symbols(text);
    this.spaced = letters() >= LONG;
    this.coded = coded;
  }

  static Spelling of(String text) {
    return new Spelling(text, false);
  }

  /** Of a piece of a text's base64, whose neighbours tell something of the text, too. */
  static Spelling ofBase64(String text) {
    return new Spelling(text, true);
  }

  private static int[] symbols(String text) {
    IntStream.Builder symbols = IntStream.builder();
    int last = 0;
    for (int c : text.codePoints().filter(c -> !isSkipped(c)).toArray()) {
      int symbol = isQuote(c) ? QUOTES : isSpace(c) ? SPACE : c;
      if (symbol >= 0 || symbol != last) symbols.add(symbol);
      last = symbol;
    }
    return symbols.build().toArray();
  }

  /** How many characters it has that are not quotes or spaces. */
  int letters() {
    return (int) Arrays.stream(symbols).filter(s -> s >= 0).count();
  }

  /** What it begins with when it is not escaped; -1 when that may be one of several characters. */
  int first() {
    return symbols.length == 0 ? NOT : Math.max(NOT, symbols[0]);
  }

  boolean isCoded() {
    return coded;
  }

  /** Where it ends if it begins at {@code from} in the text; -1 if it does not. */
  int end(String text, int from) {
    int plain = end(text, from, false);
    return plain != NOT ? plain : end(text, from, true);
  }

  /** @param escaped whether what can be read as an escaped character is taken for one */
  private int end(String text, int from, boolean escaped) {
    int at = from;
    for (int i = 0; i < symbols.length; i++) {
      int start = i == 0 ? at : gap(text, at);
      int next = symbol(text, start, symbols[i], escaped);
      if (next == NOT && start > at && isAt(text, start, "+-")) next = symbol(text, gap(text, start + 1), symbols[i], escaped); // of a diff
      if (next == NOT) return NOT;
      at = next;
    }
    return symbols.length == 0 ? NOT : coded ? widened(text, at) : at;
  }

  /** Past the character that holds the last bits, and the padding. */
  private static int widened(String text, int at) {
    int end = at < text.length() && isBase64(text.charAt(at)) ? at + 1 : at;
    while (isAt(text, end, "=")) end++;
    return end;
  }

  static boolean isBase64(char c) {
    return c < 128 && Character.isLetterOrDigit(c) || BASE64.indexOf(c) >= 0;
  }

  private int gap(String text, int from) {
    int at = from;
    while (at < text.length() && (isSkipped(text.charAt(at)) || spaced && isSpace(text.charAt(at)))) at++;
    return at;
  }

  /** Control characters and those that are not seen. */
  private static boolean isSkipped(int c) {
    return !isSpace(c) && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private static boolean isQuote(int c) {
    return c == '\'' || c == '"' || c == '\\';
  }

  private static boolean isAt(String text, int at, String chars) {
    return at < text.length() && chars.indexOf(text.charAt(at)) >= 0;
  }

  private int symbol(String text, int at, int symbol, boolean escaped) {
    if (symbol == QUOTES) return run(text, at, "'\"\\");
    if (symbol == SPACE) return isAt(text, at, "+") ? at + 1 : spaced && at > 0 && isSpace(text.charAt(at - 1)) ? at : run(text, at, " \t\n");
    int raw = at < text.length() && text.codePointAt(at) == symbol ? at + Character.charCount(symbol) : NOT;
    if (raw != NOT && !(escaped && (symbol == '%' || symbol == '&'))) return doubled(text, raw, symbol);
    int other = escape(text, at, symbol);
    return other != NOT ? other : raw;
  }

  /** Past a second one of the characters that some files double. */
  private static int doubled(String text, int at, int symbol) {
    return symbol == '$' && isAt(text, at, "$") ? at + 1 : at;
  }

  /** Past a run of these characters, plain or escaped. */
  private int run(String text, int from, String chars) {
    int at = from;
    for (boolean more = true; more; ) {
      more = false;
      for (int i = 0; i < chars.length() && !more; i++) {
        int next = isAt(text, at, chars.substring(i, i + 1)) ? at + 1 : escape(text, at, chars.charAt(i));
        if (next != NOT) {
          at = next;
          more = true;
        }
      }
    }
    return at == from ? NOT : at;
  }

  private static int escape(String text, int at, int c) {
    if (at >= text.length()) return NOT;
    return switch (text.charAt(at)) {
      case '%' -> bytes(text, at, c, "%", 16, 2);
      case '&' -> entity(text, at, c);
      case '\\' -> backslashed(text, at, c);
      default -> NOT;
    };
  }

  private static int backslashed(String text, int from, int c) {
    int at = from;
    while (isAt(text, at, "\\")) at++;
    if (at < text.length() && text.codePointAt(at) == c) return at + Character.charCount(c);
    if (c == '\t' && isAt(text, at, "t") || c == '\n' && isAt(text, at, "n")) return at + 1;
    int end = units(text, at, c);
    if (end == NOT) end = bytes(text, at - 1, c, "\\x", 16, 2);
    return end != NOT ? end : bytes(text, at - 1, c, "\\", 8, 3);
  }

  /** uXXXX, for each half of a character that has two. */
  private static int units(String text, int from, int c) {
    int at = from;
    for (char unit : Character.toChars(c)) {
      if (at > from) {
        if (!isAt(text, at, "\\")) return NOT;
        while (isAt(text, at, "\\")) at++;
      }
      if (!isAt(text, at, "u") || number(text, at + 1, 4, 16) != unit) return NOT;
      at += 5;
    }
    return at;
  }

  /** Each byte of the character's UTF-8 after {@code mark}. */
  private static int bytes(String text, int from, int c, String mark, int radix, int digits) {
    int at = from;
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      if (!text.startsWith(mark, at) || number(text, at + mark.length(), digits, radix) != (b & 0xff)) return NOT;
      at += mark.length() + digits;
    }
    return at;
  }

  private static int number(String text, int from, int digits, int radix) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : NOT;
      if (digit < 0) return NOT;
      number = number * radix + digit;
    }
    return number;
  }

  private static int entity(String text, int at, int c) {
    String name = switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&apos;";
      default -> "&#" + c + ";";
    };
    if (text.startsWith(name, at)) return at + name.length();
    String decimal = "&#" + c + ";";
    if (text.startsWith(decimal, at)) return at + decimal.length();
    String hexadecimal = "&#x" + Integer.toHexString(c) + ";";
    return text.regionMatches(true, at, hexadecimal, 0, hexadecimal.length()) ? at + hexadecimal.length() : NOT;
  }
}
