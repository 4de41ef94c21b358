package io.drydock.template.shell;

import io.drydock.template.shell.ShellReader.Kind;
import java.util.Optional;

/** Reads shell text as far as it takes to know what is quoted. */
final class ShellLexer {
    private static final String PARAMETERS = "#?$!@*-0123456789";

    private final ShellReader in;
    private final HereDocuments hereDocuments;
    private int loneDollar = Integer.MIN_VALUE;
    private int lastValue = -1;
    private CommandWords current;
    /** What is wrong with a value where the output of the commands goes that are being read. */
    private Optional<SimpleCommand.Unsafe> printed = Optional.empty();

    ShellLexer(ShellReader in) {
        this.in = in;
        this.hereDocuments = new HereDocuments(in);
        this.current = new CommandWords(in.names());
    }

    void read() {
        commands(ShellChars.END, current);
        hereDocuments.atEnd();
        in.names().computedValues().forEach(index -> unsafe(index, "arithmetic", SimpleCommand.NUMBER));
    }

    /** Commands up to and including the closing character. */
    private void commands(int closing, CommandWords words) {
        CommandWords outer = current;
        current = words;
        read(closing, words);
        current = outer;
    }

    private void read(int closing, CommandWords words) {
        while (in.current() != ShellChars.END) {
            int c = in.current();
            if (c == ')' && words.closesCommands() && c == closing) {
                in.leave(1);
                return;
            }
            if (in.tagBefore(in.index())) {
                words.directive();
            }
            command(c, words);
            words.unsafe().forEach(index -> unsafe(index, "arithmetic", SimpleCommand.NUMBER));
        }
        words.endWord();
        words.unsafe().forEach(index -> unsafe(index, "arithmetic", SimpleCommand.NUMBER));
        if (closing != ShellChars.END) {
            in.notClosed();
        }
    }

    private void command(int c, CommandWords words) {
        switch (c) {
            case ShellChars.MARK -> value(words);
            case '\\' -> {
                words.quoted();
                escape();
            }
            case '\'' -> {
                words.quoted();
                singleQuotes();
            }
            case '"' -> {
                words.quoted();
                doubleQuotes();
            }
            case '`' -> {
                words.quoted();
                backquotes();
            }
            case '$' -> {
                words.quoted();
                dollar(false);
            }
            case '#' -> hash(words);
            case '(' -> parenthesis(words);
            case '<' -> less(words);
            case '\n' -> {
                words.operator("\n");
                hereDocuments.newline();
            }
            case ' ', '\t', '\r' -> {
                words.endWord();
                in.step();
            }
            case '>' -> {
                words.redirection();
                redirect();
            }
            case ';', '&', '|', ')' -> operator(c, words);
            default -> {
                words.plain((char) c);
                in.step();
            }
        }
    }

    private void operator(int c, CommandWords words) {
        boolean clause = c == ';' && (in.ahead(1) == ';' || in.ahead(1) == '&');
        words.operator(clause ? ";;" : Character.toString(c));
        in.step(clause ? 2 : 1);
    }

    private void value(CommandWords words) {
        if (in.index() - 1 == loneDollar) {
            in.problem(in.index(), "a value cannot follow $ directly", "assign first: x=[=value], then use $x");
        }
        lastValue = in.index();
        words.value(in.index()).or(() -> printed).ifPresent(found -> unsafe(in.index(), found.place(), found.remedy()));
        in.step();
    }

    private void unsafe(int index, String place, String remedy) {
        in.problem(index, "a value cannot be inside " + place, remedy);
    }

    private void hash(CommandWords words) {
        if (words.inWord()) {
            if (in.tagBefore(in.index())) {
                in.problem(
                        in.index(),
                        "# directly after a directive may or may not begin a comment",
                        "put a blank before it");
            }
            words.quoted();
            in.step();
            return;
        }
        in.enter(Kind.COMMENT, 1);
        while (in.current() != '\n' && in.current() != ShellChars.END) {
            any();
        }
        in.leave(0);
    }

    private void parenthesis(CommandWords words) {
        if (words.inPattern()) {
            in.step();
            return;
        }
        words.operator("(");
        if (in.ahead(1) == '(' && closesTwice()) {
            in.enter(Kind.DOUBLE_PARENTHESES, 2);
            arithmetic();
            return;
        }
        in.enter(Kind.COMMANDS, 1);
        commands(')', words.inner());
    }

    private void less(CommandWords words) {
        if (in.ahead(1) != '<') {
            words.redirection();
            redirect();
        } else if (in.ahead(2) == '<') {
            words.redirection();
            in.step(3); // bash's here-string, whose word is like any other
        } else {
            words.endWord();
            hereDocuments.announce();
        }
    }

    /** Steps over {@code >}, {@code >>}, {@code >&} and the like. */
    private void redirect() {
        in.step();
        if (in.current() >= 0 && ">&|".indexOf(in.current()) >= 0) {
            in.step();
        }
    }

    /** Whether the two parentheses that open here are closed by two, which makes them arithmetic. */
    private boolean closesTwice() {
        int depth = 0;
        for (int i = 2; in.ahead(i) != ShellChars.END; i++) {
            if (in.ahead(i) == '(') {
                depth++;
            } else if (in.ahead(i) == ')' && depth-- == 0) {
                return in.ahead(i + 1) == ')';
            }
        }
        return false;
    }

