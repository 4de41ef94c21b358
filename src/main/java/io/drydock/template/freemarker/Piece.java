package io.drydock.template.freemarker;

import java.util.List;

/** A stretch of a template, from {@code start} up to but without {@code end}. */
public sealed interface Piece {
    int start();

    int end();

    record Plain(int start, int end) implements Piece {}

    /** {@code ${...}} or {@code [=...]}; the expression is what is between. */
    record Interpolation(int start, int end, List<Token> tokens) implements Piece {
        /** Without the blanks before it. */
        int expressionStart() {
            return tokens.isEmpty() ? start + 2 : tokens.getFirst().start();
        }

        int expressionEnd() {
            return end - 1;
        }
    }

    /** {@code <#name ...>} or {@code </#name>}; also {@code <@name ...>}, whose name begins with {@code @}. */
    record Tag(int start, int end, String name, boolean closing, List<Token> tokens) implements Piece {}

    record Comment(int start, int end) implements Piece {}
}
