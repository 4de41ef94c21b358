package io.drydock.cli;

import io.drydock.inventory.Group;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole inventory in the shapes of {@code ansible-inventory}: what {@code --list} prints can be the output of an inventory program, and
 * {@code --graph} is for people.
 *
 * @param export whether variables stay with the group or host they are given to, instead of all being told with each host
 */
record InventoryListing(Inventory inventory, ShownVars shown, boolean export) {
    private static final String ALL = "all";

    Map<String, Object> list() {
        Map<String, Object> list = new LinkedHashMap<>();
        for (String name : inventory.groups()) {
            Map<String, Object> group = group(inventory.group(name).orElseThrow());
            if (!group.isEmpty()) list.put(name, group);
        }
        Map<String, Object> hostvars = new LinkedHashMap<>();
        for (Host host : inventory.hosts()) {
            Map<String, Object> vars = vars(host);
            if (!vars.isEmpty()) hostvars.put(host.name(), vars);
        }
        list.put("_meta", Map.of("hostvars", hostvars));
        return list;
    }

    Map<String, Object> vars(Host host) {
        return shown.of(export ? host.ownVars() : host.vars());
    }

    private Map<String, Object> group(Group group) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (!group.hosts().isEmpty() && !group.name().equals(ALL)) data.put("hosts", group.hosts());
        if (!group.children().isEmpty()) data.put("children", group.children());
        if (!export) return data;
        Map<String, Object> vars = shown.of(inventory.varsOf(group));
        group.priority().ifPresent(priority -> vars.put("ansible_group_priority", priority));
        if (!vars.isEmpty()) data.put("vars", vars);
        return data;
    }

    /** A group with what is in it, one line each. */
    List<String> graph(Group group) {
        List<String> lines = new ArrayList<>();
        graph(group, 0, lines);
        return lines;
    }

    private void graph(Group group, int depth, List<String> lines) {
        lines.add(line("@" + group.name() + ":", depth));
        group.children().forEach(child -> graph(inventory.group(child).orElseThrow(), depth + 1, lines));
        if (!group.name().equals(ALL)) group.hosts().forEach(host -> lines.add(line(host, depth + 1)));
    }

    private static String line(String name, int depth) {
        return depth == 0 ? name : "  |".repeat(depth) + "--" + name;
    }
}
