package io.drydock.importer;

/** An expression of FreeMarker. */
record Ftl(String text, Kind kind, Level level) {
    /** How tightly it holds together, the tightest first. */
    enum Level {
        ATOM,
        UNARY,
        PRODUCT,
        SUM,
        RANGE,
        COMPARISON,
        EQUALITY,
        AND,
        OR,
        /** A default, which reaches as far as it can. */
        LOOSE
    }

    static Ftl atom(String text, Kind kind) {
        return new Ftl(text, kind, Level.ATOM);
    }

    /** The text where something as tight is needed. */
    String in(Level needed) {
        return level.compareTo(needed) <= 0 ? text : "(" + text + ")";
    }

    /** Where a dot or a question mark follows. */
    String operand() {
        return in(Level.ATOM);
    }

    Ftl as(Kind other) {
        return new Ftl(text, other, level);
    }

    /** Behind it a built-in. */
    Ftl with(String builtIn, Kind result) {
        return atom(operand() + "?" + builtIn, result);
    }

    /** As a condition: what Python takes for true. */
    Ftl condition() {
        return switch (kind) {
            case TRUTH, ANY, MIXED -> this; // fails here where it is neither true nor false
            case NUMBER, FRACTION -> new Ftl(in(Level.SUM) + " != 0", Kind.TRUTH, Level.EQUALITY);
            case TEXT, LIST, MAP -> with("has_content", Kind.TRUTH);
        };
    }

    /** As Python writes it. */
    Ftl shown() {
        return switch (kind) {
            case TRUTH -> with("string(\"True\", \"False\")", Kind.TEXT);
            case MIXED ->
                atom(
                        "(" + operand() + "?is_boolean)?then(" + operand() + "?string(\"True\", \"False\"), " + text
                                + ")",
                        Kind.TEXT);
            case NUMBER, TEXT, ANY -> this;
            case FRACTION ->
                throw new Refusal(
                        "a fraction in a text",
                        "Python writes it with a point, which is not so here: round it, or make it an int");
            case LIST, MAP -> atom("repr(" + text + ")", Kind.TEXT);
        };
    }

    static Ftl text(String value) {
        String quoted = quoted(value);
        return new Ftl(quoted, Kind.TEXT, quoted.contains("\" + \"") ? Level.SUM : Level.ATOM);
    }

    /** A text in quotes; one that would open an interpolation is put together of two. */
    static String quoted(String value) {
        StringBuilder all = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> all.append("\\\\");
                case '"' -> all.append("\\\"");
                case '\n' -> all.append("\\n");
                case '\r' -> all.append("\\r");
                case '\t' -> all.append("\\t");
                default -> all.append(c);
            }
            boolean opens = i + 1 < value.length()
                    && ((c == '$' || c == '#') && value.charAt(i + 1) == '{'
                            || c == '[' && value.charAt(i + 1) == '='
                            || c == '{' && "{%#".indexOf(value.charAt(i + 1)) >= 0);
            if (opens) all.append("\" + \"");
        }
        return all.append('"').toString();
    }
}
