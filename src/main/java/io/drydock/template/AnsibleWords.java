package io.drydock.template;

import io.drydock.diag.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words of Ansible's expressions that FreeMarker does not have. */
final class AnsibleWords {
  private static final Map<String, String> CONSTANTS = Map.of("True", "use true", "False", "use false", "None",
      "ask x?? (is it defined)");
  /** Written the same length, so that columns stay right. */
  private static final Map<String, String> OPERATORS = Map.of("and", " &&", "or", "||");

  private AnsibleWords() {}

  /** What FreeMarker reads in place of the token, if anything. */
  static Optional<String> translated(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    boolean operator = token.kind() == Token.Kind.NAME && afterOperand(tokens, i);
    return operator ? Optional.ofNullable(OPERATORS.get(token.text())) : Optional.empty();
  }

  /** Reports the first word that must be written otherwise; true if there is one. */
  static boolean explain(Text text, List<Token> tokens, Diagnostics problems) {
    for (int i = 0; i < tokens.size(); i++) {
      Optional<String> remedy = remedy(tokens, i);
      if (remedy.isPresent()) {
        String message = '"' + tokens.get(i).text() + "\" is not an operator of expressions here";
        problems.error(text.at(tokens.get(i).start()), message, remedy.get());
        return true;
      }
    }
    return false;
  }

  private static Optional<String> remedy(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    if (isKey(tokens, i)) {
      return Optional.empty();
    }
    boolean operand = afterOperand(tokens, i);
    return Optional.ofNullable(switch (token.text()) {
      case "is" -> operand ? "use x?? for \"is defined\" and !x?? for \"is not defined\"" : null;
      case "in" -> operand ? "use list?seq_contains(x), or text?contains(x)" : null;
      case "not" -> operand ? "use !list?seq_contains(x)" : "use !x, or !(a == b) for a whole comparison";
      case "|" -> "use x!\"value\" for a default, x?upper_case and the like for filters, || for \"or\"";
      case "$" -> next(tokens, i, "{") ? "this is an expression already: leave ${ } away" : null;
      case "{" -> !operand && next(tokens, i, "{") ? "this is an expression already: leave {{ }} away" : null;
      default -> CONSTANTS.get(token.text());
    });
  }

  private static boolean isKey(List<Token> tokens, int i) {
    return i > 0 && tokens.get(i - 1).is(".");
  }

  private static boolean next(List<Token> tokens, int i, String symbol) {
    return i + 1 < tokens.size() && tokens.get(i + 1).is(symbol);
  }

  private static boolean afterOperand(List<Token> tokens, int i) {
    if (i == 0) {
      return false;
    }
    Token before = tokens.get(i - 1);
    return switch (before.kind()) {
      case STRING, RAW_STRING, NUMBER -> true;
      case NAME -> translated(tokens, i - 1).isEmpty();
      case SYMBOL -> before.is(")") || before.is("]") || before.is("}") || before.is("??") || before.is("!");
    };
  }
}
