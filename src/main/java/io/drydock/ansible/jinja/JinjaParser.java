package io.drydock.ansible.jinja;

import io.drydock.ansible.jinja.Fragment.Body;
import io.drydock.ansible.jinja.Fragment.Branch;
import io.drydock.ansible.jinja.JinjaToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes trees of templates and expressions, by recursive descent in the grammar of Jinja2. */
public final class JinjaParser {
    private static final Set<String> NOT_HERE = Set.of(
            "macro",
            "call",
            "block",
            "extends",
            "import",
            "from",
            "filter",
            "with",
            "do",
            "autoescape",
            "trans",
            "break",
            "continue");

    private final JinjaTokens tokens;
    private final TermParser terms;

    private JinjaParser(List<JinjaToken> tokens) {
        this.tokens = new JinjaTokens(tokens);
        this.terms = new TermParser(this.tokens);
    }

    /**
     * An expression, as {@code when} has it.
     *
     * @throws JinjaFault where it is none
     */
    public static Term expression(String text) {
        JinjaParser parser = new JinjaParser(JinjaLexer.ofExpression(text, JinjaSettings.FILES));
        Term term = parser.terms.tuple();
        parser.tokens.expect(Kind.END);
        return term;
    }

    /**
     * A text with braces in it.
     *
     * @throws JinjaFault where it is no template, or has statements that are not understood
     */
    public static List<Fragment> template(String text, JinjaSettings settings) {
        JinjaParser parser = new JinjaParser(JinjaLexer.ofTemplate(text, settings));
        List<Fragment> fragments = parser.fragments();
        if (parser.tokens.peek().kind() != Kind.END)
            throw new JinjaFault("{% " + parser.tokens.peek(1).text() + " %} has nothing that it belongs to");
        return fragments;
    }

    /** Up to the end, or to a tag that is not the beginning of a statement. */
    private List<Fragment> fragments() {
        List<Fragment> all = new ArrayList<>();
        while (true) {
            JinjaToken token = tokens.peek();
            switch (token.kind()) {
                case DATA -> all.add(new Fragment.Data(tokens.next().text()));
                case COMMENT -> all.add(new Fragment.Remark(tokens.next().text(), tagEnd()));
                case OUTPUT_BEGIN -> all.add(output());
                case TAG_BEGIN -> {
                    if (continues(tokens.peek(1).text())) return all;
                    all.add(statement());
                }
                case END, OUTPUT_END, TAG_END, NAME, STRING, NUMBER, SYMBOL -> {
                    return all;
                }
            }
        }
    }

    private static boolean continues(String word) {
        return word.startsWith("end") || word.equals("else") || word.equals("elif");
    }

    private Fragment output() {
        tokens.next();
        Term term = terms.tuple();
        tokens.expect(Kind.OUTPUT_END);
        return new Fragment.Output(term);
    }

    private Fragment statement() {
        tokens.next();
        String word = tokens.expect(Kind.NAME).text();
        return switch (word) {
            case "if" -> conditional();
            case "for" -> loop();
            case "set" -> set();
            case "include" -> new Fragment.Include(terms.term(), tagEnd());
            default ->
                throw new JinjaFault(
                        NOT_HERE.contains(word)
                                ? "{% " + word + " %} has no counterpart"
                                : "{% " + word + " %} is not known");
        };
    }

    /** Whether a line break was taken away with it. */
    private boolean tagEnd() {
        return !tokens.expect(Kind.TAG_END).text().isEmpty();
    }

    private Body body() {
        boolean beginsLine = tagEnd();
        return new Body(fragments(), beginsLine);
    }

    /** Passes the beginning of a tag, if it is of one of these words. */
    private boolean passes(String word) {
        if (tokens.peek().kind() != Kind.TAG_BEGIN || !tokens.peek(1).isName(word)) return false;
        tokens.next();
        tokens.next();
        return true;
    }

    private void end(String word) {
        if (!passes(word)) throw new JinjaFault("a statement has no {% " + word + " %}");
    }

    private Fragment conditional() {
        List<Branch> branches = new ArrayList<>();
        Term first = terms.tuple();
        branches.add(new Branch(Optional.of(first), body()));
        while (passes("elif")) {
            Term condition = terms.tuple();
            branches.add(new Branch(Optional.of(condition), body()));
        }
        if (passes("else")) branches.add(new Branch(Optional.empty(), body()));
        end("endif");
        return new Fragment.If(List.copyOf(branches), tagEnd());
    }

    private Fragment loop() {
        List<String> names = new ArrayList<>();
        boolean parenthesized = tokens.takes("(");
        do names.add(tokens.expect(Kind.NAME).text());
        while (tokens.takes(","));
        if (parenthesized) tokens.expect(")");
        tokens.expectName("in");
        Term over = terms.beforeCondition();
        Optional<Term> condition = tokens.takesName("if") ? Optional.of(terms.term()) : Optional.empty();
        if (tokens.peek().isName("recursive")) throw new JinjaFault("{% for %} with recursive has no counterpart");
        Body body = body();
        Optional<Body> otherwise = passes("else") ? Optional.of(body()) : Optional.empty();
        end("endfor");
        return new Fragment.For(List.copyOf(names), over, condition, body, otherwise, tagEnd());
    }

    private Fragment set() {
        StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
        if (tokens.takes(".")) name.append('.').append(tokens.expect(Kind.NAME).text());
        if (tokens.peek().kind() == Kind.TAG_END && name.indexOf(".") < 0) {
            Body body = body();
            end("endset");
            return new Fragment.Capture(name.toString(), body, tagEnd());
        }
        if (!tokens.takes("="))
            throw new JinjaFault("{% set %} of several names, or with a filter, has no counterpart");
        return new Fragment.Set(name.toString(), terms.tuple(), tagEnd());
    }
}
