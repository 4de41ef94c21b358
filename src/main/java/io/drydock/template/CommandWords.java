package io.drydock.template;

import java.util.Set;

/**
 * Follows the words of commands as far as it takes to tell the {@code )} of a {@code case} pattern from one that
 * closes {@code $(}.
 */
final class CommandWords {
  private static final Set<String> COMMAND_FOLLOWS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "time");

  private enum Case { NONE, SUBJECT, IN }

  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean plain = true;
  private boolean commandStart = true;
  private Case expected = Case.NONE;
  private int open;
  private boolean pattern;

  void plain(char c) {
    word.append(c);
    inWord = true;
  }

  /** A part of a word that is not plain text, so that the word is no keyword. */
  void quoted() {
    plain = false;
    inWord = true;
  }

  boolean inWord() {
    return inWord;
  }

  boolean inPattern() {
    endWord();
    return pattern;
  }

  /** Whether a {@code )} here would end the commands rather than a pattern. */
  boolean closesCommands() {
    endWord();
    return !pattern;
  }

  void operator(String operator) {
    endWord();
    switch (operator) {
      case ";;" -> pattern = open > 0;
      case ")" -> pattern = false;
      default -> { }
    }
    commandStart = true;
  }

  void endWord() {
    if (inWord) {
      end(plain ? word.toString() : "");
      word.setLength(0);
      inWord = false;
      plain = true;
    }
  }

  private void end(String keyword) {
    if (pattern) {
      if (keyword.equals("esac")) {
        pattern = false;
        open--;
      }
    } else if (expected != Case.NONE) {
      pattern = expected == Case.IN && keyword.equals("in");
      expected = expected == Case.SUBJECT ? Case.IN : Case.NONE;
    } else if (commandStart) {
      command(keyword);
    }
  }

  private void command(String keyword) {
    switch (keyword) {
      case "case" -> {
        open++;
        expected = Case.SUBJECT;
      }
      case "esac" -> open = Math.max(0, open - 1);
      default -> { }
    }
    commandStart = COMMAND_FOLLOWS.contains(keyword);
  }
}
