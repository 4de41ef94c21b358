package io.drydock.template.freemarker;

/** A word of a FreeMarker expression; {@code text} is as written, quotes included. */
record Token(Kind kind, int start, String text) {
    enum Kind {
        NAME,
        STRING,
        RAW_STRING,
        NUMBER,
        SYMBOL
    }

    boolean is(String symbolOrName) {
        return kind != Kind.STRING && kind != Kind.RAW_STRING && text.equals(symbolOrName);
    }

    int end() {
        return start + text.length();
    }
}
