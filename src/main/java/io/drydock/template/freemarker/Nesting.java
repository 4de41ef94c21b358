package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bounds how deep a template is nested, for it is read by recursion, of which Java allows so much only. */
final class Nesting {
    private static final int MOST = 200;
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");
    private static final Set<String> PREFIXES = Set.of("!", "-", "+", "not");

    private Nesting() {}

    /** Brackets within brackets, and signs before signs. */
    static Optional<Diagnostic> ofExpression(Text text, List<Token> tokens) {
        int brackets = 0;
        int signs = 0;
        for (Token token : tokens) {
            boolean isText = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.RAW_STRING;
            if (!isText && OPENING.contains(token.text())) brackets++;
            if (!isText && CLOSING.contains(token.text())) brackets--;
            signs = !isText && PREFIXES.contains(token.text()) ? signs + 1 : 0;
            if (brackets + signs > MOST) return Optional.of(problem(text, token.start()));
        }
        return Optional.empty();
    }

    /** Directives within directives, besides. */
    static Optional<Diagnostic> ofTemplate(Text text, List<Piece> pieces) {
        int directives = 0;
        for (Piece piece : pieces) {
            Optional<Diagnostic> found = switch (piece) {
                case Piece.Interpolation interpolation -> ofExpression(text, interpolation.tokens());
                case Piece.Tag tag -> ofExpression(text, tag.tokens());
                case Piece.Plain _, Piece.Comment _ -> Optional.empty();
            };
            if (found.isPresent()) return found;
            if (piece instanceof Piece.Tag tag)
                directives += tag.closing()
                        ? -1
                        : Set.of("if", "list", "items", "switch").contains(tag.name()) ? 1 : 0;
            if (directives > MOST) return Optional.of(problem(text, piece.start()));
        }
        return Optional.empty();
    }

    /** For what is nested in yet another way. */
    static Diagnostic problem(Text text, int offset) {
        return new Diagnostic(
                text.at(offset),
                "this is nested too deeply: " + MOST + " levels are the most",
                "make a variable of a part of it");
    }
}
