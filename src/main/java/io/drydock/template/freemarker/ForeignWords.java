package io.drydock.template.freemarker;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of Ansible's expressions that FreeMarker does not have. */
final class ForeignWords {
    /** Written the same length, so that columns stay right. */
    private static final Map<String, String> TRANSLATED = Map.of("and", " &&", "or", "||");

    private static final Set<String> CONSTANTS = Set.of("True", "False", "None");
    private static final Set<String> BETWEEN = Set.of("is", "in", "and", "or", "if", "else", "~", "|", "**");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern FACT =
            Pattern.compile("(?:ansible_facts|hostvars\\[inventory_hostname\\])(?:\\.|\\[['\"])(?:ansible_)?(\\w+)");

    private final List<Token> tokens;
    private final UnaryOperator<String> spelled;
    private final boolean bare;

    private ForeignWords(List<Token> tokens, UnaryOperator<String> spelled, boolean bare) {
        this.tokens = tokens;
        this.spelled = spelled;
        this.bare = bare;
    }

    /** What FreeMarker reads in place of the token, if anything. */
    static Optional<String> translated(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        boolean operator = token.kind() == Token.Kind.NAME && afterOperand(tokens, i);
        return operator ? Optional.ofNullable(TRANSLATED.get(token.text())) : Optional.empty();
    }

    /** The first word of an expression that must be written otherwise; of a bare one, {@code and} and {@code or} are understood. */
    static Optional<Diagnostic> problem(Text text, List<Token> tokens, boolean bare) {
        return new ForeignWords(tokens, UnaryOperator.identity(), bare).problem(text, false);
    }

    /** The same of the condition of a directive. */
    static Optional<Diagnostic> problemInTag(Text text, List<Token> tokens) {
        return new ForeignWords(tokens, UnaryOperator.identity(), false).problem(text, true);
    }

    /** What to write in place of the first such word. */
    static Optional<String> remedy(String chars, List<Token> tokens, UnaryOperator<String> spelled) {
        ForeignWords words = new ForeignWords(tokens, spelled, true);
        Optional<String> whole = tokens.isEmpty() ? Optional.empty() : words.whole(chars, false);
        if (whole.isPresent()) return whole;
        for (int i = 0; i < tokens.size(); i++) {
            Optional<String> remedy = words.remedy(i);
            if (remedy.isPresent()) return remedy;
        }
        return Optional.empty();
    }

    /** What to write in place of the variable that the text begins with, or of the fact of it. */
    static Optional<String> variable(String expression, UnaryOperator<String> spelled) {
        Matcher fact = FACT.matcher(expression);
        Optional<String> known = fact.lookingAt()
                ? AnsibleWords.remedy(Place.VARIABLES, "ansible_" + fact.group(1), spelled)
                : Optional.empty();
        Matcher name = NAME.matcher(expression);
        return known.or(() ->
                name.lookingAt() ? AnsibleWords.remedy(Place.VARIABLES, name.group(), spelled) : Optional.empty());
    }

