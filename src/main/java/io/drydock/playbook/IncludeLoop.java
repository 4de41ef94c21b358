package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.template.Expression;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The loop of an include: its tasks are there once for each item, with the item among their variables. The items are written out, or are a list that
 * hosts have by their variables: then there are as many as the longest of these has, and a host leaves out those that it has not.
 */
record IncludeLoop(TemplateEngine engine, KnownLists lists, Diagnostics problems) {
    /** The keys that give the items. */
    static final List<String> KEYS = List.of("loop", "with_items", "with_list");

    static final String CONTROL = "loop_control";
    private static final Pattern VARIABLE = Pattern.compile("\\s*\\$\\{(.*)}\\s*", Pattern.DOTALL);

    /**
     * What is done.
     *
     * @param rounds what the tasks take over, for each item
     * @param beyond fails on a host with more items than were known of
     */
    record Rounds(List<Inherited> rounds, Optional<Guarded> beyond) {}

    /** A task, and what it takes over. */
    record Guarded(YamlMap task, Inherited within) {}

    static boolean has(YamlMap map) {
        return KEYS.stream().anyMatch(key -> map.get(key).isPresent());
    }

    static boolean isKey(String key) {
        return KEYS.contains(key) || key.equals(CONTROL);
    }

    /** Empty where the items cannot be told, which has been reported. */
    Optional<Rounds> of(YamlMap map, Inherited within) {
        String key =
                KEYS.stream().filter(k -> map.get(k).isPresent()).findFirst().orElseThrow();
        YamlNode node = map.get(key).orElseThrow();
        if (node instanceof YamlList list) {
            List<Inherited> rounds = new ArrayList<>();
            for (YamlNode item : list.items())
                rounds.add(within.with(variables(
                        map, rounds.size(), engine.value(item, problems).orElse(ValueTemplate.broken(item.pos())))));
            return Optional.of(new Rounds(rounds, Optional.empty()));
        }
        Optional<String> expression = node instanceof YamlScalar scalar ? expression(scalar) : Optional.empty();
        if (expression.isPresent()) return byVariables(map, within, node, expression.get());
        problems.error(
                node.pos(),
                "\"" + key + "\" of an include is a list",
                "write it out, loop: [a, b], or name a list that hosts have before the run: loop: ${users}");
        return Optional.empty();
    }

    private Optional<Rounds> byVariables(YamlMap map, Inherited within, YamlNode node, String list) {
        SourcePos pos = node.pos();
        Optional<ValueTemplate> value = engine.value(node, problems);
        Optional<Integer> longest = value.flatMap(v -> lists.longest(v, within));
        if (value.isPresent() && longest.isEmpty() && lists.hosts().isPresent())
            problems.error(
                    pos,
                    "no host is known to have this list before the run",
                    "tasks are included before the run: name a list of the inventory, of vars: or of -e; or give the tasks the loop");
        if (longest.isEmpty()) return Optional.empty();
        List<Inherited> rounds = new ArrayList<>();
        for (int i = 0; i < longest.get(); i++) {
            Optional<ValueTemplate> item = engine.value(YamlScalar.of("${(" + list + ")[" + i + "]}", pos), problems);
            Optional<Expression> there = condition("(" + list + ")?? && (" + list + ")?size gt " + i, pos);
            if (item.isEmpty() || there.isEmpty()) return Optional.empty();
            rounds.add(within.with(there.get().asChoice()).with(variables(map, i, item.get())));
        }
        return condition("(" + list + ")?size gt " + longest.get(), pos)
                .map(more -> new Rounds(rounds, Optional.of(new Guarded(failure(pos), within.with(more)))));
    }

    private Optional<Expression> condition(String text, SourcePos pos) {
        return engine.expression(YamlScalar.of(text, pos), problems);
    }

    private static YamlMap failure(SourcePos pos) {
        YamlMap.Entry message = new YamlMap.Entry(
                "msg", pos, YamlScalar.of("the list has more items than were known before the run", pos));
        return new YamlMap(pos, List.of(new YamlMap.Entry("fail", pos, new YamlMap(pos, List.of(message)))));
    }

    /** What stands between the braces, where that is one expression. */
    private Optional<String> expression(YamlScalar scalar) {
        Matcher matcher = VARIABLE.matcher(scalar.text());
        if (!matcher.matches()) return Optional.empty();
        boolean isOne = engine.expression(YamlScalar.of(matcher.group(1), scalar.pos()), new Diagnostics())
                .isPresent();
        return Optional.of(matcher.group(1)).filter(_ -> isOne);
    }

    /** The names by which an include knows its item, and its number. */
    private static Map<String, ValueTemplate> variables(YamlMap map, int index, ValueTemplate item) {
        Map<String, ValueTemplate> variables = new HashMap<>();
        variables.put(name(map, "loop_var").orElse(Loop.ITEM), item);
        name(map, "index_var")
                .ifPresent(name -> variables.put(
                        name, new ValueTemplate(item.pos(), new ValueTemplate.Part.Constant(index), List.of())));
        return variables;
    }

    private static Optional<String> name(YamlMap map, String key) {
        return map.get(CONTROL).stream()
                .filter(YamlMap.class::isInstance)
                .flatMap(control -> ((YamlMap) control).get(key).stream())
                .flatMap(node -> node instanceof YamlScalar scalar ? Stream.of(scalar.text()) : Stream.empty())
                .findFirst();
    }
}
