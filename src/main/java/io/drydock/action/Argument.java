package io.drydock.action;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One argument an action takes, as its action.yml declares it.
 *
 * @param fallback the declared default, plain data
 * @param range what an integer, a number or a size must be in
 * @param without characters that no text in the value may hold, besides those of its type
 * @param secrecy whether it is a secret, or may be one
 * @param onHost of a file: the argument which, when it is true, makes it a path of the host
 */
public record Argument(
        String name,
        Type type,
        boolean required,
        Optional<Object> fallback,
        List<String> choices,
        Optional<Range> range,
        String without,
        Secrecy secrecy,
        Optional<String> onHost,
        String doc) {

    /**
     * NO: what is given may be seen by every user of the host, as the argument list of a program can, so a secret is refused. ALLOWED: it may
     * hold secrets. HIDDEN: it is one where the argument {@code hidden} is true. ALWAYS: it is one.
     */
    public enum Secrecy {
        NO,
        ALLOWED,
        HIDDEN,
        ALWAYS;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final String ONE_LINE = "\0\n\r";
    private static final String TEXTS_OF_SHELLS = "\0"; // which no shell carries

    /** What a playbook writes for it. */
    enum Form {
        VALUE,
        EXPRESSION,
        WORDS,
        SHELL,
        CONDITIONS,
        FILE,
        KEPT,
        SCRIPT,
        TEMPLATE
    }

    /**
     * What a playbook may give and what the action's templates see. A string, each of strings, and a path is one line, for they end
     * up in files and lists of lines; a text, and each of texts, may have several.
     */
    public enum Type {
        STRING(Form.VALUE, ONE_LINE),
        TEXT(Form.VALUE, TEXTS_OF_SHELLS),
        /** A text; of a map or a list, its JSON in one line. */
        DATA(Form.VALUE, TEXTS_OF_SHELLS),
        PATH(Form.VALUE, ONE_LINE),
        /** A path that may end in a slash, and then is a directory. */
        DESTINATION(Form.VALUE, ONE_LINE),
        REGEXP(Form.VALUE, TEXTS_OF_SHELLS),
        MODE(Form.VALUE, ""),
        BOOLEAN(Form.VALUE, ""),
        INTEGER(Form.VALUE, ""),
        NUMBER(Form.VALUE, ""),
        SIZE(Form.VALUE, ""),
        CHOICE(Form.VALUE, ""),
        STRINGS(Form.VALUE, ONE_LINE),
        TEXTS(Form.VALUE, TEXTS_OF_SHELLS),
        MAP(Form.VALUE, TEXTS_OF_SHELLS),
        ANY(Form.VALUE, ""),
        SHOWN(Form.VALUE, TEXTS_OF_SHELLS),
        EXPRESSION(Form.EXPRESSION, TEXTS_OF_SHELLS),
        WORDS(Form.WORDS, TEXTS_OF_SHELLS),
        SHELL(Form.SHELL, TEXTS_OF_SHELLS),
        FILE(Form.FILE, ""),
        /** A file, or a folder with all that is below it. */
        FILES(Form.FILE, ""),
        /** A path of the controller, for what a host has. */
        KEPT(Form.KEPT, ""),
        /** A file of the controller and the words behind it, as a command line has them. */
        SCRIPT(Form.SCRIPT, TEXTS_OF_SHELLS),
        TEMPLATE(Form.TEMPLATE, TEXTS_OF_SHELLS),
        CONDITIONS(Form.CONDITIONS, ""),
        JSON(Form.VALUE, "");

        private final Form form;
        private final String excluded;

        Type(Form form, String excluded) {
            this.form = form;
            this.excluded = excluded;
        }

        Form form() {
            return form;
        }

        /** The characters that none of its texts can hold. */
        String excluded() {
            return excluded;
        }

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Both ends included. Without a declared one it is what a shell and a template can count with. */
    public record Range(long least, long most) {
        static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean holds(BigDecimal number) {
            return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        }
    }

    public Argument {
        choices = List.copyOf(choices);
    }

    /** The same of another type. */
    Argument as(Type other) {
        return new Argument(name, other, required, fallback, choices, range, without, secrecy, onHost, doc);
    }
}