    private Optional<Diagnostic> problem(Text text, boolean inTag) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<String> remedy = remedy(i);
            if (remedy.isPresent())
                return Optional.of(new Diagnostic(
                        text.at(tokens.get(i).start()),
                        message(i),
                        whole(text.chars(), inTag).orElse(remedy.get())));
        }
        return Optional.empty();
    }

    /** All of the expression as it is written here. */
    private Optional<String> whole(String chars, boolean inTag) {
        return JinjaRemedy.of(
                        chars.substring(
                                tokens.getFirst().start(), tokens.getLast().end()),
                        inTag)
                .map(text -> "write " + spelled.apply(text));
    }

    private String message(int i) {
        String word = tokens.get(i).text();
        return i > 0 && tokens.get(i - 1).is(".")
                ? "values have no methods, such as \"" + word + "\""
                : '"' + word + "\" is not an operator of expressions here";
    }

    private Optional<String> remedy(int i) {
        Token token = tokens.get(i);
        if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.RAW_STRING) return Optional.empty();
        if (i > 0 && tokens.get(i - 1).is(".")) return method(i);
        if (i > 0 && tokens.get(i - 1).is("?")) return Optional.empty();
        boolean operand = afterOperand(tokens, i);
        return switch (token.text()) {
            case "$" -> next(i, "{") ? Optional.of("this is an expression already: leave ${ } away") : Optional.empty();
            case "{" ->
                !operand && next(i, "{")
                        ? Optional.of("this is an expression already: leave {{ }} away")
                        : Optional.empty();
            case "/" -> next(i, "/") ? word(Place.OPERATORS, "//") : Optional.empty();
            case "not" ->
                operand && next(i, "in")
                        ? among("not in", i, i + 2)
                        : operand ? Optional.empty() : own(Place.OPERATORS, "not", negated(i + 1));
            case "in" -> operand ? among("in", i, i + 1) : Optional.empty();
            case "and", "or" -> operand && !bare ? word(Place.OPERATORS, token.text()) : Optional.empty();
            case "is" -> operand ? following(Place.TESTS, i).or(() -> word(Place.OPERATORS, "is")) : Optional.empty();
            case "|" -> following(Place.FILTERS, i).or(() -> word(Place.OPERATORS, "|"));
            case "none" ->
                i > 0 && (tokens.get(i - 1).is("==") || tokens.get(i - 1).is("!="))
                        ? word(Place.OPERATORS, "None")
                        : Optional.empty();
            case String name when CONSTANTS.contains(name) -> word(Place.OPERATORS, name);
            case String name -> operand && BETWEEN.contains(name) ? word(Place.OPERATORS, name) : Optional.empty();
        };
    }

    /** Data has no functions, so this is never Drydock's own. */
    private Optional<String> method(int i) {
        if (!next(i, "(")) return Optional.empty();
        Operands own = Operands.of(Operands.before(tokens, i - 1), tokens, i);
        return own(Place.METHODS, tokens.get(i).text(), own)
                .or(() -> own(Place.FILTERS, tokens.get(i).text(), own));
    }

    /** What the words behind an operator mean: {@code is not defined}, {@code | ansible.builtin.default}. */
    private Optional<String> following(Place place, int i) {
        boolean not = next(i, "not");
        int name = not ? i + 2 : i + 1;
        while (name + 2 < tokens.size() && tokens.get(name + 1).is(".")) name += 2;
        if (name >= tokens.size()) return Optional.empty();
        String test = tokens.get(name).text();
        Operands own = Operands.of(Operands.before(tokens, i), tokens, name);
        if (own.argument().equals("omit")) return word(Place.VARIABLES, "omit");
        if (not && (test.equals("defined") || test.equals("undefined")))
            return own(place, test.equals("defined") ? "undefined" : "defined", own);
        int behind = name + 1;
        if (next(name, "("))
            while (behind < tokens.size() && !tokens.get(behind++).is(")"))
                ;
        if (behind < tokens.size() && tokens.get(behind).is("|"))
            return own(place, test, own).map(remedy -> remedy + "; put it into ( ) before the filter behind it");
        return own(place, test, own)
                .map(remedy -> not ? remedy + "; with ! and parentheses around it for \"not\"" : remedy);
    }

    /** {@code x in xs}, of which both sides are known where they are simple. */
    private Optional<String> among(String operator, int i, int right) {
        String left = Operands.before(tokens, i);
        int end = Operands.end(tokens, right);
        String all = Operands.text(tokens, right, end);
        if (left.isEmpty() || all.isEmpty()) return word(Place.OPERATORS, operator);
        return AnsibleWords.remedy(
                        Place.OPERATORS,
                        operator,
                        snippet -> spelled.apply(snippet.replaceFirst("\\bx?s\\?", Matcher.quoteReplacement(all + "?"))
                                .replaceFirst("\\((x|\"a\")\\)", Matcher.quoteReplacement("(" + left + ")"))))
                .map(remedy -> all.startsWith("[") ? remedy.replaceFirst(", of text.*", "") : remedy);
    }

    /** What a {@code not} is about, where that is no comparison. */
    private Operands negated(int right) {
        int end = Operands.end(tokens, right);
        boolean whole = end == tokens.size()
                || Set.of("and", "or", ")", "&&", "||").contains(tokens.get(end).text());
        return new Operands(whole ? Operands.text(tokens, right, end) : "", List.of());
    }

    /** With the operands that the user wrote, where these are simple. */
    private Optional<String> own(Place place, String word, Operands operands) {
        return AnsibleWords.remedy(place, word, snippet -> spelled.apply(operands.in(word, snippet)));
    }

    private Optional<String> word(Place place, String word) {
        return AnsibleWords.remedy(place, word, spelled);
    }

    private boolean next(int i, String symbol) {
        return i + 1 < tokens.size() && tokens.get(i + 1).text().equals(symbol);
    }

    private static boolean afterOperand(List<Token> tokens, int i) {
        if (i == 0) {
            return false;
        }
        Token before = tokens.get(i - 1);
        return switch (before.kind()) {
            case STRING, RAW_STRING, NUMBER -> true;
            case NAME -> translated(tokens, i - 1).isEmpty();
            case SYMBOL -> before.is(")") || before.is("]") || before.is("}") || before.is("??") || before.is("!");
        };
    }
}
