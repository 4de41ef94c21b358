package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bounds how deep a template is nested, for it is read by recursion, of which Java allows so much only, and how long its numbers are. */
final class Nesting {
    private static final int MOST = 200;
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");
    private static final Set<String> PREFIXES = Set.of("!", "-", "+", "not");
    private static final Set<String> INFIXES = Set.of("and", "or", "not", "in");
    /** FreeMarker looks ahead of every default to the end: forty that lead to an error take it a second, eighty half a minute. */
    private static final int MOST_DEFAULTS = 20;

    private Nesting() {}

    /** Brackets within brackets, signs before signs, and defaults of defaults. */
    static Optional<Diagnostic> ofExpression(Text text, List<Token> tokens) {
        return brackets(text, tokens).or(() -> defaults(text, tokens)).or(() -> digits(text, tokens));
    }

    private static Optional<Diagnostic> digits(Text text, List<Token> tokens) {
        return tokens.stream()
                .filter(t -> t.kind() == Token.Kind.NUMBER && t.text().length() > AnyArithmetic.DIGITS)
                .findFirst()
                .map(t -> tooLong(text, t.start()));
    }

    /** For a number. */
    static Diagnostic tooLong(Text text, int offset) {
        return new Diagnostic(
                text.at(offset),
                "a number has more than " + AnyArithmetic.DIGITS + " digits",
                "quote it if it is a text");
    }

    private static Optional<Diagnostic> brackets(Text text, List<Token> tokens) {
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

    private static Optional<Diagnostic> defaults(Text text, List<Token> tokens) {
        Deque<Integer> outside = new ArrayDeque<>();
        int defaults = 0; // in a row, at this depth of brackets
        boolean operand = false;
        for (Token token : tokens) {
            boolean symbol = token.kind() == Token.Kind.SYMBOL;
            if (symbol && OPENING.contains(token.text())) {
                outside.push(defaults);
                defaults = 0;
            } else if (symbol && CLOSING.contains(token.text())) {
                defaults = outside.isEmpty() ? 0 : outside.pop();
            } else if (token.is(",")) {
                defaults = 0;
            } else if (operand && token.is("!")) {
                defaults++;
            }
            if (defaults > MOST_DEFAULTS)
                return Optional.of(new Diagnostic(
                        text.at(token.start()),
                        "more than " + MOST_DEFAULTS + " defaults follow one another",
                        "make a variable of a part of it"));
            operand = symbol
                    ? CLOSING.contains(token.text()) || token.is("??") || operand && token.is("!")
                    : !INFIXES.contains(token.text());
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
