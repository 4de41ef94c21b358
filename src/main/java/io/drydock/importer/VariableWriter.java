package io.drydock.importer;

import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Maps of variables. One that is not converted stays as it was, with the reason above it; whatever reads it is refused then. */
record VariableWriter(Workshop shop, TermPrinter printer) {
    YamlNode convert(YamlNode node) {
        if (!(node instanceof YamlMap map)) return one(node);
        List<YamlMap.Entry> all = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries())
            all.add(new YamlMap.Entry(entry.key(), entry.keyPos(), one(entry.value())));
        return new YamlMap(map.pos(), all);
    }

    /** An inventory: connection variables stay as they are. */
    YamlNode inventory(YamlNode node) {
        return switch (node) {
            case YamlMap map ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(
                                        e.key(),
                                        e.keyPos(),
                                        e.key().startsWith("ansible_") && !isTemplate(e.value())
                                                ? e.value()
                                                : inventory(e.value())))
                                .toList());
            case YamlList list ->
                new YamlList(
                        list.pos(), list.items().stream().map(this::inventory).toList());
            case YamlScalar scalar -> one(scalar);
        };
    }

    private static boolean isTemplate(YamlNode node) {
        return YamlTexts.all(node).stream().anyMatch(Ansible::isTemplate);
    }

    private YamlNode one(YamlNode value) {
        List<String> notes = new ArrayList<>();
        Known noting = shop.known().noting(notes::add);
        try {
            YamlNode converted = new Values(printer.noting(noting)).value(value);
            shop.trial().value(converted);
            shop.marks()
                    .before(
                            converted,
                            notes.stream().distinct().map(n -> "note: " + n).toList());
            return converted;
        } catch (Refusal e) {
            shop.tally().refusedValue(value.pos(), e);
            YamlNode same = again(value);
            shop.marks().before(same, List.of("TODO: " + e.construct() + ": " + e.reason()));
            return same;
        }
    }

    /** A node of its own, since what is said of it goes by its identity. */
    static YamlNode again(YamlNode node) {
        return switch (node) {
            case YamlScalar s -> new YamlScalar(s.pos(), s.text(), s.value(), s.positions(), s.encryption());
            case YamlList l -> new YamlList(l.pos(), l.items());
            case YamlMap m -> new YamlMap(m.pos(), m.entries());
        };
    }
}
