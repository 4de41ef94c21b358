package io.drydock.template.shell;

import io.drydock.diag.Diagnostic;
import io.drydock.template.freemarker.Piece;
import io.drydock.template.freemarker.Text;
import java.util.List;

/**
 * What there is to know of a shell text: interpolations where quoting cannot protect, inside quotes, backquotes,
 * comments, here-documents, {@code ${...}} and whatever a shell evaluates again, for only between other words, and in
 * them, is a quoted value always one literal word; and the shell's variables that it uses and does not assign.
 */
public record ShellPlaces(List<Diagnostic> problems, List<ShellVariable> variables) {
    public static ShellPlaces of(Text text, List<Piece> pieces) {
        ShellChars chars = ShellChars.of(text.chars(), pieces);
        ShellReader reader = new ShellReader(chars, text::at);
        new ShellLexer(reader).read();
        List<ShellVariable> variables = reader.names().unassigned().stream()
                .map(r -> new ShellVariable(r.name(), r.written(), text.at(chars.offset(r.index())), r.replaceable()))
                .toList();
        return new ShellPlaces(reader.problems(), variables);
    }
}
