package io.drydock.inventory;

import io.drydock.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group as its inventory has it.
 *
 * @param hosts those that are in it by themselves, in their order
 * @param children the groups in it, in their order
 * @param priority what it was given as ansible_group_priority, if that is not 1
 * @param vars of the inventory, without those of files beside it
 */
public record Group(
        String name,
        List<String> hosts,
        List<String> children,
        Optional<Integer> priority,
        Map<String, YamlNode> vars) {
    public Group {
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
    }
}
