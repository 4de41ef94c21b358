package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.json.Written;
import io.drydock.playbook.Keywords;
import io.drydock.playbook.Loop;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of tasks, blocks, includes and plays besides their actions. */
record Keys(Workshop shop, TermPrinter printer, Set<String> allowed, String of) {
    private static final Set<String> CONDITIONS = Set.of("when", "until", "failed_when", "changed_when");
    private static final Set<String> FLAGS = Set.of(
            "become",
            "ignore_errors",
            "no_log",
            "run_once",
            "any_errors_fatal",
            "ignore_unreachable",
            "force_handlers",
            "gather_facts",
            "delegate_facts");
    private static final Set<String> LITERAL =
            Set.of("register", "listen", "tags", "become_method", "serial", "order", "strategy");
    /** What of Ansible says nothing here, whatever its value. */
    private static final Set<String> WITHOUT_MEANING =
            Set.of("diff", "collections", "debugger", "poll", "gather_subset", "gather_timeout", "fact_path", "static");

    private static final Set<String> LOOPS =
            Stream.of(Loop.Kind.values()).map(Loop.Kind::key).collect(Collectors.toSet());

    /** The key as it is written here; empty where it is left out. */
    Optional<YamlMap.Entry> convert(YamlMap.Entry entry) {
        String key = key(entry.key());
        if (!allowed.contains(key)) return other(entry, key);
        return Optional.of(new YamlMap.Entry(key, entry.keyPos(), value(key, entry.value())))
                .filter(e -> !(e.value() instanceof YamlScalar scalar
                        && scalar.text().equals("\0")));
    }

    private static String key(String key) {
        return key.startsWith("with_") ? "with_" + Ansible.plain(key.substring(5)) : key;
    }

    private YamlNode value(String key, YamlNode value) {
        if (CONDITIONS.contains(key)) return condition(key, value);
        if (FLAGS.contains(key)) return flag(key, value);
        if (key.equals("tags")) return tags(value);
        if (LITERAL.contains(key)) return literal(key, value);
        if (LOOPS.contains(key)) return loop(value);
        return switch (key) {
            case "name" -> name(value);
            case "delay" -> delay(value);
            case "vars" -> tried(variables(value));
            case "loop_control" -> loopControl(value);
            case "environment" ->
                tried(
                        value instanceof YamlScalar
                                ? new Values(printer).value(value)
                                : new Values(printer).shown(value));
            default -> tried(new Values(printer).value(value));
        };
    }

    /** How long is waited does not bear on what a plan shows. */
    private YamlNode delay(YamlNode value) {
        boolean random = YamlTexts.all(value).stream().anyMatch(t -> t.contains("random"));
        if (random) shop.known().note("the delay is always the longest that it may be");
        Map<String, Ftl> greatest = Map.of(Filters.GREATEST, Ftl.atom("", Kind.NUMBER));
        return tried(new Values(random ? printer.with(greatest) : printer).value(value));
    }

