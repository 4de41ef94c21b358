package io.drydock.inventory;

import io.drydock.yaml.YamlNode;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Immutable: a host's own variables over those it shares with the other hosts of its groups. */
final class LayeredVars extends AbstractMap<String, YamlNode> {
    private final Map<String, YamlNode> own;
    private final Map<String, YamlNode> shared;
    private final List<VarsLayer> ownLayers;
    private final List<VarsLayer> sharedLayers;

    private LayeredVars(
            Map<String, YamlNode> own,
            Map<String, YamlNode> shared,
            List<VarsLayer> ownLayers,
            List<VarsLayer> sharedLayers) {
        this.own = own;
        this.shared = shared;
        this.ownLayers = ownLayers;
        this.sharedLayers = sharedLayers;
    }

    /** Of layers that must not change any more, the weakest first, for many hosts. */
    static LayeredVars of(List<VarsLayer> shared) {
        return new LayeredVars(Map.of(), merged(shared), List.of(), List.copyOf(shared));
    }

    /** The same with stronger variables of one host. */
    LayeredVars below(List<VarsLayer> stronger) {
        return new LayeredVars(merged(stronger), shared, List.copyOf(stronger), sharedLayers);
    }

    private static Map<String, YamlNode> merged(List<VarsLayer> layers) {
        if (layers.isEmpty()) return Map.of();
        if (layers.size() == 1) return layers.getFirst().vars();
        Map<String, YamlNode> all = new LinkedHashMap<>();
        layers.forEach(layer -> all.putAll(layer.vars()));
        return all;
    }

    /** Where its values are from, weakest first. */
    List<VarsLayer> layers() {
        return Stream.concat(sharedLayers.stream(), ownLayers.stream()).toList();
    }

    /** What is of the host alone. */
    Map<String, YamlNode> own() {
        return Collections.unmodifiableMap(own);
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