    /** A character of a construct in which no value may be. */
    private void any() {
        if (in.current() == ShellChars.MARK) {
            in.misplaced();
        }
        in.step();
    }

    private void escape() {
        if (in.tagBefore(in.index() + 1)) {
            in.problem(in.index(), "a backslash cannot stand directly before a directive", "");
        }
        in.step();
        if (in.current() == ShellChars.MARK) {
            in.problem(in.index(), "a value cannot follow a backslash directly", "leave the backslash away");
        }
        in.step();
    }

    private void singleQuotes() {
        boolean ansi = in.index() - 1 == loneDollar;
        in.enter(Kind.SINGLE_QUOTES, 1);
        while (in.current() != '\'' && in.current() != ShellChars.END) {
            if (ansi && in.current() == '\\') {
                ansiEscape();
            } else {
                any();
            }
        }
        close();
    }

    private void ansiEscape() {
        in.step();
        if (in.current() == '\'') {
            in.fail(in.index(), "\\' inside $'...' does not mean the same in every sh", "use \\047");
        } else {
            any();
        }
    }

    private void doubleQuotes() {
        in.enter(Kind.DOUBLE_QUOTES, 1);
        while (in.current() != '"' && in.current() != ShellChars.END) {
            quotedCharacter();
        }
        close();
    }

    /** What has a meaning also between double quotes. */
    private void quotedCharacter() {
        switch (in.current()) {
            case '\\' -> escapeInside();
            case '$' -> dollar(true);
            case '`' -> backquotes();
            default -> any();
        }
    }

    private void escapeInside() {
        in.step();
        any();
    }

    private void backquotes() {
        in.enter(Kind.BACKQUOTES, 1);
        while (in.current() != '`' && in.current() != ShellChars.END) {
            if (in.current() == '\\') {
                escapeInside();
            } else {
                if (in.current() == '$') {
                    in.reference();
                }
                any();
            }
        }
        close();
    }

    private void close() {
        if (in.current() == ShellChars.END) {
            in.notClosed();
        } else {
            in.leave(1);
        }
    }

    private void dollar(boolean quoted) {
        if (in.tagBefore(in.index() + 1)) {
            in.problem(in.index(), "$ cannot stand directly before a directive", "");
        }
        in.reference();
        int next = in.ahead(1);
        if (next == '(' && in.ahead(2) == '(') {
            in.enter(Kind.ARITHMETIC, 3);
            arithmetic();
        } else if (next == '(') {
            substitution();
        } else if (next == '{') {
            braces(quoted);
        } else if (next >= 0 && PARAMETERS.indexOf(next) >= 0) {
            in.step(2);
        } else {
            oldArithmetic();
            loneDollar = in.index();
            in.step();
        }
    }

    /** {@code $(...)}: a value in it is also a part of what the commands print. */
    private void substitution() {
        Optional<SimpleCommand.Unsafe> outer = printed;
        CommandWords word = current;
        int before = lastValue;
        printed = printed.or(word::output);
        in.enter(Kind.COMMANDS, 2);
        commands(')', new CommandWords(in.names()));
        printed = outer;
        if (lastValue > before) {
            word.holds(lastValue);
        }
    }

    /** {@code $[...]} is arithmetic to bash and text to others. */
    private void oldArithmetic() {
        int depth = 0;
        for (int i = 1; in.ahead(1) == '[' && in.ahead(i) != ShellChars.END && in.ahead(i) != '\n'; i++) {
            depth += in.ahead(i) == '[' ? 1 : in.ahead(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return;
            }
            if (in.ahead(i) == ShellChars.MARK) {
                unsafe(in.index() + i, "$[...]", SimpleCommand.NUMBER);
            }
        }
    }

    private void braces(boolean quoted) {
        in.enter(Kind.BRACES, 2);
        boolean literalQuote = quoted && !trims();
        while (in.current() != '}' && in.current() != ShellChars.END) {
            switch (in.current()) {
                case '"' -> doubleQuotes();
                case '\'' -> {
                    if (literalQuote) {
                        in.step();
                    } else {
                        singleQuotes();
                    }
                }
                default -> quotedCharacter();
            }
        }
        close();
    }

    /** Whether a pattern follows the name, as in {@code ${x#...}}: single quotes quote there even between double ones. */
    private boolean trims() {
        int i = 0;
        while (in.ahead(i) == '_' || Character.isLetterOrDigit(Math.max(in.ahead(i), 0))) {
            i++;
        }
        return i > 0 && (in.ahead(i) == '#' || in.ahead(i) == '%');
    }

    private void arithmetic() {
        Optional<SimpleCommand.Unsafe> outer = printed;
        printed = Optional.of(new SimpleCommand.Unsafe("arithmetic", SimpleCommand.NUMBER));
        for (int depth = 0; depth >= 0 && in.current() != ShellChars.END; ) {
            if (in.current() == '(') {
                depth++;
                in.step();
            } else if (in.current() == ')') {
                depth--;
                if (depth >= 0) {
                    in.step();
                }
            } else if (ShellReader.isNamePart(in.current())) {
                in.operand();
            } else {
                quotedCharacter();
            }
        }
        printed = outer;
        if (in.current() == ')' && in.ahead(1) != ')') {
            in.fail(
                    in.index(),
                    "$(( begins arithmetic, which must end with ))",
                    "for a subshell write $( ( with a blank");
        }
        if (in.current() == ShellChars.END) {
            in.notClosed();
        } else {
            in.leave(2);
        }
    }
}
