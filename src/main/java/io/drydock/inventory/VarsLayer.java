package io.drydock.inventory;

import io.drydock.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/**
 * Variables that are as strong as each other.
 *
 * @param of whose they are: {@code group web}, {@code group_vars/web}, {@code host web1}, {@code host_vars/web1}
 */
public record VarsLayer(String of, Map<String, YamlNode> vars) {
    /** Adds a layer if there is anything in it. */
    static void add(List<VarsLayer> layers, String of, Map<String, YamlNode> vars) {
        if (!vars.isEmpty()) layers.add(new VarsLayer(of, vars));
    }
}
