package io.drydock.inventory;

import io.drydock.yaml.YamlNode;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable: a host's own variables over those it shares with the other hosts of its groups. */
final class LayeredVars extends AbstractMap<String, YamlNode> {
    private final Map<String, YamlNode> own;
    private final Map<String, YamlNode> shared;

    /** Keeps both maps, which must not change any more. */
    LayeredVars(Map<String, YamlNode> own, Map<String, YamlNode> shared) {
        this.own = own;
        this.shared = shared;
    }

    @Override
    public @Nullable YamlNode get(Object name) {
        YamlNode value = own.get(name);
        return value != null ? value : shared.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return own.containsKey(name) || shared.containsKey(name);
    }

    @Override
    public Set<Entry<String, YamlNode>> entrySet() {
        Map<String, YamlNode> all = new LinkedHashMap<>(shared);
        all.putAll(own);
        return Collections.unmodifiableMap(all).entrySet();
    }
}
