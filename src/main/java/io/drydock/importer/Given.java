package io.drydock.importer;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of a module while they are made those of an action. */
final class Given {
    private final List<YamlMap.Entry> entries;
    private final SourcePos pos;
    private Optional<ModuleWriter.Action> replacement = Optional.empty();

    Given(List<YamlMap.Entry> entries, SourcePos pos) {
        this.entries = new ArrayList<>(entries);
        this.pos = pos;
    }

    List<YamlMap.Entry> entries() {
        return entries;
    }

    Optional<ModuleWriter.Action> replacement() {
        return replacement;
    }

    /** Another action altogether. */
    void replace(ModuleWriter.Action action) {
        replacement = Optional.of(action);
    }

    SourcePos pos() {
        return pos;
    }

    Optional<YamlNode> get(String name) {
        return entries.stream()
                .filter(e -> e.key().equals(name))
                .map(YamlMap.Entry::value)
                .findFirst();
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    /** The text of a single value. */
    Optional<String> text(String name) {
        return YamlTexts.of(new YamlMap(pos, entries), name);
    }

    void remove(String name) {
        entries.removeIf(e -> e.key().equals(name));
    }

    /** In its place, or at the end. */
    void set(String name, YamlNode value) {
        for (int i = 0; i < entries.size(); i++)
            if (entries.get(i).key().equals(name)) {
                entries.set(i, new YamlMap.Entry(name, entries.get(i).keyPos(), value));
                return;
            }
        entries.add(new YamlMap.Entry(name, pos, value));
    }

    void set(String name, String text) {
        set(name, YamlScalar.of(text, get(name).map(YamlNode::pos).orElse(pos)));
    }

    /** A truth value or a number, which needs no quotes. */
    void setPlain(String name, String text, Object value) {
        SourcePos at = get(name).map(YamlNode::pos).orElse(pos);
        set(name, new YamlScalar(at, text, value, (_, _) -> at));
    }

    void rename(String from, String to) {
        entries.replaceAll(e -> e.key().equals(from) ? new YamlMap.Entry(to, e.keyPos(), e.value()) : e);
    }
}