    private YamlNode variables(YamlNode value) {
        Values values = new Values(printer);
        return value instanceof YamlMap map
                ? new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(e.key(), e.keyPos(), values.variable(e.value())))
                                .toList())
                : values.value(value);
    }

    private YamlNode tried(YamlNode value) {
        shop.trial().value(value);
        return value;
    }

    private YamlNode condition(String key, YamlNode value) {
        YamlNode converted = new Values(printer).conditions(value);
        if (converted instanceof YamlList list && list.items().isEmpty())
            throw new Refusal(key + " of nothing", "write a condition");
        if (converted instanceof YamlScalar scalar) shop.trial().condition(scalar);
        if (converted instanceof YamlList list)
            list.items().forEach(item -> {
                if (item instanceof YamlScalar scalar) shop.trial().condition(scalar);
            });
        return converted;
    }

    private YamlNode flag(String key, YamlNode value) {
        if (value instanceof YamlScalar scalar
                && Truth.of(Written.plain(scalar.value())).isPresent()) return value;
        if (value instanceof YamlScalar scalar
                && key.equals("ignore_errors")
                && scalar.text().contains("ansible_check_mode")) {
            shop.known().note("ignore_errors in check mode is left out: a plan goes on after failures by itself");
            return Values.with(scalar, "\0");
        }
        if (key.equals("ignore_errors") && !of.equals("play")) return tried(new Values(printer).value(value));
        if (key.equals("no_log")) {
            shop.known().note("no_log by expression: it is always true here");
            return new YamlScalar(value.pos(), "true", true, (_, _) -> value.pos());
        }
        throw new Refusal(key + " by expression", "write true or false, in two tasks if need be");
    }

    private static YamlNode literal(String key, YamlNode value) {
        Stream<YamlNode> all = value instanceof YamlList list ? list.items().stream() : Stream.of(value);
        if (all.anyMatch(n -> !(n instanceof YamlScalar s) || Ansible.isTemplate(s.text())))
            throw new Refusal(key + " by expression", "write it out: it is read before any variable has a value");
        return value;
    }

    /** Those that are written out. */
    private YamlNode tags(YamlNode value) {
        if (!(value instanceof YamlList list)) return literal("tags", value);
        List<YamlNode> known = list.items().stream()
                .filter(n -> n instanceof YamlScalar scalar && !Ansible.isTemplate(scalar.text()))
                .toList();
        if (known.size() == list.items().size()) return value;
        shop.known().note("tags by expression are left out: they are read before any variable has a value");
        return known.isEmpty() ? YamlScalar.of("\0", value.pos()) : new YamlList(list.pos(), known);
    }

    private YamlNode name(YamlNode value) {
        if (!(value instanceof YamlScalar scalar)) return value;
        try {
            YamlScalar converted = new Values(printer).scalar(scalar, true);
            shop.trial().value(converted);
            return converted;
        } catch (Refusal e) {
            return Values.with(
                    scalar,
                    scalar.text()
                            .replaceAll("\\{\\{\\s*|\\s*\\}\\}|\\{%.*?%\\}", "")
                            .replace("${", "$ {")
                            .replace("<#", "< #"));
        }
    }

    private YamlNode loop(YamlNode value) {
        return tried(new Values(printer).value(value));
    }

    private YamlNode loopControl(YamlNode value) {
        if (!(value instanceof YamlMap map)) throw new Refusal("loop_control that is no map", "write its keys");
        return new YamlMap(
                map.pos(),
                map.entries().stream()
                        .filter(e -> isControl(e.key()))
                        .map(e -> new YamlMap.Entry(
                                e.key(),
                                e.keyPos(),
                                e.key().equals("label") ? new Values(printer).value(e.value()) : e.value()))
                        .toList());
    }

    private boolean isControl(String key) {
        if (Keywords.ofLoopControl().contains(key)) return true;
        String remedy = AnsibleWords.remedy(Place.LOOP_CONTROL, key).orElse("");
        if (!remedy.startsWith("leave it out")) throw new Refusal("loop_control." + key, remedy);
        shop.known().note("loop_control." + key + " is left out: " + remedy.replaceFirst("leave it out:? ?", ""));
        return false;
    }

    private Optional<YamlMap.Entry> other(YamlMap.Entry entry, String key) {
        String text = entry.value() instanceof YamlScalar scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
        boolean off = Truth.of(text).filter(t -> !t).isPresent();
        if (WITHOUT_MEANING.contains(key)) return Optional.empty();
        if (key.equals("check_mode") && off) return Optional.empty();
        if (key.equals("check_mode"))
            throw new Refusal("check_mode: true", "a task that never changes anything is left to drydock plan");
        if (key.equals("async")) return limited(entry);
        if (key.equals("with_fileglob"))
            return Optional.of(new YamlMap.Entry("loop", entry.keyPos(), matching(entry.value())));
        if (off && FLAGS.contains(key)) return Optional.empty();
        if (key.equals("environment") && of.equals("role"))
            throw new Refusal("environment of a role", "give it to its tasks");
        String remedy = remedy(key);
        if (key.startsWith("with_")) throw new Refusal(key, remedy);
        if (!remedy.startsWith("leave it out")) throw new Refusal(key, remedy);
        shop.known().note(key + " is left out" + remedy.replaceFirst("leave it out", ""));
        return Optional.empty();
    }

    private String remedy(String key) {
        Place place = of.equals("play") ? Place.PLAYS : of.equals("include") ? Place.INCLUDES : Place.TASKS;
        return AnsibleWords.remedy(place, key)
                .or(() -> AnsibleWords.remedy(Place.TASKS, key))
                .orElse("a " + of + " has no such key");
    }

    /** A task that is waited for, however it is asked whether it has ended; its time is limited. */
    private Optional<YamlMap.Entry> limited(YamlMap.Entry async) {
        if (!(async.value() instanceof YamlScalar scalar) || Ansible.isTemplate(scalar.text())) {
            shop.known().note("async by expression is left out: the task may take as long as --task-timeout says");
            return Optional.empty();
        }
        if (scalar.text().strip().matches("0*")) return Optional.empty();
        return Optional.of(new YamlMap.Entry("timeout", async.keyPos(), scalar));
    }

    /** The files that patterns match, which are of this machine as they are there. */
    private YamlNode matching(YamlNode patterns) {
        List<YamlNode> all = patterns instanceof YamlList list ? list.items() : List.of(patterns);
        String found = all.stream()
                .map(pattern -> new Values(printer).joined(pattern).text())
                .map(pattern -> "lookup(\"fileglob\", " + pattern + ")")
                .collect(Collectors.joining(" + "));
        return tried(YamlScalar.of("${" + found + "}", patterns.pos()));
    }

    /** The names of a loop's items, and what is known of them. */
    static Map<String, Ftl> items(YamlMap task) {
        Optional<YamlMap.Entry> loop =
                task.entries().stream().filter(Ansible::isLoop).findFirst();
        if (loop.isEmpty()) return Map.of();
        Map<String, Ftl> names = new java.util.HashMap<>();
        String variable = control(task, "loop_var").orElse("item");
        names.put(variable, Ftl.atom(variable, itemKind(loop.get().value())));
        control(task, "index_var").ifPresent(name -> names.put(name, Ftl.atom(name, Kind.NUMBER)));
        return names;
    }

    /** What loop_control of a task says. */
    static Optional<String> control(YamlMap task, String key) {
        return task.get("loop_control")
                .filter(YamlMap.class::isInstance)
                .flatMap(map -> YamlTexts.of((YamlMap) map, key));
    }

    private static Kind itemKind(YamlNode loop) {
        if (!(loop instanceof YamlList list) || list.items().isEmpty()) return Kind.ANY;
        List<Kind> kinds = list.items().stream().map(Kind::of).distinct().toList();
        return kinds.size() == 1 && kinds.getFirst() != Kind.MAP && kinds.getFirst() != Kind.LIST
                ? kinds.getFirst()
                : Kind.ANY;
    }
}
