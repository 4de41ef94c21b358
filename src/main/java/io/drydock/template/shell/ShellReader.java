package io.drydock.template.shell;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.template.freemarker.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The lexer's place in the text and in the nest of quotes around it. Sees to it that a directive's branches each end
 * in the nest in which they began: then what is true of one way through the template is true of all.
 */
final class ShellReader {
    /** A construct and how it is called; where a value in it would not be safe, {@code remedy} says what to do. */
    enum Kind {
        COMMANDS("commands", ""),
        SINGLE_QUOTES("single quotes", "leave the quotes away: the value comes quoted"),
        DOUBLE_QUOTES("double quotes", "leave the quotes away, or assign first: x=[=value], then \"$x\""),
        BACKQUOTES("backquotes", "use $(...) instead"),
        COMMENT("a comment", "leave the value out, or write the comment as <#-- ... -->"),
        HERE_DOCUMENT("a here-document", "assign first: x=[=value], then $x; or use printf '%s\\n' [=value]"),
        BRACES("${...}", "assign first: x=[=value], then use $x"),
        ARITHMETIC("$((...))", SimpleCommand.NUMBER),
        DOUBLE_PARENTHESES("((...))", SimpleCommand.NUMBER + "; or write ( ( with a blank for two subshells");

        private final String label;
        private final String remedy;

        Kind(String label, String remedy) {
            this.label = label;
            this.remedy = remedy;
        }
    }

    private static final Set<String> BLOCKS = Set.of("if", "list", "switch");

    /** Compared by identity: the same frame is the same opening quote. */
    private static final class Frame {
        private final Kind kind;
        private final int start;

        Frame(Kind kind, int start) {
            this.kind = kind;
            this.start = start;
        }
    }

    /** Where a directive began: the nest, and how many here-documents were announced. */
    private record Branch(Frame frame, int announced) {}

    private final ShellChars text;
    private final IntFunction<SourcePos> positions;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Deque<Branch> branches = new ArrayDeque<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final ShellNames names = new ShellNames();
    private int at;
    private int announced;
    private boolean lost;

    ShellReader(ShellChars text, IntFunction<SourcePos> positions) {
        this.text = text;
        this.positions = positions;
        frames.push(new Frame(Kind.COMMANDS, 0));
        tags();
    }

    int current() {
        return lost ? ShellChars.END : text.at(at);
    }

    int ahead(int distance) {
        return lost ? ShellChars.END : text.at(at + distance);
    }

    int index() {
        return at;
    }

    boolean tagBefore(int index) {
        return !text.tagsBefore(index).isEmpty();
    }

    void step() {
        at++;
        tags();
    }

    void step(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Enters a construct that begins here with so many characters. */
    void enter(Kind kind, int characters) {
        frames.push(new Frame(kind, at));
        step(characters);
    }

    /** Leaves the innermost construct, which ends here with so many characters. */
    void leave(int characters) {
        frames.pop();
        step(characters);
    }

    void notClosed() {
        fail(frames.peek().start, "unfinished: " + frames.peek().kind.label, "end what begins here");
    }

    ShellNames names() {
        return names;
    }

    /** Where a {@code $} is: notes the variable that it is the value of. */
    void reference() {
        boolean braces = ahead(1) == '{';
        int from = braces ? ahead(2) == '#' || ahead(2) == '!' ? 3 : 2 : 1;
        int length = nameLength(from);
        if (length > 0) {
            boolean whole = !braces || from == 2 && ahead(from + length) == '}';
            names.reference(new ShellNames.Reference(
                    name(from, length),
                    braces ? "${" + name(from, length) + (whole ? "}" : "...}") : "$" + name(from, length),
                    at,
                    whole && frames.peek().kind == Kind.COMMANDS));
            if (braces
                    && (ahead(from + length) == '='
                            || ahead(from + length) == ':' && ahead(from + length + 1) == '=')) {
                names.assigned(name(from, length));
            }
        }
    }

    /** Where arithmetic is: passes a number or a name, and notes the variable. */
    void operand() {
        int digits = 0;
        while (ahead(digits) >= 0 && (isNamePart(ahead(digits)) || digits > 0 && "#@".indexOf(ahead(digits)) >= 0)) {
            digits++;
        }
        int length = nameLength(0);
        if (length == 0) {
            step(digits);
            return;
        }
        int next = length;
        while (ahead(next) == ' ') {
            next++;
        }
        names.reference(new ShellNames.Reference(name(0, length), name(0, length), at, false));
        boolean changed = ahead(next) == '=' && ahead(next + 1) != '='
                || ahead(next) >= 0
                        && "+-*/%&|^".indexOf(ahead(next)) >= 0
                        && (ahead(next + 1) == '=' || "+-".indexOf(ahead(next)) >= 0 && ahead(next + 1) == ahead(next));
        if (changed) {
            names.assigned(name(0, length));
        }
        step(length);
    }

    static boolean isNamePart(int c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private int nameLength(int from) {
        int length = 0;
        while (isNamePart(ahead(from + length)) && !(length == 0 && Character.isDigit(ahead(from)))) {
            length++;
        }
        return length;
    }

    private String name(int from, int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append((char) ahead(from + i));
        }
        return name.toString();
    }

    /** Here-documents whose text is still to come. */
    void announced(int count) {
        announced = count;
    }

    /** Reports an interpolation where one is not safe. */
    void misplaced() {
        Kind kind = frames.peek().kind;
        problem(at, "a value cannot be inside " + kind.label, kind.remedy);
    }

    void problem(int index, String message, String remedy) {
        problems.add(new Diagnostic(positions.apply(text.offset(index)), message, remedy));
    }

    /** A problem after which nothing more can be said about the rest. */
    void fail(int index, String message, String remedy) {
        if (!lost) {
            problem(index, message, remedy);
        }
        lost = true;
    }

    List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    private void tags() {
        for (Piece.Tag tag : text.tagsBefore(at)) {
            boolean block = BLOCKS.contains(tag.name());
            if (block && !tag.closing()) {
                branches.push(new Branch(frames.peek(), announced));
            } else if (!lost && !branches.isEmpty() && !sameAs(branches.peek())) {
                unbalanced(tag);
            }
            if (block && tag.closing() && !branches.isEmpty()) {
                branches.pop();
            }
        }
    }

    private boolean sameAs(Branch begin) {
        return frames.peek() == begin.frame && announced == begin.announced;
    }

    private void unbalanced(Piece.Tag tag) {
        String name = (tag.closing() ? "</#" : "<#") + tag.name() + ">";
        Kind kind = (frames.peek().kind == Kind.COMMANDS ? branches.peek().frame : frames.peek()).kind;
        String label = announced == branches.peek().announced ? kind.label : Kind.HERE_DOCUMENT.label;
        problems.add(new Diagnostic(
                positions.apply(tag.start()), label + " must begin and end on the same side of " + name, ""));
        lost = true;
    }
}
