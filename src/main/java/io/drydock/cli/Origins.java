package io.drydock.cli;

import io.drydock.diag.Printable;
import io.drydock.inventory.Host;
import io.drydock.inventory.VarsLayer;
import io.drydock.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where each variable of a host comes from, and what it has won over. */
record Origins(Host host, ShownVars shown) {
    private record Origin(VarsLayer layer, YamlNode node) {
        String place() {
            return node.pos() + " (" + layer.of() + ")";
        }
    }

    /** The strongest first, by name. */
    private Map<String, List<Origin>> all() {
        Map<String, List<Origin>> all = new TreeMap<>(Comparator.naturalOrder());
        for (VarsLayer layer : host.layers())
            layer.vars()
                    .forEach((name, node) ->
                            all.computeIfAbsent(name, _ -> new ArrayList<>()).addFirst(new Origin(layer, node)));
        return all;
    }

    private String text(String name, Origin origin) {
        return String.valueOf(shown.value(name, origin.node()));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        all().forEach((name, origins) -> {
            Origin strongest = origins.getFirst();
            lines.add(Printable.line("  %-32s %-32s %s".formatted(name, text(name, strongest), strongest.place())));
            origins.stream()
                    .skip(1)
                    .forEach(weaker -> lines.add(Printable.line(
                            "  %-32s %-32s %s".formatted("  instead of", text(name, weaker), weaker.place()))));
        });
        return lines;
    }

    List<Map<String, Object>> data() {
        List<Map<String, Object>> data = new ArrayList<>();
        all().forEach((name, origins) -> {
            Map<String, Object> variable = new LinkedHashMap<>();
            variable.put("name", name);
            variable.put("value", shown.value(name, origins.getFirst().node()));
            variable.put("origin", origins.getFirst().place());
            variable.put(
                    "instead_of", origins.stream().skip(1).map(Origin::place).toList());
            data.add(variable);
        });
        return data;
    }
}
