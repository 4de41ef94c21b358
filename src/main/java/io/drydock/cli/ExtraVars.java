package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.KnownVars;
import io.drydock.template.ShellWord;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One argument of --extra-vars: {@code a=1 b='x y'}, {@code @FILE} of YAML, or a map of YAML or JSON.
 *
 * @param option how problems name it
 */
record ExtraVars(String given, String option) {
    /** Quotes group as in a shell; a backslash is one, except before what would end or begin something. */
    private static final Pattern WORD =
            Pattern.compile("(?:[^\\s'\"\\\\]|\\\\.|\\\\$|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*+\")++");

    private static final Pattern PART =
            Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*+)\"|\\\\(['\"\\\\\\s])|(.)", Pattern.DOTALL);
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final String FORMS =
            "write -e name=value, -e \"name='a value with spaces'\", -e @file.yml or -e '{name: value}'";

    /** Of all that were given, in their order. */
    static List<ExtraVars> of(List<String> all) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> new ExtraVars(all.get(i), "--extra-vars" + (all.size() == 1 ? "" : " #" + (i + 1))))
                .toList();
    }

    /** What is typed to set a variable to a text. */
    static String word(String name, String text) {
        return name + "=" + ShellWord.quoted(text);
    }

    boolean isFile() {
        return given.startsWith("@");
    }

    boolean isMap() {
        return given.startsWith("{");
    }

    Path file() {
        return Path.of(given.substring(1));
    }

    /** Of a map or of a file. */
    List<YamlMap.Entry> entries(VaultKeyring keys, Diagnostics problems) {
        if (isMap()) problems.typed(option, given);
        Optional<YamlNode> node =
                isFile() ? YamlReader.read(file(), keys, problems) : YamlReader.read(option, given, keys, problems);
        if (node.isEmpty()) return List.of();
        if (node.get() instanceof YamlMap map) {
            KnownVars.check(map, problems);
            return map.entries();
        }
        problems.error(node.get().pos(), "variables are a map", "write name: value");
        return List.of();
    }

    /**
     * Values by name of words: texts as they were typed, never templates; true, false and their like are what they are in YAML.
     * Problems tell no text: it may be a secret.
     */
    Map<String, Object> words(Diagnostics problems) {
        return words(Set.of(), problems);
    }

    /** @param hidden the names of those that are secrets, besides those that are by their names */
    Map<String, Object> words(Set<String> hidden, Diagnostics problems) {
        Map<String, Object> words = new LinkedHashMap<>();
        Matcher word = WORD.matcher(given);
        int end = 0;
        String before = "";
        while (word.find() && given.substring(end, word.start()).isBlank()) {
            end = word.end();
            Matcher pair = PAIR.matcher(unquoted(word.group()));
            if (!pair.matches()) {
                problems.error(
                        SourcePos.of(option),
                        before.isEmpty()
                                ? "one of them is not name=value"
                                : "what stands behind " + before + "=... is not name=value",
                        FORMS);
                return Map.of();
            }
            before = pair.group(1);
            SourcePos pos = SourcePos.of(option);
            KnownVars.check(
                    new YamlMap(pos, List.of(new YamlMap.Entry(before, pos, YamlScalar.of(pair.group(2), pos)))),
                    problems);
            words.put(
                    before,
                    hidden.contains(before) || Secret.isName(before)
                            ? new Secret(pair.group(2))
                            : ScalarTypes.truth(pair.group(2)));
        }
        if (!given.substring(end).isBlank()) problems.error(SourcePos.of(option), "a quote is not closed", FORMS);
        else if (words.isEmpty()) problems.error(SourcePos.of(option), "it is empty", FORMS);
        words.values().forEach(v -> {
            if (v instanceof Secret secret) problems.hide(List.of(secret));
        });
        return words;
    }

    /** The variables that hold words of ssh's command line; none of a file, which is not in a saved plan. */
    List<SshVariable> ssh(VaultKeyring keys) {
        Diagnostics told = new Diagnostics(); // by whoever sets the variables
        Map<String, String> texts = new LinkedHashMap<>();
        if (isMap())
            entries(keys, told).forEach(e -> {
                if (e.value() instanceof YamlScalar scalar) texts.put(e.key(), scalar.text());
            });
        else if (!isFile()) words(told).forEach((name, value) -> texts.put(name, value.toString()));
        return texts.entrySet().stream()
                .flatMap(t -> SshVariable.of(t.getKey(), t.getValue()).stream())
                .toList();
    }

    private static String unquoted(String word) {
        StringBuilder text = new StringBuilder();
        Matcher part = PART.matcher(word);
        while (part.find()) {
            if (part.group(2) != null) text.append(part.group(2).replaceAll("\\\\([\"\\\\])", "$1"));
            else
                for (int i : new int[] {1, 3, 4})
                    text.append(Optional.ofNullable(part.group(i)).orElse(""));
        }
        return text.toString();
    }

    /** The names of the variables that it sets. */
    List<String> names(VaultKeyring keys, Diagnostics problems) {
        return isFile() || isMap()
                ? entries(keys, problems).stream().map(YamlMap.Entry::key).toList()
                : List.copyOf(words(problems).keySet());
    }
}
