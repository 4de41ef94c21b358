package io.drydock.template.freemarker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bounds what a template takes: code of ours counts the turns of its loops, and looks at how long a range, a padding
 * and a variable become. Macros and functions, which could call themselves, are not available.
 */
final class Limits {
    /** Turns of all loops together, and members of all ranges, in one evaluation. */
    static final int STEPS = 1_000_000;

    static final int WIDTH = 100_000;
    /** Looks of regular expressions at characters, in one evaluation: about a tenth of a second. */
    static final int LOOKS = 20_000_000;

    /** Characters of a result, and of a variable. */
    static final int LENGTH = 64 << 20;

    static final String STEP = "__drydock_step";
    static final String RANGE = "__drydock_range";
    static final String WIDE = "__drydock_wide";
    static final String KEPT = "__drydock_kept";

    private static final Set<String> RANGES = Set.of("..", "..<", "..!", "..*", "...");
    private static final Set<String> PADDING = Set.of("left_pad", "right_pad", "leftPad", "rightPad", "chunk");
    private static final Set<String> CHANGES = Set.of("=", "+=", "-=", "*=", "/=", "%=", "++", "--");
    /** What an operand of a range cannot reach over. */
    private static final Set<String> WEAKER = Set.of(
            "as", "using", ",", ":", ";", "&&", "||", "and", "or", "==", "!=", "=", "+=", "<", ">", "<=", "lt", "lte",
            "gt", "gte", "->");

    private final List<Token> tokens;
    private final List<Wrap> wraps = new ArrayList<>();

    private Limits(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Wrap> ofTemplate(List<Piece> pieces) {
        List<Wrap> wraps = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Interpolation interpolation -> wraps.addAll(ofExpression(interpolation.tokens()));
                case Piece.Tag tag when !tag.closing() -> wraps.addAll(ofTag(tag));
                case Piece.Tag _, Piece.Plain _, Piece.Comment _ -> {}
            }
        }
        return wraps;
    }

    private static List<Wrap> ofTag(Piece.Tag tag) {
        List<Wrap> wraps = new ArrayList<>(ofExpression(tag.tokens()));
        switch (tag.name()) {
            case "list", "items" -> wraps.add(Wrap.at(tag.end(), "<#if " + STEP + "()></#if>"));
            case "assign" ->
                new Limits(tag.tokens())
                        .assigned()
                        .forEach(name -> wraps.add(Wrap.at(tag.end(), "<#if " + KEPT + "(" + name + ")></#if>")));
            default -> {}
        }
        return wraps;
    }

    static List<Wrap> ofExpression(List<Token> tokens) {
        Limits limits = new Limits(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            limits.look(i);
        }
        return limits.wraps;
    }

    /** Whether these tokens need counting, which those inside a text cannot be. */
    static boolean isCounted(List<Token> tokens) {
        return !ofExpression(tokens).isEmpty();
    }

    private List<String> assigned() {
        List<String> names = new ArrayList<>();
        for (int i = 0, depth = 0; i + 1 < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            boolean changed = CHANGES.contains(tokens.get(i + 1).text())
                    || i + 2 < tokens.size()
                            && CHANGES.contains(
                                    tokens.get(i + 1).text() + tokens.get(i + 2).text());
            if (depth == 0 && tokens.get(i).kind() == Token.Kind.NAME && changed) {
                names.add(tokens.get(i).text());
            }
        }
        return names;
    }

    private void look(int i) {
        Token token = tokens.get(i);
        if (token.kind() == Token.Kind.SYMBOL && RANGES.contains(token.text())) {
            int from = first(i);
            if (from == 0 || !isIndex(from - 1)) {
                wrap(from, last(i), RANGE);
            }
        } else if (token.is("->")) {
            wrap(i + 1, closing(i), STEP);
        } else if (PADDING.contains(token.text())
                && i > 0
                && tokens.get(i - 1).is("?")
                && i + 1 < tokens.size()
                && tokens.get(i + 1).is("(")) {
            wrap(i + 2, last(i + 1), WIDE);
        }
    }

    private void wrap(int from, int to, String function) {
        if (from <= to) {
            wraps.add(new Wrap(tokens.get(from).start(), tokens.get(to).end(), function + "(", ")"));
        }
    }

    /** Whether what begins with this bracket picks something of what is before it. */
    private boolean isIndex(int bracket) {
        Token before = bracket == 0 ? null : tokens.get(bracket - 1);
        return tokens.get(bracket).is("[")
                && before != null
                && (before.kind() != Token.Kind.SYMBOL && !WEAKER.contains(before.text())
                        || before.is(")")
                        || before.is("]")
                        || before.is("}"));
    }

    /** The first token of the operand that ends before this one. */
    private int first(int operator) {
        int depth = 0;
        for (int i = operator - 1; i >= 0; i--) {
            depth -= depth(tokens.get(i));
            if (depth < 0 || depth == 0 && WEAKER.contains(tokens.get(i).text())) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The last token of the operand that begins behind this one. */
    private int last(int operator) {
        int depth = 0;
        for (int i = operator + 1; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth < 0 || depth == 0 && WEAKER.contains(tokens.get(i).text())) {
                return i - 1;
            }
        }
        return tokens.size() - 1;
    }

    /** The last token before what closes the brackets around this one. */
    private int closing(int inside) {
        int depth = 0;
        for (int i = inside + 1; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth < 0) {
                return i - 1;
            }
        }
        return tokens.size() - 1;
    }

    private static int depth(Token token) {
        return token.is("(") || token.is("[") || token.is("{")
                ? 1
                : token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
    }
}
