package io.drydock.assess;

import io.drydock.diag.Diagnostics;
import io.drydock.json.Written;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of one of the data files, which are part of the program: what is wrong with them is a bug. */
record Data(Map<?, ?> map) {
    static Data resource(String name) {
        try (var in = Data.class.getResourceAsStream(name)) {
            var problems = new Diagnostics();
            return of(YamlReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Data file(Path file) {
        var problems = new Diagnostics();
        return of(YamlReader.read(file, problems), problems);
    }

    private static Data of(Optional<YamlNode> node, Diagnostics problems) {
        if (!problems.isEmpty()) throw new IllegalStateException(problems.all().toString());
        return new Data(((YamlMap) node.orElseThrow()).data());
    }

    /** The text of a key; empty when there is none. */
    String text(String key) {
        return map.containsKey(key) ? String.valueOf(map.get(key)) : "";
    }

    String text(String key, String otherwise) {
        return map.containsKey(key) ? text(key) : otherwise;
    }

    long number(String key) {
        return Written.plain(map.get(key)) instanceof Number number ? number.longValue() : 0;
    }

    /** One value counts as a list of one. */
    List<String> texts(String key) {
        Object value = map.get(key);
        return value == null
                ? List.of()
                : value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value));
    }

    Data at(String key) {
        return new Data(map.get(key) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    /** This with the keys of another map, whose values are the stronger ones. */
    Data with(Data stronger) {
        var both = new LinkedHashMap<Object, Object>(map);
        both.putAll(stronger.map());
        return new Data(both);
    }

    List<Data> all(String key) {
        return map.get(key) instanceof List<?> list
                ? list.stream().map(item -> new Data((Map<?, ?>) item)).toList()
                : List.of();
    }
}
