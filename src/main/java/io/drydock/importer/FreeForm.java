package io.drydock.importer;

import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments in one text: {@code name=nginx state=started}, and a command among some of them. */
final class FreeForm {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][\\w-]*)=(.*)", Pattern.DOTALL);
    private static final Set<String> OF_COMMANDS = Set.of(
            "creates", "removes", "chdir", "executable", "stdin", "warn", "stdin_add_newline", "strip_empty_ends");

    private FreeForm() {}

    /** A word of the text, and where it stands. */
    private record Word(String text, int from, int to) {}

    /** @throws Refusal where a word is no pair */
    static List<YamlMap.Entry> pairs(YamlScalar scalar) {
        List<YamlMap.Entry> all = new ArrayList<>();
        for (Word word : words(scalar.text())) {
            Matcher pair = PAIR.matcher(word.text());
            if (!pair.matches()) throw new Refusal("arguments in a text", "\"" + word.text() + "\" is not NAME=VALUE");
            all.add(entry(scalar, pair.group(1), unquoted(pair.group(2))));
        }
        return all;
    }

    /** A map, also one that is written as pairs in a text; empty where it is none. */
    static Optional<YamlMap> map(YamlNode node) {
        return switch (node) {
            case YamlMap map -> Optional.of(map);
            case YamlScalar scalar when isPairs(scalar.text()) -> Optional.of(new YamlMap(scalar.pos(), pairs(scalar)));
            default -> Optional.empty();
        };
    }

    static boolean isPairs(String text) {
        List<Word> words = words(text);
        return !words.isEmpty()
                && words.stream().allMatch(w -> PAIR.matcher(w.text()).matches());
    }

    /** What commands are given in the same text, and the rest of it as {@code cmd}. */
    static List<YamlMap.Entry> command(YamlScalar scalar) {
        List<YamlMap.Entry> all = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int end = 0;
        for (Word word : words(scalar.text())) {
            Matcher pair = PAIR.matcher(word.text());
            boolean own = pair.matches() && OF_COMMANDS.contains(pair.group(1));
            if (!own) continue;
            rest.append(scalar.text(), end, word.from());
            end = word.to();
            all.add(entry(scalar, pair.group(1), unquoted(pair.group(2))));
        }
        rest.append(scalar.text().substring(end));
        String cmd = all.isEmpty() ? scalar.text() : rest.toString().strip();
        all.addFirst(entry(scalar, "cmd", cmd));
        return all;
    }

    private static YamlMap.Entry entry(YamlScalar scalar, String name, String value) {
        return new YamlMap.Entry(
                name, scalar.pos(), new YamlScalar(scalar.pos(), value, typed(value), scalar.positions()));
    }

    private static Object typed(String value) {
        Object truth = ScalarTypes.truth(value);
        return truth instanceof String ? ScalarTypes.number(value) : truth;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Cut at blanks, but not in quotes and braces. */
    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int from = -1, braces = 0;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean blank = Character.isWhitespace(c) && quote == 0 && braces == 0 || i == text.length();
            if (!blank && from < 0) from = i;
            if (blank && from >= 0) {
                words.add(new Word(text.substring(from, i), from, i));
                from = -1;
            }
            if (text.startsWith("{{", i) || text.startsWith("{%", i)) braces++;
            if ((text.startsWith("}}", i) || text.startsWith("%}", i)) && braces > 0) braces--;
            if (braces == 0 && (c == '"' || c == '\'')) quote = quote == 0 ? c : quote == c ? 0 : quote;
        }
        return words;
    }
}
