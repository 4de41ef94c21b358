package io.drydock.template.freemarker;

import freemarker.core.ParseException;
import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.JinjaFault;
import io.drydock.ansible.jinja.JinjaParser;
import io.drydock.ansible.jinja.Term;
import io.drydock.ansible.jinja.Term.Given;
import io.drydock.template.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An expression of Jinja2 as it is written here, with the user's own operands, for the remedy of an error. */
final class JinjaRemedy {
    private static final Map<String, String> OPERATORS =
            Map.of("and", "&&", "or", "||", "==", "==", "!=", "!=", "+", "+", "-", "-", "*", "*", "/", "/", "%", "%");
    private static final Map<String, String> ORDER = Map.of("<", "lt", "<=", "lte", ">", "gt", ">=", "gte");

    private final char quote;
    private final boolean inTag;

    private JinjaRemedy(String written, boolean inTag) {
        this.quote = written.contains("'") && !written.contains("\"") ? '\'' : '"';
        this.inTag = inTag;
    }

    /**
     * Empty for what is not known for sure.
     *
     * @param inTag whether {@code >} would end it
     */
    static Optional<String> of(String written, boolean inTag) {
        try {
            JinjaRemedy remedy = new JinjaRemedy(written, inTag);
            return remedy.print(JinjaParser.expression(written))
                    .map(JinjaPhrase::text)
                    .filter(JinjaRemedy::isExpression);
        } catch (JinjaFault e) {
            return Optional.empty();
        }
    }

    private static boolean isExpression(String text) {
        try {
            Dialect.parse(Syntax.DATA, "<#assign x=(" + text + ")>");
            return CallMarks.unknown(
                            Tokens.read(text, 0, Tokens.Until.END_OF_TEXT).tokens())
                    .isEmpty();
        } catch (ParseException e) {
            return false;
        }
    }

    Optional<JinjaPhrase> print(Term term) {
        return switch (term) {
            case Term.Name(String name) ->
                AnsibleWords.remedy(Place.VARIABLES, name).isPresent()
                        ? Optional.empty()
                        : Optional.of(JinjaPhrase.whole(name));
            case Term.Text(String value) -> Optional.of(JinjaPhrase.whole(quoted(value)));
            case Term.Numeral(String written) -> Optional.of(JinjaPhrase.whole(written));
            case Term.Truth(boolean value) -> Optional.of(JinjaPhrase.whole(String.valueOf(value)));
            case Term.Nothing _ -> Optional.empty();
            case Term.Items(List<Term> items) ->
                all(items).map(texts -> JinjaPhrase.whole("[" + String.join(", ", texts) + "]"));
            case Term.Entries(List<Map.Entry<Term, Term>> entries) -> entries(entries);
            case Term.Attribute(Term of, String name) -> print(of).map(p -> p.with(key(name)));
            case Term.Item(Term of, Term key) -> item(of, key);
            case Term.Slice slice -> slice(slice);
            case Term.Call(Term.Name(String name), Given given) -> function(name, given);
            case Term.Call(Term.Attribute(Term of, String name), Given given) ->
                new JinjaMethods(this).print(of, name, given);
            case Term.Call _ -> Optional.empty();
            case Term.Filter(Term of, String name, Given given) ->
                new JinjaFilters(this).print(of, AnsibleWords.plain(name), given);
            case Term.Test(Term of, String name, Given given) ->
                new JinjaTests(this).print(of, AnsibleWords.plain(name), given);
            case Term.Not(Term of) -> print(of).map(JinjaPhrase::negated);
            case Term.Signed(String sign, Term of) -> print(of).map(p -> JinjaPhrase.loose(sign + p.operand()));
            case Term.Binary(String operator, Term left, Term right) -> binary(operator, left, right);
            case Term.Choice(Term condition, Term then, Optional<Term> otherwise) ->
                call("?then", List.of(then, otherwise.orElse(new Term.Text(""))))
                        .flatMap(c -> print(condition).map(p -> p.with(c.text())));
        };
    }

    String quoted(String value) {
        String text = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        return quote + text.replace(String.valueOf(quote), "\\" + quote) + quote;
    }

    private String key(String name) {
        return name.matches("[A-Za-z_]\\w*") ? "." + name : "[" + quoted(name) + "]";
    }

    /** Each of them, if all can be written. */
    Optional<List<String>> all(List<Term> terms) {
        List<String> texts = new ArrayList<>();
        for (Term term : terms) print(term).ifPresent(p -> texts.add(p.text()));
        return texts.size() == terms.size() ? Optional.of(texts) : Optional.empty();
    }

    /** A call of a function, or of a built-in with its question mark. */
    Optional<JinjaPhrase> call(String name, List<Term> terms) {
        return all(terms).map(texts -> JinjaPhrase.whole(name + "(" + String.join(", ", texts) + ")"));
    }

