package io.drydock.template.freemarker;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Suggestion;
import io.drydock.template.function.FunctionTable;
import io.drydock.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The calls of functions in a template. A name before a parenthesis is that of a function and never a variable's: code of ours before
 * it keeps the two apart, so that a variable may be called {@code version} or {@code hash}.
 */
final class CallMarks {
    static final String MARK = "__drydock_call_";

    /** Words of expressions and directives that may stand before a parenthesis. */
    private static final Set<String> OPERATORS = Set.of(
            "as", "in", "using", "lt", "lte", "gt", "gte", "and", "or", "not", "is", "if", "else", "true", "false");

    private final Syntax syntax;
    private final List<Wrap> wraps = new ArrayList<>();

    private CallMarks(Syntax syntax) {
        this.syntax = syntax;
    }

    /** The function of a name that is marked; empty for any other. */
    static Optional<TemplateFunction> function(String name) {
        return name.startsWith(MARK) ? FunctionTable.named(name.substring(MARK.length())) : Optional.empty();
    }

    /** A message of FreeMarker without our marks. */
    static String unmarked(String message) {
        return message.replace(MARK, "");
    }

    static List<Wrap> ofTemplate(Syntax syntax, List<Piece> pieces) {
        CallMarks calls = new CallMarks(syntax);
        calls.pieces(pieces, IntUnaryOperator.identity());
        return calls.wraps;
    }

    static List<Wrap> ofExpression(List<Token> tokens) {
        CallMarks calls = new CallMarks(Syntax.DATA);
        calls.tokens(tokens, IntUnaryOperator.identity());
        return calls.wraps;
    }

    /** The calls of functions that are not there. */
    static List<Diagnostic> unknown(Text text, List<Token> tokens) {
        return unknown(tokens).stream()
                .map(token -> new Diagnostic(
                        text.at(token.start()), "there is no function \"" + token.text() + "\"", remedy(token.text())))
                .toList();
    }

    /** The names of functions that are not there. */
    static List<Token> unknown(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(i -> isCall(tokens, i))
                .mapToObj(tokens::get)
                .filter(token -> FunctionTable.named(token.text()).isEmpty())
                .toList();
    }

    private static String remedy(String name) {
        Optional<String> near = Suggestion.near(name, FunctionTable.names());
        return AnsibleWords.remedy(AnsibleWords.Place.FUNCTIONS, name)
                .or(() -> AnsibleWords.remedy(AnsibleWords.Place.FILTERS, name))
                .or(() -> AnsibleWords.remedy(AnsibleWords.Place.TESTS, name))
                .or(() -> near)
                .orElse("docs/functions.md has them all");
    }

    private void pieces(List<Piece> pieces, IntUnaryOperator place) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Interpolation interpolation -> tokens(interpolation.tokens(), place);
                case Piece.Tag tag -> tokens(tag.tokens(), place);
                case Piece.Plain _, Piece.Comment _ -> {}
            }
        }
    }

    /** @param place where an offset of these tokens is in the template */
    private void tokens(List<Token> tokens, IntUnaryOperator place) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (isCall(tokens, i)) wraps.add(Wrap.at(place.applyAsInt(token.start()), MARK));
            else if (token.kind() == Token.Kind.STRING) string(token, place);
        }
    }

    private static boolean isCall(List<Token> tokens, int i) {
        return tokens.get(i).kind() == Token.Kind.NAME
                && i + 1 < tokens.size()
                && tokens.get(i + 1).is("(")
                && (i == 0 || !tokens.get(i - 1).is(".") && !tokens.get(i - 1).is("?"))
                && !OPERATORS.contains(tokens.get(i).text());
    }

    /** A text may have interpolations in it, which FreeMarker reads once it has replaced the escapes. */
    private void string(Token token, IntUnaryOperator place) {
        TemplateCompiler.unescaped(token.text())
                .filter(content -> content.contains(syntax.opening()))
                .ifPresent(content -> {
                    int[] written = places(token.text(), content.length());
                    pieces(Pieces.of(content, syntax), at -> place.applyAsInt(token.start() + written[at]));
                });
    }

    /** Where in a literal each character of its content is written. */
    private static int[] places(String literal, int length) {
        int[] places = new int[length + 1];
        int at = 1;
        for (int i = 0; i < length; i++) {
            places[i] = at;
            if (literal.charAt(at) != '\\') at++;
            else if (literal.charAt(at + 1) != 'x') at += 2;
            else at = hexadecimal(literal, at + 2);
        }
        places[length] = at;
        return places;
    }

    private static int hexadecimal(String literal, int from) {
        int end = from;
        while (end < from + 4 && Character.digit(literal.charAt(end), 16) >= 0) end++;
        return end;
    }
}
