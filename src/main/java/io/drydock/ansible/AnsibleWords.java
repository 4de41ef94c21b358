package io.drydock.ansible;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What users of Ansible write, and how it is written here: the table words.yml, read when it is first needed. */
public final class AnsibleWords {
    /** Where a word stands. */
    public enum Place {
        ACTIONS,
        PLAYS,
        TASKS,
        INCLUDES,
        META,
        LOOP_CONTROL,
        VARS_PROMPT,
        OPTIONS,
        CONFIGURATION,
        FILTERS,
        TESTS,
        FUNCTIONS,
        OPERATORS,
        METHODS,
        VARIABLES,
        RESULTS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Pattern SNIPPET = Pattern.compile("`([^`]+)`");
    private static final Pattern EXACT = Pattern.compile("write `([^`]+)`");
    private static final Pattern CALLED =
            Pattern.compile("(?:no host needs Python here, so )?(?:the action is called|use) (\\w+)");
    private static final Pattern COLLECTION = Pattern.compile("[a-z]\\w*\\.[a-z]\\w*\\.");

    private static final class Table {
        static final Map<?, ?> WORDS = read();
    }

    private AnsibleWords() {}

    /** What to do instead of a word; empty when it is none of Ansible's. */
    public static Optional<String> remedy(Place place, String word) {
        return remedy(place, word, UnaryOperator.identity());
    }

    /** @param spelled makes of each of Drydock's own spellings what it is where the word stands */
    public static Optional<String> remedy(Place place, String word, UnaryOperator<String> spelled) {
        return entry(words(place.key()), plain(word)).map(text -> shown(text, spelled));
    }

    /** What to do instead of an argument of an action; empty when it is none of Ansible's. */
    public static Optional<String> argument(String action, String argument) {
        return arguments(action, argument).map(text -> shown(text, UnaryOperator.identity()));
    }

    /** The argument that one of Ansible's stands for. */
    public static Optional<String> argumentMeant(String action, String argument) {
        return arguments(action, argument)
                .map(SNIPPET::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1).replaceFirst(":.*", ""));
    }

    private static Optional<String> arguments(String action, String argument) {
        return Optional.ofNullable(words("arguments").get(action)).flatMap(of -> entry((Map<?, ?>) of, argument));
    }

    /** What to write in place of a word, where that is all there is to say. */
    public static Optional<String> exact(Place place, String word) {
        return entry(words(place.key()), word)
                .map(EXACT::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1));
    }

    /** The action that a module of Ansible's is, under another name. */
    public static Optional<String> actionMeant(String module) {
        return entry(words(Place.ACTIONS.key()), module)
                .map(CALLED::matcher)
                .filter(Matcher::lookingAt)
                .map(m -> m.group(1));
    }

    /** Whether all there is to do about an argument is to leave it out. */
    public static boolean isNeedless(String action, String argument) {
        return arguments(action, argument)
                .filter(text -> text.startsWith("leave it out"))
                .isPresent();
    }

    /** A name without the collection it is of: {@code copy} for {@code ansible.builtin.copy}. */
    public static String plain(String name) {
        Matcher collection = COLLECTION.matcher(name);
        return collection.lookingAt() ? name.substring(collection.end()) : name;
    }

    /** A section of the table. */
    static Map<?, ?> words(String section) {
        return (Map<?, ?>) Objects.requireNonNull(Table.WORDS.get(section), section);
    }

    private static Optional<String> entry(Map<?, ?> words, String word) {
        return Optional.ofNullable((String) words.get(word));
    }

    private static String shown(String text, UnaryOperator<String> spelled) {
        return SNIPPET.matcher(text).replaceAll((MatchResult m) -> Matcher.quoteReplacement(spelled.apply(m.group(1))));
    }

    private static Map<?, ?> read() {
        Diagnostics problems = new Diagnostics();
        try (InputStream in = AnsibleWords.class.getResourceAsStream("words.yml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            YamlMap words =
                    (YamlMap) YamlReader.read("words.yml", text, problems).orElseThrow();
            if (!problems.isEmpty())
                throw new IllegalStateException(problems.all().toString());
            return words.data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
