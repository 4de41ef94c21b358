package io.drydock.template.freemarker;

import io.drydock.template.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What an expression does with a variable, or a part of one, that it names by a path such as {@code facts.os.family}.
 *
 * @param start where the path begins in the text
 * @param asNumber whether it is turned into a number first
 * @param comparison with what it is compared; empty where it is to be true or false itself
 */
record Use(List<String> path, int start, boolean asNumber, Optional<Comparison> comparison) {
    /** @param operator as if the path stood on its left */
    record Comparison(String operator, Token literal) {
        boolean isOrder() {
            return !operator.equals("==") && !operator.equals("!=");
        }

        boolean isWithText() {
            return literal.kind() == Token.Kind.STRING || literal.kind() == Token.Kind.RAW_STRING;
        }

        boolean isWithNumber() {
            return literal.kind() == Token.Kind.NUMBER;
        }

        /** The text that the literal stands for. */
        String text() {
            return TemplateCompiler.literal(literal).orElse(literal.text());
        }
    }

    /** Names that are no variables. */
    private static final Set<String> CONSTANT = Set.of("true", "false", "and", "or", "not", "lt", "lte", "gt", "gte");

    private static final Set<String> LOGICAL = Set.of("&&", "||", "and", "or");
    private static final Set<String> BEHIND = Set.of(")", ",", "}", "]", ":");
    private static final Set<String> BEFORE = Set.of("(", ",", "[", ":", "!", "not");

    String name() {
        return String.join(".", path);
    }

