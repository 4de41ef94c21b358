package io.drydock.template.freemarker;

import io.drydock.ansible.AnsibleWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the user wrote around a foreign word, to stand in the remedy in place of its stand-ins: empty and none where that is not simple.
 *
 * @param left a name, perhaps of a part, or a text
 * @param arguments those in the parentheses behind the word
 */
record Operands(String left, List<String> arguments) {
    private static final Pattern STAND_IN = Pattern.compile("(?<![\\w.\"])(?:xs|x|s|m|r|go)\\b(?![\"(])");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"");
    /** Words whose remedy takes the same texts as they do, in the same order. */
    private static final Set<String> SAME_ARGUMENTS =
            Set.of("default", "d", "join", "split", "replace", "startswith", "endswith");

    static Operands of(String left, List<Token> tokens, int word) {
        List<String> arguments = new ArrayList<>();
        for (int i = word + 1;
                i + 1 < tokens.size() && (tokens.get(i).is("(") || tokens.get(i).is(",")); ) {
            int end = end(tokens, i + 1);
            String argument = text(tokens, i + 1, end);
            if (argument.isEmpty()
                    || end == tokens.size()
                    || !tokens.get(end).is(",") && !tokens.get(end).is(")")) return new Operands(left, List.of());
            arguments.add(
                    argument.equals("True") || argument.equals("False") ? argument.toLowerCase(Locale.ROOT) : argument);
            i = end;
        }
        return new Operands(left, arguments);
    }

    /** The only argument, or an empty text. */
    String argument() {
        return arguments.size() == 1 ? arguments.getFirst() : "";
    }

    /** The operand that ends before a token: {@code a}, {@code a.b['c']}, {@code 'text'}; empty when it is not simple. */
    static String before(List<Token> tokens, int end) {
        int at = end - 1;
        while (at >= 3 && tokens.get(at).is("]") && tokens.get(at - 2).is("[")
                || at >= 2
                        && tokens.get(at).kind() == Token.Kind.NAME
                        && tokens.get(at - 1).is(".")) {
            at -= tokens.get(at).is("]") ? 3 : 2;
        }
        boolean begins = at >= 0
                && end(tokens.subList(0, end), at) == end
                && (at == 0
                        || !tokens.get(at - 1).is("!")
                                && !tokens.get(at - 1).is("?")
                                && !tokens.get(at - 1).is(")"));
        return begins ? text(tokens, at, end) : "";
    }

    /** Where the operand ends that begins at a token: {@code a}, {@code a.b['c']}, {@code 'text'}, {@code 1}, {@code ['a', 'b']}. */
    static int end(List<Token> tokens, int begin) {
        if (begin >= tokens.size()) return begin;
        Token first = tokens.get(begin);
        if (first.is("[") || first.is("{")) {
            int at = begin + 1;
            while (at < tokens.size()
                    && !tokens.get(at).is("]")
                    && !tokens.get(at).is("}")) at++;
            return Math.min(at + 1, tokens.size());
        }
        int at = begin + 1;
        while (first.kind() == Token.Kind.NAME
                && at + 1 < tokens.size()
                && (tokens.get(at).is(".")
                        || tokens.get(at).is("[")
                                && at + 2 < tokens.size()
                                && tokens.get(at + 2).is("]"))) {
            at += tokens.get(at).is(".") ? 2 : 3;
        }
        return first.kind() == Token.Kind.SYMBOL ? begin : at;
    }

    /** Empty for what begins with a variable that only Ansible has, which has a remedy of its own. */
    static String text(List<Token> tokens, int begin, int end) {
        if (begin >= end) return "";
        Token first = tokens.get(begin);
        boolean foreign = first.kind() == Token.Kind.NAME
                && !first.is("omit")
                && AnsibleWords.remedy(AnsibleWords.Place.VARIABLES, first.text())
                        .isPresent();
        return foreign
                ? ""
                : tokens.subList(begin, end).stream()
                        .map(t -> t.is(",") ? ", " : t.is(":") ? ": " : t.text())
                        .collect(Collectors.joining());
    }

    /** The spelling of a remedy for a word with these in it. */
    String in(String word, String snippet) {
        boolean one = STAND_IN.matcher(snippet)
                        .results()
                        .map(m -> m.group())
                        .distinct()
                        .count()
                == 1;
        if (left.isEmpty() || !one) return snippet;
        String text = snippet;
        if (SAME_ARGUMENTS.contains(word)) {
            List<String> literals =
                    LITERAL.matcher(snippet).results().map(m -> m.group()).toList();
            if (literals.size() == arguments.size()) {
                StringBuilder with = new StringBuilder();
                Matcher literal = LITERAL.matcher(snippet);
                for (int i = 0; literal.find(); i++)
                    literal.appendReplacement(with, Matcher.quoteReplacement("\u0001" + i));
                text = literal.appendTail(with).toString();
            }
        }
        text = STAND_IN.matcher(text).replaceAll(Matcher.quoteReplacement(left));
        for (int i = 0; i < arguments.size(); i++) text = text.replace("\u0001" + i, arguments.get(i));
        return text;
    }
}
