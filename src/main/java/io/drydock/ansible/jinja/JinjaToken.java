package io.drydock.ansible.jinja;

/**
 * A piece of a template.
 *
 * @param text of data its characters, of a string what it stands for, of all others what is written
 */
record JinjaToken(Kind kind, String text) {
    enum Kind {
        /** What is copied as it is. */
        DATA,
        COMMENT,
        OUTPUT_BEGIN,
        OUTPUT_END,
        TAG_BEGIN,
        /** Its text is the line break that was taken away after it, if one was. */
        TAG_END,
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** As an error names it. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case OUTPUT_END -> "}}";
            case TAG_END -> "%}";
            case STRING -> "a text";
            case DATA, COMMENT, OUTPUT_BEGIN, TAG_BEGIN, NAME, NUMBER, SYMBOL -> '"' + text + '"';
        };
    }
}
