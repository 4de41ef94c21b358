package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words of ssh's command line, as {@code ansible_ssh_common_args} has them. */
public final class SshArguments {
    private static final Map<Character, String> OPTIONS = Map.of(
            'J', "ProxyJump",
            'p', "Port",
            'l', "User",
            'i', "IdentityFile",
            'b', "BindAddress",
            'c', "Ciphers",
            'm', "MACs",
            'B', "BindInterface",
            'I', "PKCS11Provider",
            'P', "Tag");

    private static final Map<Character, String> FLAGS =
            Map.of('4', "AddressFamily=inet", '6', "AddressFamily=inet6", 'C', "Compression=yes");

    /** They concern nothing that Drydock does. */
    private static final Set<Character> HARMLESS =
            Set.of('a', 'A', 'g', 'k', 'K', 'M', 'n', 'q', 't', 'T', 'v', 'x', 'X', 'Y', 'y');

    private static final Set<Character> HARMLESS_WITH_VALUE = Set.of('S', 'E', 'e');

    private static final Map<Character, String> REFUSED = Map.of(
            'W', "write the host it leads to as a jump host, -J HOST, or in a ProxyCommand",
            'L', "keep a connection of ssh with this forwarding open beside Drydock",
            'R', "keep a connection of ssh with this forwarding open beside Drydock",
            'D', "keep a connection of ssh with this forwarding open beside Drydock",
            'w', "keep a connection of ssh with this tunnel open beside Drydock");

    private final SourcePos pos;
    private final Diagnostics problems;
    private GivenOptions found = GivenOptions.NONE;

    private SshArguments(SourcePos pos, Diagnostics problems) {
        this.pos = pos;
        this.problems = problems;
    }

    /** What is obeyed of them; the others are reported, but for those that change nothing. */
    public static GivenOptions parse(String text, SourcePos pos, Diagnostics problems) {
        SshArguments arguments = new SshArguments(pos, problems);
        Optional<List<String>> words = split(text);
        if (words.isEmpty()) problems.error(pos, "a quote of \"" + text + "\" is not closed", "close it");
        words.ifPresent(w -> arguments.read(w.iterator()));
        return arguments.found;
    }

    private void read(Iterator<String> words) {
        while (words.hasNext()) {
            String word = words.next();
            if (word.isEmpty()) continue;
            if (!word.startsWith("-") || word.length() == 1 || word.charAt(1) == '-')
                wrong(word, "it is no option of ssh", "only such options as -J HOST and -o KEY=VALUE belong here");
            else cluster(word, words);
        }
    }

    /** Letters behind one dash; one that takes a value takes the rest of the word, or the next one. */
    private void cluster(String word, Iterator<String> words) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (HARMLESS.contains(letter)) continue;
            String flag = FLAGS.get(letter);
            if (flag != null) {
                add(flag);
                continue;
            }
            if (!takesValue(letter)) {
                wrong("-" + letter, "it is not obeyed", "remove it");
                continue;
            }
            String rest = word.substring(i + 1);
            if (rest.isEmpty() && !words.hasNext())
                wrong("-" + letter, "its value is missing", "write it behind the option");
            else option(letter, rest.isEmpty() ? words.next() : rest);
            return;
        }
    }

    private static boolean takesValue(char letter) {
        return OPTIONS.containsKey(letter)
                || HARMLESS_WITH_VALUE.contains(letter)
                || REFUSED.containsKey(letter)
                || "oFOQ".indexOf(letter) >= 0;
    }

    private void option(char letter, String value) {
        String keyword = OPTIONS.get(letter);
        if (letter == 'o') add(value);
        else if (letter == 'F') found = found.and(GivenOptions.files(value, pos));
        else if (keyword != null) add(keyword + "=" + (letter == 'J' ? value : quoted(value)));
        else if (!HARMLESS_WITH_VALUE.contains(letter))
            wrong(
                    "-" + letter,
                    "it is not obeyed",
                    Optional.ofNullable(REFUSED.get(letter)).orElse("remove it"));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void add(String option) {
        found = found.and(GivenOptions.option(option, pos, problems));
    }

    private void wrong(String word, String what, String remedy) {
        problems.error(pos, "\"" + word + "\": " + what, remedy);
    }

    /** The words that a shell would make of a text, without its expansions; empty when a quote is not closed. */
    public static Optional<List<String>> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) words.add(word.toString());
                word.setLength(0);
                begun = false;
                continue;
            }
            begun = true;
            if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (quote != 0 && c == quote) quote = 0;
            else if (c == '\\'
                    && quote != '\''
                    && i + 1 < text.length()
                    && (quote == 0 || "\"\\$`".indexOf(text.charAt(i + 1)) >= 0)) word.append(text.charAt(++i));
            else word.append(c);
        }
        if (begun) words.add(word.toString());
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }
}
