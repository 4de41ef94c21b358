package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One condition of a Match.
 *
 * @param negated whether it holds where it is not so
 * @param argument what it compares with; empty for those that compare with nothing
 */
record Criterion(Kind kind, boolean negated, String argument) {
    enum Kind {
        ALL(false),
        CANONICAL(false),
        FINAL(false),
        HOST(true),
        ORIGINALHOST(true),
        USER(true),
        LOCALUSER(true),
        LOCALNETWORK(true),
        VERSION(true),
        TAGGED(true),
        COMMAND(true),
        SESSIONTYPE(true),
        EXEC(true);

        private final boolean compares;

        Kind(boolean compares) {
            this.compares = compares;
        }

        static Optional<Kind> of(String name) {
            return Arrays.stream(values())
                    .filter(k -> k.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        boolean mayBeEmpty() {
            return this == TAGGED || this == COMMAND;
        }
    }

    private static final Pattern ASSIGNED = Pattern.compile("(!?[A-Za-z]+)=(.*)", Pattern.DOTALL);

    /** Those of a line; empty where one is wrong. */
    static Optional<List<Criterion>> all(ConfigLine line, Diagnostics problems) {
        List<Criterion> criteria = new ArrayList<>();
        List<String> words = split(line.words());
        for (int i = 0; i < words.size(); i++) {
            boolean negated = words.get(i).startsWith("!");
            String name = negated ? words.get(i).substring(1) : words.get(i);
            Optional<Kind> kind = Kind.of(name);
            if (kind.isEmpty()) return wrong(line, "has no condition \"" + name + "\"", remedy(), problems);
            String argument = "";
            if (kind.get().compares) {
                if (++i == words.size() || words.get(i).isEmpty() && !kind.get().mayBeEmpty())
                    return wrong(line, "has nothing after " + name, "write what to compare with", problems);
                argument = words.get(i);
            }
            if (kind.get() == Kind.ALL && (criteria.size() > 1 || i + 1 < words.size()))
                return wrong(
                        line,
                        "has all with other conditions",
                        "all stands alone, or behind canonical or final",
                        problems);
            if (kind.get() == Kind.LOCALNETWORK && !Networks.areWritten(argument))
                return wrong(
                        line, "has no networks in \"" + argument + "\"", "such as 192.0.2.0/24,!192.0.2.1", problems);
            criteria.add(new Criterion(kind.get(), negated, argument));
        }
        return criteria.isEmpty() ? wrong(line, "has no condition", remedy(), problems) : Optional.of(criteria);
    }

    private static Optional<List<Criterion>> wrong(ConfigLine line, String what, String remedy, Diagnostics problems) {
        return ValueForm.wrong(line, what, remedy, problems).map(_ -> List.of());
    }

    private static String remedy() {
        return "conditions: "
                + Arrays.stream(Kind.values())
                        .map(k -> k.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /** {@code host=NAME} and {@code host = NAME} are {@code host NAME}. */
    private static List<String> split(List<String> words) {
        List<String> split = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Matcher assigned = ASSIGNED.matcher(words.get(i));
            boolean name = i == 0 || !awaits(split);
            if (name && assigned.matches()) {
                split.add(assigned.group(1));
                if (!assigned.group(2).isEmpty() || mayBeEmpty(assigned.group(1))) split.add(assigned.group(2));
            } else if (!words.get(i).equals("=") || name) {
                split.add(words.get(i));
            }
        }
        return split;
    }

    private static boolean mayBeEmpty(String name) {
        return Kind.of(name.startsWith("!") ? name.substring(1) : name)
                .map(Kind::mayBeEmpty)
                .orElse(false);
    }

    /** Whether the last word is a name whose argument comes next. */
    private static boolean awaits(List<String> words) {
        boolean awaits = false;
        for (String word : words) {
            awaits = !awaits
                    && Kind.of(word.startsWith("!") ? word.substring(1) : word)
                            .map(k -> k.compares)
                            .orElse(false);
        }
        return awaits;
    }
}
