package io.drydock.importer;

import io.drydock.inventory.KnownVars;
import io.drydock.yaml.YamlComments;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlPrinter;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Maps of variables. Of one that is not converted the reason and the original stand above it, and what needs it fails. */
record VariableWriter(Workshop shop, TermPrinter printer) {
    /** Of hosts and groups. */
    YamlNode convert(YamlNode node) {
        return node instanceof YamlMap map ? map(map, _ -> false) : node;
    }

    /** Of a role or a play, by which hosts are reached already. */
    YamlNode convertLate(YamlNode node) {
        return node instanceof YamlMap map ? map(map, KnownVars::isConnection) : node;
    }

    /** @param late names that are left out, with a word before the next one */
    private YamlMap map(YamlMap map, Predicate<String> late) {
        List<String> waiting = new ArrayList<>();
        List<YamlMap.Entry> all = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (late.test(entry.key())) {
                Refusal refusal = new Refusal(
                        "variable " + entry.key() + " of a role or a play",
                        "say in the inventory how hosts are reached");
                shop.tally().refusedValue(entry.keyPos(), refusal);
                waiting.addAll(todo(entry.key(), entry.value(), refusal));
                continue;
            }
            YamlNode converted = one(entry.key(), entry.value(), waiting);
            waiting.clear();
            all.add(new YamlMap.Entry(entry.key(), entry.keyPos(), converted));
        }
        if (!all.isEmpty()) shop.marks().before(all.getLast().value(), waiting);
        return new YamlMap(map.pos(), all);
    }

    /** Whether variables tell how hosts are reached where they are reached already. */
    static boolean isLate(ProjectFile.Kind kind, YamlNode node) {
        return kind == ProjectFile.Kind.LATE_VARIABLES
                && node instanceof YamlMap map
                && map.entries().stream().anyMatch(e -> KnownVars.isConnection(e.key()));
    }

    private static List<String> todo(String name, YamlNode value, Refusal refusal) {
        List<String> lines = new ArrayList<>();
        lines.add("TODO: " + refusal.construct() + ": " + refusal.reason());
        new YamlPrinter(YamlComments.of(""))
                .print(new YamlMap(value.pos(), List.of(new YamlMap.Entry(name, value.pos(), value))))
                .lines()
                .forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** An inventory: connection variables stay as they are. */
    YamlNode inventory(YamlNode node) {
        return inventory("value", node);
    }

    private YamlNode inventory(String key, YamlNode node) {
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
                                                : inventory(e.key(), e.value())))
                                .toList());
            case YamlList list ->
                new YamlList(
                        list.pos(),
                        list.items().stream().map(i -> inventory(key, i)).toList());
            case YamlScalar scalar -> one(key, scalar, List.of());
        };
    }

    private static boolean isTemplate(YamlNode node) {
        return YamlTexts.all(node).stream().anyMatch(Ansible::isTemplate);
    }

    /** @param before what is to stand before it in any case */
    private YamlNode one(String name, YamlNode value, List<String> before) {
        List<String> lines = new ArrayList<>(before);
        YamlNode converted = part(name, value, lines);
        shop.marks().before(converted, lines.stream().distinct().toList());
        return converted;
    }

    /** Of lists and maps what cannot be converted alone is not. */
    private YamlNode part(String name, YamlNode value, List<String> lines) {
        return switch (value) {
            case YamlMap map
            when map.entries().stream().noneMatch(e -> Ansible.isTemplate(e.key())) ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(
                                        e.key(), e.keyPos(), part(name + "." + e.key(), e.value(), lines)))
                                .toList());
            case YamlList list ->
                new YamlList(
                        list.pos(),
                        list.items().stream()
                                .map(i -> part(name + "[]", i, lines))
                                .toList());
            default -> single(name, value, lines);
        };
    }

    private YamlNode single(String name, YamlNode value, List<String> lines) {
        List<String> notes = new ArrayList<>();
        Known noting = shop.known().noting(notes::add);
        try {
            YamlNode converted =
                    new Values(printer.noting(noting)).variable(value);
            shop.trial().value(converted);
            notes.forEach(n -> lines.add("note: " + n));
            return converted == value ? again(value) : converted;
        } catch (Refusal e) {
            shop.tally().refusedValue(value.pos(), e);
            lines.addAll(todo(name, value, e));
            String why = name + " is not converted: " + e.construct();
            return YamlScalar.of("${fail(" + Ftl.quoted(why) + ")}", value.pos());
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
