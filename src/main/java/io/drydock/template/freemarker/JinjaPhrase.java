package io.drydock.template.freemarker;

/**
 * A part of an expression that is written anew.
 *
 * @param whole whether it holds together by itself, so that a dot or a question mark may follow
 */
record JinjaPhrase(String text, boolean whole) {
    static JinjaPhrase whole(String text) {
        return new JinjaPhrase(text, true);
    }

    static JinjaPhrase loose(String text) {
        return new JinjaPhrase(text, false);
    }

    /** In parentheses where it needs them. */
    String operand() {
        return whole ? text : "(" + text + ")";
    }

    JinjaPhrase with(String builtIn) {
        return whole(operand() + builtIn);
    }

    JinjaPhrase negated() {
        return loose("!" + operand());
    }
}
