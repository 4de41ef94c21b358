package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an option's value looks like. It reads the value, or says what is wrong with it. */
interface ValueForm {
    /** The values of a line, in one form whatever they were written as; empty where it is wrong. */
    Optional<List<String>> read(ConfigLine line, Diagnostics problems);

    /** What a single word means; empty where it is none of the form. */
    interface Word extends Function<String, Optional<String>> {}

    /** One word, and no more. */
    static ValueForm word(String wanted, Word meaning) {
        return (line, problems) -> {
            if (line.words().size() > 1) {
                String extra = line.words().get(1);
                return wrong(
                        line,
                        "takes one value, and \"" + extra + "\" is another",
                        "quote what has blanks in it",
                        problems);
            }
            String given = line.words().isEmpty() ? "" : line.words().getFirst();
            Optional<String> value = given.isEmpty() ? Optional.empty() : meaning.apply(given);
            return value.isPresent()
                    ? value.map(List::of)
                    : wrong(line, "cannot be \"" + given + "\"", "it is " + wanted, problems);
        };
    }

    /** The whole rest of the line, comments and quotes too. */
    ValueForm COMMAND = (line, problems) -> Optional.of(List.of(line.command()));

    /** Any words, which nobody looks at. */
    ValueForm ANYTHING = (line, problems) -> Optional.of(line.words());

    ValueForm TEXT = word("one word, or a text in quotes", Optional::of);

    /** A path, or a variable of the environment, the name of which must be one. */
    ValueForm AGENT = word(
            "a path, SSH_AUTH_SOCK, none, or a variable such as $AGENT or ${AGENT}",
            v -> Optional.of(v).filter(a -> !a.startsWith("$") || a.startsWith("${") || a.matches("[$][A-Za-z0-9_]+")));

    ValueForm FLAG = word("yes or no", v -> switch (v.toLowerCase(Locale.ROOT)) {
        case "yes", "true" -> Optional.of("yes");
        case "no", "false" -> Optional.of("no");
        default -> Optional.empty();
    });

    /** A flag that has other values besides. */
    static ValueForm flagOr(String... others) {
        Set<String> more = Set.of(others);
        return word("yes, no or " + String.join(", ", others), v -> switch (v.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Optional.of("yes");
            case "no", "false" -> Optional.of("no");
            case String other -> more.contains(other) ? Optional.of(other) : Optional.empty();
        });
    }

    static ValueForm oneOf(String... words) {
        Set<String> all = Set.of(words);
        return word(
                "one of " + String.join(", ", words),
                v -> Optional.of(v.toLowerCase(Locale.ROOT)).filter(all::contains));
    }

    ValueForm NUMBER = word("a whole number that is not negative", Numbers::number);

    ValueForm PORT = word("a number from 1 to 65535", Numbers::port);

    /** In seconds; {@code none} says nothing. */
    ValueForm TIME = word(
            "a time such as 30, 10s or 1h30m, or none", v -> v.equals("none") ? Optional.of(v) : Numbers.seconds(v));

    /** Several words; {@code none} stands alone. */
    ValueForm WORDS = (line, problems) -> {
        for (String word : line.words()) {
            if (word.isEmpty()) return wrong(line, "has an empty value", "remove it", problems);
            if (word.equalsIgnoreCase("none") && line.words().size() > 1)
                return wrong(line, "has \"none\" and others", "none stands alone", problems);
        }
        return Optional.of(line.words());
    };

    /** At least one. */
    static ValueForm some(ValueForm words) {
        return (line, problems) -> line.words().isEmpty()
                ? wrong(line, "has no value", "write one", problems)
                : words.read(line, problems);
    }

    /** Names of algorithms. */
    static ValueForm algorithms(Function<String, List<String>> unknown) {
        return (line, problems) -> {
            Optional<List<String>> list = TEXT.read(line, problems);
            List<String> wrong = list.map(l -> unknown.apply(l.getFirst())).orElse(List.of());
            return wrong.isEmpty()
                    ? list
                    : wrong(
                            line,
                            "has no algorithm \"" + wrong.getFirst() + "\"",
                            "ssh -Q shows those that OpenSSH knows; a list that begins with - may have patterns",
                            problems);
        };
    }

    static Optional<List<String>> wrong(ConfigLine line, String what, String remedy, Diagnostics problems) {
        problems.error(line.valuePos(), KnownOption.spelling(line.keyword()) + " " + what, remedy);
        return Optional.empty();
    }
}
