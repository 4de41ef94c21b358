package io.drydock.template.freemarker;

/** How a kind of template marks its interpolations; directives are {@code <#...>} in both. */
enum Syntax {
    DATA("${", Tokens.Until.BRACE),
    SHELL("[=", Tokens.Until.BRACKET);

    private final String opening;
    private final Tokens.Until until;

    Syntax(String opening, Tokens.Until until) {
        this.opening = opening;
        this.until = until;
    }

    String opening() {
        return opening;
    }

    Tokens.Until until() {
        return until;
    }
}
