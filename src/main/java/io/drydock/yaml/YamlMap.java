package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries in the order they were written; no key occurs twice. */
public record YamlMap(SourcePos pos, List<Entry> entries) implements YamlNode {
    public record Entry(String key, SourcePos keyPos, YamlNode value) {}

    public YamlMap {
        entries = List.copyOf(entries);
    }

    /** Looks at every entry: for maps of a handful of keys. Iterate over {@link #entries} for big ones. */
    public Optional<YamlNode> get(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** The same with another value of a key, if it has that. */
    public YamlMap with(String key, YamlNode value) {
        return new YamlMap(
                pos,
                entries.stream()
                        .map(e -> e.key().equals(key) ? new Entry(key, e.keyPos(), value) : e)
                        .toList());
    }

    @Override
    public YamlMap opened() {
        return new YamlMap(
                pos,
                entries.stream()
                        .map(e -> new Entry(e.key(), e.keyPos(), e.value().opened()))
                        .toList());
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach(entry -> data.put(entry.key(), entry.value().data()));
        return Collections.unmodifiableMap(data);
    }
}
