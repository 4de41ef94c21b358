package io.drydock.yaml;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.YamlMap.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Typed reading of one map's keys: a value of another type is a problem at its place and reads as absent. */
public class Fields {
    protected final YamlMap map;
    protected final Diagnostics problems;

    public Fields(YamlMap map, Diagnostics problems) {
        this.map = map;
        this.problems = problems;
    }

    /** A key with nothing behind it is no text. */
    public Optional<YamlScalar> scalar(String key) {
        return map.get(key).flatMap(node -> {
            if (node instanceof YamlScalar scalar && scalar.value() != null) return Optional.of(scalar);
            return wrong(node, key, "is text", "write one value behind it");
        });
    }

    public Optional<String> text(String key) {
        return scalar(key).map(YamlScalar::text);
    }

    public Optional<Boolean> flag(String key) {
        return map.get(key)
                .flatMap(node -> Truth.of(node.data())
                        .or(() -> wrong(
                                node,
                                key,
                                "is true or false",
                                "write " + key + ": true, or leave it out; no template decides here")));
    }

    /** What has this label. */
    public <T> Optional<T> choice(String key, List<T> choices, Function<T, String> label) {
        return scalar(key).flatMap(given -> {
            Optional<T> chosen = choices.stream()
                    .filter(c -> label.apply(c).equals(given.text()))
                    .findFirst();
            return chosen.isPresent()
                    ? chosen
                    : wrong(
                            given,
                            key,
                            "cannot be \"" + given.text() + "\"",
                            Suggestion.didYouMean(
                                    given.text(), choices.stream().map(label).toList()));
        });
    }

    /** A list of texts, or one alone, each of which may be empty. */
    public List<YamlScalar> scalars(String key) {
        List<YamlScalar> scalars = new ArrayList<>();
        map.get(key).ifPresent(node -> {
            for (YamlNode item : node instanceof YamlList list ? list.items() : List.of(node)) {
                if (item instanceof YamlScalar scalar) scalars.add(scalar);
                else wrong(item, key, "is text or a list of texts", "such as " + key + ": [a, b]");
            }
        });
        return scalars;
    }

    /** A list, or nothing. */
    public List<YamlNode> items(String key) {
        Optional<YamlNode> node = map.get(key).filter(n -> n.data() != null);
        if (node.isEmpty()) return List.of();
        if (node.get() instanceof YamlList list) return list.items();
        wrong(node.get(), key, "is a list", "begin each item with - on a line of its own");
        return List.of();
    }

    /** A map, or nothing. */
    public List<Entry> entries(String key) {
        return map.get(key)
                .map(node -> entries(node, "\"" + key + "\" is a map", "write each of it as \"name: value\"", problems))
                .orElse(List.of());
    }

    /** Of a map, or of nothing; anything else is the problem that the message tells. */
    public static List<Entry> entries(YamlNode node, String message, String remedy, Diagnostics problems) {
        return switch (node) {
            case YamlMap map -> map.entries();
            case YamlScalar scalar when scalar.value() == null -> List.of();
            case YamlScalar _, YamlList _ -> {
                problems.error(node.pos(), message, remedy);
                yield List.of();
            }
        };
    }

    /** Every key that is none of the valid ones is a problem. */
    public void only(Collection<String> valid, String of) {
        map.entries().stream()
                .filter(entry -> !valid.contains(entry.key()))
                .forEach(entry -> unknown(entry, of, Suggestion.didYouMean(entry.key(), valid), problems));
    }

    public static void unknown(Entry entry, String of, String remedy, Diagnostics problems) {
        problems.error(entry.keyPos(), "unknown key \"" + entry.key() + "\" of " + of, remedy);
    }

    public <T> Optional<T> wrong(YamlNode node, String key, String what, String remedy) {
        problems.error(node.pos(), "\"" + key + "\" " + what, remedy);
        return Optional.empty();
    }
}
