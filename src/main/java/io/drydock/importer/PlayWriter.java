package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays of a playbook. What of a play is not converted stands above it, with a task that fails first. */
record PlayWriter(Workshop shop, TermPrinter printer) {
    private static final Set<String> SECTIONS = Set.of("tasks", "pre_tasks", "post_tasks", "handlers");

    YamlList convert(YamlList plays) {
        List<YamlNode> all = new ArrayList<>();
        for (YamlNode play : plays.items()) if (play instanceof YamlMap map) all.add(play(map));
        return new YamlList(plays.pos(), all);
    }

    private YamlMap play(YamlMap play) {
        for (YamlMap.Entry entry : play.entries())
            if (Ansible.plain(entry.key()).equals("import_playbook")
                    || entry.key().equals("include") && play.get("hosts").isEmpty()) return included(play, entry);
        List<String> notes = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        Workshop noting = shop.with(shop.known().noting(notes::add));
        Keys keys = new Keys(noting, printer.noting(noting.known()), Keywords.ofPlays(), "play");
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : play.entries()) {
            try {
                entry(entry, keys).ifPresent(entries::add);
            } catch (Refusal e) {
                refused.add(e);
                shop.tally().refusedValue(entry.keyPos(), e);
            }
        }
        if (!refused.isEmpty()) stop(play, entries, refused);
        YamlMap converted = new YamlMap(play.pos(), entries);
        List<String> lines =
                new ArrayList<>(notes.stream().distinct().map(n -> "note: " + n).toList());
        refused.forEach(r -> lines.add("TODO: " + r.construct() + ": " + r.reason()));
        shop.marks().before(converted, lines);
        return converted;
    }

    private YamlMap included(YamlMap play, YamlMap.Entry include) {
        boolean only = play.entries().stream()
                .allMatch(e -> e.equals(include) || e.key().equals("name"));
        YamlMap.Entry key = new YamlMap.Entry("import_playbook", include.keyPos(), include.value());
        if (only)
            return new YamlMap(
                    play.pos(),
                    play.entries().stream()
                            .map(e -> e.equals(include) ? key : e)
                            .toList());
        YamlMap bare = new YamlMap(play.pos(), List.of(key));
        Refusal refusal =
                new Refusal("import_playbook with other keys", "give its plays when:, tags: and vars: of their own");
        shop.tally().refusedValue(play.pos(), refusal);
        YamlMap stop = new YamlMap(
                play.pos(),
                List.of(
                        new YamlMap.Entry("hosts", play.pos(), YamlScalar.of("all", play.pos())),
                        tasks(play, refusal)));
        shop.marks()
                .before(
                        stop,
                        List.of("TODO: " + refusal.construct() + ": " + refusal.reason() + " ("
                                + bare.entries().getFirst().value().data() + ")"));
        return stop;
    }

    private Optional<YamlMap.Entry> entry(YamlMap.Entry entry, Keys keys) {
        if (SECTIONS.contains(entry.key()) && entry.value() instanceof YamlList list)
            return Optional.of(
                    new YamlMap.Entry(entry.key(), entry.keyPos(), new TaskList(shop, printer).convert(list)));
        if (SECTIONS.contains(entry.key())) return Optional.empty();
        return switch (entry.key()) {
            case "roles" -> Optional.of(new YamlMap.Entry(entry.key(), entry.keyPos(), roles(entry.value())));
            case "vars" -> Optional.of(new YamlMap.Entry(entry.key(), entry.keyPos(), variables(entry.value())));
            case "hosts" -> Optional.of(new YamlMap.Entry(entry.key(), entry.keyPos(), hosts(entry.value())));
            case "vars_prompt" -> Optional.of(entry).filter(e -> prompts(e.value()));
            case "vars_files" -> Optional.of(entry).filter(e -> literal(e.value()));
            case "sudo" -> keys.convert(new YamlMap.Entry("become", entry.keyPos(), entry.value()));
            case "user" -> keys.convert(new YamlMap.Entry("remote_user", entry.keyPos(), entry.value()));
            case "strategy" -> Optional.empty();
            default -> keys.convert(entry);
        };
    }

    /** They are as they are there, but for what is done with an answer. */
    private static boolean prompts(YamlNode value) {
        if (YamlTexts.all(value).stream().anyMatch(Ansible::isTemplate))
            throw new Refusal("vars_prompt by expression", "write the question and its default out");
        if (value instanceof YamlList list)
            for (YamlNode item : list.items())
                if (item instanceof YamlMap map)
                    map.entries().stream()
                            .filter(e -> !Keywords.ofVarsPrompt().contains(e.key()))
                            .findFirst()
                            .ifPresent(e -> {
                                throw new Refusal(
                                        "vars_prompt." + e.key(),
                                        AnsibleWords.remedy(AnsibleWords.Place.VARS_PROMPT, e.key())
                                                .orElse("a question has no such key"));
                            });
        return true;
    }

    private static boolean literal(YamlNode value) {
        if (YamlTexts.all(value).stream().anyMatch(Ansible::isTemplate))
            throw new Refusal(
                    "vars_files by expression",
                    "files are read before any variable has a value: name them, or use group_vars/");
        return true;
    }

    private YamlNode hosts(YamlNode value) {
        if (YamlTexts.all(value).stream().noneMatch(Ansible::isTemplate)) return value;
        return new Values(printer).value(value);
    }

    private YamlNode variables(YamlNode value) {
        return new VariableWriter(shop, printer).convertLate(value);
    }

    private YamlNode roles(YamlNode value) {
        return new RoleWriter(shop, printer).roles(value);
    }

    /** The first task says what is missing. */
    private void stop(YamlMap play, List<YamlMap.Entry> entries, List<Refusal> refused) {
        YamlMap.Entry first = tasks(play, refused.getFirst());
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).key().equals("pre_tasks") || !(entries.get(i).value() instanceof YamlList list))
                continue;
            List<YamlNode> all = new ArrayList<>(((YamlList) first.value()).items());
            all.addAll(list.items());
            entries.set(i, new YamlMap.Entry("pre_tasks", entries.get(i).keyPos(), new YamlList(list.pos(), all)));
            return;
        }
        entries.add(first);
    }

    private YamlMap.Entry tasks(YamlMap play, Refusal refusal) {
        String why = refusal.construct() + " of the play is not converted";
        YamlMap task = new YamlMap(play.pos(), List.of(TaskList.failure(play, why)));
        return new YamlMap.Entry(
                play.get("hosts").isEmpty() ? "tasks" : "pre_tasks",
                play.pos(),
                new YamlList(play.pos(), List.of(task)));
    }
}