    /** @param condition whether the tokens are an expression that must be true or false */
    static List<Use> of(List<Token> tokens, boolean condition) {
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() != Token.Kind.NAME || i > 0 && isPart(tokens.get(i - 1))) continue;
            Reader reader = new Reader(tokens, i);
            reader.use(condition).ifPresent(uses::add);
            i = reader.end - 1;
        }
        return List.copyOf(uses);
    }

    /** Whether the tokens name no variable and call no function. */
    static boolean isConstant(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).kind() == Token.Kind.NAME && !(i > 0 && isPart(tokens.get(i - 1))))
                .allMatch(i -> CONSTANT.contains(tokens.get(i).text()));
    }

    /** The texts that paths must be for a condition to hold, of all its parts that are joined by and. */
    static List<Expression.Need> needs(List<Token> tokens) {
        if (tokens.stream().anyMatch(token -> token.is("||") || token.is("or") || token.is("!") || token.is("not")))
            return List.of();
        List<Expression.Need> needs = new ArrayList<>();
        int depth = 0;
        List<Token> part = new ArrayList<>();
        for (Token token : tokens) {
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            if (depth == 0 && (token.is("&&") || token.is("and"))) {
                need(part).ifPresent(needs::add);
                part.clear();
            } else part.add(token);
        }
        need(part).ifPresent(needs::add);
        return needs;
    }

    /** A part that is no more than a path and what it is equal to. */
    private static Optional<Expression.Need> need(List<Token> part) {
        List<Use> uses = of(part, false);
        if (uses.size() != 1 || uses.getFirst().asNumber()) return Optional.empty();
        Use use = uses.getFirst();
        Comparison comparison = use.comparison().orElseThrow();
        boolean isAll = part.size() == 2 * use.path().size() + 1;
        return isAll && comparison.operator().equals("==") && comparison.isWithText()
                ? Optional.of(new Expression.Need(use.name(), comparison.text()))
                : Optional.empty();
    }

    private static boolean isPart(Token before) {
        return before.is(".") || before.is("?");
    }

    /** Reads one use. */
    private static final class Reader {
        private final List<Token> tokens;
        private final int begin;
        private final List<String> path = new ArrayList<>();
        private final boolean asNumber;
        /** The first token behind it. */
        private int end;

        Reader(List<Token> tokens, int begin) {
            this.tokens = tokens;
            this.begin = begin;
            path.add(tokens.get(begin).text());
            end = begin + 1;
            while (is(end, ".")
                    && end + 1 < tokens.size()
                    && tokens.get(end + 1).kind() == Token.Kind.NAME) {
                path.add(tokens.get(end + 1).text());
                end += 2;
            }
            asNumber = is(end, "?") && is(end + 1, "number");
            if (asNumber) end += 2;
        }

        Optional<Use> use(boolean condition) {
            if (begin > 0 && !beginsOperand(begin) && operatorBefore(begin).isEmpty()) return Optional.empty();
            Optional<Comparison> comparison = behind().or(this::before);
            boolean alone = condition && !asNumber && comparison.isEmpty() && isTruth();
            return comparison.isPresent() || alone
                    ? Optional.of(new Use(List.copyOf(path), tokens.get(begin).start(), asNumber, comparison))
                    : Optional.empty();
        }

        private Optional<Comparison> behind() {
            if (!beginsOperand(begin)) return Optional.empty();
            Optional<String> operator = operatorAt(end);
            int literal =
                    end + (operator.filter(o -> o.equals(">=") && is(end, ">")).isPresent() ? 2 : 1);
            return operator.filter(_ -> isLiteral(literal) && endsOperand(literal + 1))
                    .map(o -> new Comparison(o, tokens.get(literal)));
        }

        private Optional<Comparison> before() {
            Optional<String> operator = operatorBefore(begin);
            int literal = begin
                    - (operator.filter(o -> o.equals(">=") && is(begin - 1, "="))
                                    .isPresent()
                            ? 3
                            : 2);
            return operator.filter(_ -> isLiteral(literal) && beginsOperand(literal) && endsOperand(end))
                    .map(o -> new Comparison(mirrored(o), tokens.get(literal)));
        }

        private static String mirrored(String operator) {
            return switch (operator) {
                case "<" -> ">";
                case ">" -> "<";
                case "<=" -> ">=";
                case ">=" -> "<=";
                case String equality -> equality;
            };
        }

        private Optional<String> operatorAt(int i) {
            if (i >= tokens.size()) return Optional.empty();
            return switch (tokens.get(i).text()) {
                case "==", "=" -> Optional.of("==");
                case "!=" -> Optional.of("!=");
                case "<", "lt" -> Optional.of("<");
                case "<=", "lte" -> Optional.of("<=");
                case ">" -> Optional.of(is(i + 1, "=") ? ">=" : ">");
                case "gt" -> Optional.of(">");
                case "gte" -> Optional.of(">=");
                case null, default -> Optional.empty();
            };
        }

        private Optional<String> operatorBefore(int i) {
            if (i >= 2 && is(i - 1, "=") && is(i - 2, ">")) return Optional.of(">=");
            return i < 1 ? Optional.empty() : operatorAt(i - 1);
        }

        private boolean isLiteral(int i) {
            if (i < 0 || i >= tokens.size()) return false;
            Token token = tokens.get(i);
            return switch (token.kind()) {
                case STRING, RAW_STRING, NUMBER -> true;
                case NAME -> token.is("true") || token.is("false");
                case SYMBOL -> false;
            };
        }

        private boolean beginsOperand(int i) {
            return i == 0 || isAny(i - 1, LOGICAL) || isAny(i - 1, BEFORE);
        }

        private boolean endsOperand(int i) {
            return i >= tokens.size() || isAny(i, LOGICAL) || isAny(i, BEHIND);
        }

        /** Whether it is one side of an and or an or, or all there is. */
        private boolean isTruth() {
            int i = begin - 1;
            while (is(i, "!")
                    || is(i, "not")
                    || is(i, "(") && (i == 0 || isAny(i - 1, LOGICAL) || isAny(i - 1, BEFORE))) i--;
            int j = end;
            while (is(j, ")")) j++;
            return (i < 0 || isAny(i, LOGICAL)) && (j >= tokens.size() || isAny(j, LOGICAL));
        }

        private boolean is(int i, String symbol) {
            return i >= 0 && i < tokens.size() && tokens.get(i).is(symbol);
        }

        private boolean isAny(int i, Set<String> words) {
            return i >= 0
                    && i < tokens.size()
                    && tokens.get(i).kind() != Token.Kind.STRING
                    && words.contains(tokens.get(i).text());
        }
    }
}
