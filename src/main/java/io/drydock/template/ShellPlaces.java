package io.drydock.template;

import io.drydock.diag.Diagnostic;
import java.util.List;

/**
 * Finds interpolations where quoting cannot protect: inside quotes, backquotes, comments, here-documents,
 * {@code ${...}} and arithmetic. Only between words, and in them, is a quoted value always one literal word.
 */
final class ShellPlaces {
  private ShellPlaces() {}

  static List<Diagnostic> problems(Text text, List<Piece> pieces) {
    ShellReader reader = new ShellReader(ShellChars.of(text.chars(), pieces), text::at);
    new ShellLexer(reader).read();
    return reader.problems();
  }
}