    private Optional<JinjaPhrase> entries(List<Map.Entry<Term, Term>> entries) {
        Optional<List<String>> keys =
                all(entries.stream().<Term>map(Map.Entry::getKey).toList());
        Optional<List<String>> values =
                all(entries.stream().<Term>map(Map.Entry::getValue).toList());
        if (keys.isEmpty() || values.isEmpty()) return Optional.empty();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++)
            pairs.add(keys.get().get(i) + ": " + values.get().get(i));
        return Optional.of(JinjaPhrase.whole(pairs.stream().collect(Collectors.joining(", ", "{", "}"))));
    }

    private Optional<JinjaPhrase> item(Term of, Term key) {
        if (key instanceof Term.Text(String name) && name.matches("[A-Za-z_]\\w*"))
            return print(new Term.Attribute(of, name));
        if (key instanceof Term.Signed(String _, Term.Numeral(String digits)))
            return digits.equals("1") ? print(of).map(p -> p.with("?last")) : Optional.empty();
        return print(key).flatMap(k -> print(of).map(p -> p.with("[" + k.text() + "]")));
    }

    /** Of Python they end where the text does, as {@code ..*} does. */
    private Optional<JinjaPhrase> slice(Term.Slice slice) {
        Optional<Integer> from = place(slice.from(), 0);
        Optional<Integer> to = place(slice.to(), Integer.MAX_VALUE);
        if (from.isEmpty() || to.isEmpty() || slice.step().isPresent()) return Optional.empty();
        String range =
                slice.to().isEmpty() ? from.get() + ".." : from.get() + "..*" + Math.max(0, to.get() - from.get());
        return print(slice.of()).map(p -> p.with("[" + range + "]"));
    }

    private static Optional<Integer> place(Optional<Term> term, int otherwise) {
        if (term.isEmpty()) return Optional.of(otherwise);
        return term.get() instanceof Term.Numeral(String digits) && digits.matches("\\d{1,6}")
                ? Optional.of(Integer.valueOf(digits))
                : Optional.empty();
    }

    private Optional<JinjaPhrase> function(String name, Given given) {
        String ours = name.equals("query") || name.equals("q") ? "lookup" : name;
        return given.named().isEmpty() && FunctionTable.named(ours).isPresent()
                ? call(ours, given.items())
                : Optional.empty();
    }

    Optional<JinjaPhrase> binary(String operator, Term left, Term right) {
        if (right instanceof Term.Nothing && (operator.equals("==") || operator.equals("!=")))
            return new JinjaTests(this).print(left, operator.equals("==") ? "undefined" : "defined", Given.NOTHING);
        return switch (operator) {
            case "in" -> call("contains", List.of(right, left));
            case "not in" -> call("contains", List.of(right, left)).map(JinjaPhrase::negated);
            case "**" -> call("pow", List.of(left, right));
            case "//" -> between(left, "/", right).map(p -> p.with("?floor"));
            case "~" -> concatenation(left, right);
            case "<", "<=", ">", ">=" ->
                between(left, inTag ? ORDER.getOrDefault(operator, operator) : operator, right);
            case "%" -> left instanceof Term.Text ? Optional.empty() : between(left, "%", right);
            default ->
                OPERATORS.containsKey(operator) ? between(left, OPERATORS.get(operator), right) : Optional.empty();
        };
    }

    private Optional<JinjaPhrase> between(Term left, String operator, Term right) {
        return print(left)
                .flatMap(a -> print(right)
                        .map(b -> JinjaPhrase.loose(
                                side(left, a, operator) + " " + operator + " " + side(right, b, operator))));
    }

    /** What holds together more than the operator needs no parentheses. */
    private static String side(Term term, JinjaPhrase phrase, String operator) {
        boolean logical = operator.equals("&&") || operator.equals("||");
        boolean same = term instanceof Term.Binary(String own, Term _, Term _)
                && operator.equals(OPERATORS.get(own))
                && (logical || operator.equals("+"));
        boolean weaker = !logical
                || term instanceof Term.Choice
                || term instanceof Term.Binary(String own, Term _, Term _) && (own.equals("or") || own.equals("and"))
                || phrase.text().contains("!") && !phrase.text().startsWith("!") && !phrase.whole();
        return same || !weaker ? phrase.text() : phrase.operand();
    }

    private Optional<JinjaPhrase> concatenation(Term left, Term right) {
        boolean text = left instanceof Term.Text
                || right instanceof Term.Text
                || left instanceof Term.Binary(String own, Term _, Term _) && own.equals("~");
        return print(left)
                .flatMap(a -> print(right)
                        .map(b -> JinjaPhrase.loose((text ? "" : "\"\" + ")
                                + (left instanceof Term.Binary ? a.text() : a.operand()) + " + " + b.operand())));
    }
}
