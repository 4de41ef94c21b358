package io.drydock.ansible.jinja;

import io.drydock.ansible.jinja.JinjaToken.Kind;
import io.drydock.ansible.jinja.Term.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Expressions: one method for each level of precedence, the weakest first, as Jinja2 has them. */
final class TermParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final int DEEPEST = 200;

    private final JinjaTokens tokens;
    private int depth;

    TermParser(JinjaTokens tokens) {
        this.tokens = tokens;
    }

    /** Several with commas between are one. */
    Term tuple() {
        Term first = term();
        if (!tokens.peek().is(",")) return first;
        List<Term> items = new ArrayList<>(List.of(first));
        while (tokens.takes(",") && startsTerm()) items.add(term());
        return new Term.Items(items);
    }

    private boolean startsTerm() {
        JinjaToken token = tokens.peek();
        return switch (token.kind()) {
            case NAME, STRING, NUMBER -> true;
            case SYMBOL -> Set.of("(", "[", "{", "-", "+").contains(token.text());
            case DATA, COMMENT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, END -> false;
        };
    }

    Term term() {
        if (++depth > DEEPEST) throw new JinjaFault("the expression is nested too deeply");
        Term term = or();
        while (tokens.takesName("if")) {
            Term condition = or();
            Optional<Term> otherwise = tokens.takesName("else") ? Optional.of(term()) : Optional.empty();
            term = new Term.Choice(condition, term, otherwise);
        }
        depth--;
        return term;
    }

    /** What a {@code for} goes over: an {@code if} behind it is the loop's. */
    Term beforeCondition() {
        Term first = or();
        if (!tokens.peek().is(",")) return first;
        List<Term> items = new ArrayList<>(List.of(first));
        while (tokens.takes(",") && startsTerm()) items.add(or());
        return new Term.Items(items);
    }

    private Term or() {
        Term left = and();
        while (tokens.takesName("or")) left = new Term.Binary("or", left, and());
        return left;
    }

    private Term and() {
        Term left = not();
        while (tokens.takesName("and")) left = new Term.Binary("and", left, not());
        return left;
    }

    private Term not() {
        if (!tokens.peek().isName("not")) return comparison();
        tokens.next();
        if (++depth > DEEPEST) throw new JinjaFault("the expression is nested too deeply");
        Term of = not();
        depth--;
        return new Term.Not(of);
    }

    /** {@code a < b < c} is {@code a < b and b < c}. */
    private Term comparison() {
        Term left = sum();
        Optional<Term> all = Optional.empty();
        while (true) {
            Optional<String> operator = comparisonOperator();
            if (operator.isEmpty()) return all.orElse(left);
            Term right = sum();
            Term one = new Term.Binary(operator.get(), left, right);
            all = Optional.of(
                    all.<Term>map(before -> new Term.Binary("and", before, one)).orElse(one));
            left = right;
        }
    }

    private Optional<String> comparisonOperator() {
        JinjaToken token = tokens.peek();
        if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text()))
            return Optional.of(tokens.next().text());
        if (tokens.takesName("in")) return Optional.of("in");
        if (!token.isName("not") || !tokens.peek(1).isName("in")) return Optional.empty();
        tokens.next();
        tokens.next();
        return Optional.of("not in");
    }

    private Term sum() {
        return binary(this::concatenation, "+", "-");
    }

    private Term concatenation() {
        return binary(this::product, "~");
    }

    private Term product() {
        return binary(this::signed, "*", "/", "//", "%");
    }

    private Term binary(Supplier<Term> operand, String... operators) {
        Term left = operand.get();
        while (tokens.peek().kind() == Kind.SYMBOL
                && List.of(operators).contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            left = new Term.Binary(operator, left, operand.get());
        }
        return left;
    }

    /** A sign reaches over what it stands before, not over filters and tests behind that. */
    private Term signed() {
        return filtered(sign());
    }

    private Term sign() {
        for (String sign : List.of("-", "+")) if (tokens.takes(sign)) return new Term.Signed(sign, sign());
        return power();
    }

    private Term power() {
        Term left = postfixed(primary());
        while (tokens.takes("**")) left = new Term.Binary("**", left, sign());
        return left;
    }

    private Term primary() {
        JinjaToken token = tokens.peek();
        switch (token.kind()) {
            case NAME:
                return name(tokens.next().text());
            case STRING:
                return text();
            case NUMBER:
                return new Term.Numeral(tokens.next().text().replace("_", ""));
            case SYMBOL:
                if (tokens.takes("(")) return parenthesized();
                if (tokens.takes("[")) return new Term.Items(items("]"));
                if (tokens.takes("{")) return entries();
                throw tokens.unexpected();
            case DATA, COMMENT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, END:
            default:
                throw tokens.unexpected();
        }
    }

    private static Term name(String name) {
        return switch (name) {
            case "true", "True" -> new Term.Truth(true);
            case "false", "False" -> new Term.Truth(false);
            case "none", "None" -> new Term.Nothing();
            default -> new Term.Name(name);
        };
    }

    /** Texts that stand side by side are one. */
    private Term text() {
        StringBuilder value = new StringBuilder();
        while (tokens.peek().kind() == Kind.STRING) value.append(tokens.next().text());
        return new Term.Text(value.toString());
    }

    private Term parenthesized() {
        if (tokens.takes(")")) return new Term.Items(List.of());
        Term term = tuple();
        tokens.expect(")");
        return term;
    }

    private List<Term> items(String closing) {
        List<Term> items = new ArrayList<>();
        while (!tokens.takes(closing)) {
            if (!items.isEmpty()) tokens.expect(",");
            if (tokens.takes(closing)) break;
            items.add(term());
        }
        return items;
    }

    private Term entries() {
        List<Map.Entry<Term, Term>> entries = new ArrayList<>();
        while (!tokens.takes("}")) {
            if (!entries.isEmpty()) tokens.expect(",");
            if (tokens.takes("}")) break;
            Term key = term();
            tokens.expect(":");
            entries.add(Map.entry(key, term()));
        }
        return new Term.Entries(entries);
    }

    private Term postfixed(Term term) {
        while (true) {
            if (tokens.takes(".")) term = attribute(term);
            else if (tokens.takes("[")) term = subscript(term);
            else if (tokens.takes("(")) term = new Term.Call(term, given());
            else return term;
        }
    }

    private Term attribute(Term of) {
        JinjaToken token = tokens.next();
        if (token.kind() == Kind.NAME) return new Term.Attribute(of, token.text());
        if (token.kind() == Kind.NUMBER) return new Term.Item(of, new Term.Numeral(token.text()));
        throw new JinjaFault("a name is missing behind the dot");
    }

    private Term subscript(Term of) {
        Optional<Term> from = tokens.peek().is(":") ? Optional.empty() : Optional.of(tuple());
        if (!tokens.takes(":")) {
            tokens.expect("]");
            return new Term.Item(of, from.orElseThrow());
        }
        Optional<Term> to = sliceEnd();
        Optional<Term> step = tokens.takes(":") ? sliceEnd() : Optional.empty();
        tokens.expect("]");
        return new Term.Slice(of, from, to, step);
    }

    private Optional<Term> sliceEnd() {
        return tokens.peek().is(":") || tokens.peek().is("]") ? Optional.empty() : Optional.of(term());
    }

    /** Up to the closing parenthesis. */
    private Given given() {
        List<Term> items = new ArrayList<>();
        Map<String, Term> named = new LinkedHashMap<>();
        boolean first = true;
        while (!tokens.takes(")")) {
            if (!first) tokens.expect(",");
            if (tokens.takes(")")) break;
            first = false;
            if (tokens.peek().is("*") || tokens.peek().is("**"))
                throw new JinjaFault("arguments by * have no counterpart");
            if (tokens.peek().kind() == Kind.NAME && tokens.peek(1).is("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, term());
            } else {
                items.add(term());
            }
        }
        return new Given(items, named);
    }

    /** Filters and tests, which may follow each other. */
    private Term filtered(Term term) {
        while (true) {
            if (tokens.takes("|")) {
                String name = dotted();
                term = new Term.Filter(term, name, tokens.takes("(") ? given() : Given.NOTHING);
            } else if (tokens.takesName("is")) {
                term = test(term);
            } else {
                return term;
            }
        }
    }

    private Term test(Term of) {
        boolean negated = tokens.takesName("not");
        String name = dotted();
        Given given = Given.NOTHING;
        if (tokens.takes("(")) given = given();
        else if (takesArgument()) given = new Given(List.of(postfixed(primary())), Map.of());
        Term test = new Term.Test(of, name, given);
        return negated ? new Term.Not(test) : test;
    }

    /** {@code x is divisibleby 3}. */
    private boolean takesArgument() {
        JinjaToken token = tokens.peek();
        return switch (token.kind()) {
            case NAME ->
                !Set.of("else", "or", "and", "is", "in", "not", "if", "recursive")
                        .contains(token.text());
            case STRING, NUMBER -> true;
            case SYMBOL -> Set.of("[", "{").contains(token.text());
            case DATA, COMMENT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, END -> false;
        };
    }

    /** A name, with its collection perhaps. */
    private String dotted() {
        StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
        while (tokens.peek().is(".") && tokens.peek(1).kind() == Kind.NAME) {
            tokens.next();
            name.append('.').append(tokens.next().text());
        }
        return name.toString();
    }
}
