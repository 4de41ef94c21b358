package io.drydock.importer;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlComments;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlPrinter;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of tasks. One that cannot be converted fails where it stands, with its original above it: nothing is passed over in silence. */
record TaskList(Workshop shop, TermPrinter printer) {
    YamlList convert(YamlList tasks) {
        List<YamlNode> all = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (YamlNode task : tasks.items()) {
            int before = all.size();
            if (task instanceof YamlMap map) all.addAll(convert(map, waiting));
            else if (task instanceof YamlScalar scalar && scalar.value() == null) continue;
            else
                all.add(failing(task, Optional.empty(), new Refusal("a task that is no map", "begin it with - name:")));
            if (all.size() > before && !waiting.isEmpty()) {
                shop.marks().before(all.get(before), List.copyOf(waiting));
                waiting.clear();
            }
        }
        if (!waiting.isEmpty() && !all.isEmpty())
            shop.marks()
                    .before(
                            all.getLast(),
                            waiting.stream().map(l -> "behind this: " + l).toList());
        return new YamlList(tasks.pos(), all);
    }

    private List<YamlNode> convert(YamlMap task, List<String> waiting) {
        if (Ansible.BLOCKS.stream().anyMatch(key -> task.get(key).isPresent())) return block(task);
        List<String> notes = new ArrayList<>();
        Workshop noting = shop.with(shop.known().noting(notes::add));
        try {
            TaskWriter writer = new TaskWriter(noting, printer.noting(noting.known()));
            List<YamlNode> written = writer.write(task);
            shop.tally().converted(task.pos(), notes);
            List<String> lines =
                    notes.stream().distinct().map(n -> "note: " + n).toList();
            if (written.isEmpty()) waiting.addAll(lines);
            else if (!lines.isEmpty()) shop.marks().before(written.getFirst(), lines);
            return written;
        } catch (Refusal refusal) {
            shop.tally().refused(task.pos(), refusal, 1);
            return List.of(failing(task, Optional.of(task), refusal));
        }
    }

    /** Where a task before a rescue is not converted, the host must not be rescued from that. */
    private List<YamlNode> block(YamlMap block) {
        List<String> notes = new ArrayList<>();
        Workshop noting = shop.with(shop.known().noting(notes::add));
        try {
            Keys keys =
                    new Keys(noting, printer.noting(noting.known()), io.drydock.playbook.Keywords.ofBlocks(), "block");
            List<YamlMap.Entry> entries = new ArrayList<>();
            boolean rescued = block.get("rescue").isPresent();
            int before = shop.tally().refusedTasks();
            boolean missing = false;
            for (YamlMap.Entry entry : block.entries()) {
                if (Ansible.BLOCKS.contains(entry.key()) && entry.value() instanceof YamlList list) {
                    entries.add(new YamlMap.Entry(entry.key(), entry.keyPos(), convert(list)));
                    if (entry.key().equals("block")) missing = shop.tally().refusedTasks() > before;
                } else {
                    keys.convert(entry).ifPresent(entries::add);
                }
            }
            YamlMap converted = new YamlMap(block.pos(), entries);
            List<String> lines =
                    notes.stream().distinct().map(n -> "note: " + n).toList();
            if (!lines.isEmpty()) shop.marks().before(converted, lines);
            if (!missing || !rescued) return List.of(converted);
            YamlMap stop = fail(
                    block, "a task of the block below is not converted, and would be rescued from", Optional.empty());
            return List.of(stop, converted);
        } catch (Refusal refusal) {
            shop.tally().refused(block.pos(), refusal, Math.max(1, count(block)));
            return List.of(failing(block, Optional.of(block), refusal));
        }
    }

    static int count(YamlNode node) {
        return switch (node) {
            case YamlMap map
            when Ansible.BLOCKS.stream().anyMatch(key -> map.get(key).isPresent()) ->
                Ansible.BLOCKS.stream()
                        .flatMap(key -> map.get(key).stream())
                        .mapToInt(TaskList::count)
                        .sum();
            case YamlMap _ -> 1;
            case YamlList list ->
                list.items().stream().mapToInt(TaskList::count).sum();
            case YamlScalar _ -> 0;
        };
    }

    private YamlMap failing(YamlNode original, Optional<YamlMap> task, Refusal refusal) {
        YamlMap fail = fail(original, refusal.construct() + " is not converted", task);
        List<String> lines = new ArrayList<>();
        lines.add("TODO: " + refusal.construct() + ": " + refusal.reason().replace("\n", " "));
        new YamlPrinter(YamlComments.NONE)
                .print(new YamlList(original.pos(), List.of(original)))
                .lines()
                .forEach(line -> lines.add("  " + line));
        shop.marks().before(fail, lines);
        return fail;
    }

    /** A task that fails on those hosts for which the original was, as far as that can be said. */
    private YamlMap fail(YamlNode at, String why, Optional<YamlMap> task) {
        List<YamlMap.Entry> entries = new ArrayList<>();
        task.flatMap(t -> t.get("name")).ifPresent(_ -> kept(task.get(), "name").ifPresent(entries::add));
        entries.add(failure(at, why));
        for (String key : List.of("when", "register", "listen", "tags")) {
            Optional<YamlMap.Entry> kept = task.flatMap(t -> kept(t, key));
            if (key.equals("when") && task.filter(t -> !Keys.items(t).isEmpty()).isPresent())
                continue; // it may ask for the item
            kept.ifPresent(entries::add);
        }
        return new YamlMap(at.pos(), entries);
    }

    /** The action of a task that fails. */
    static YamlMap.Entry failure(YamlNode at, String why) {
        SourcePos pos = at.pos();
        YamlMap.Entry msg = new YamlMap.Entry("msg", pos, YamlScalar.of(why, pos));
        return new YamlMap.Entry("fail", pos, new YamlMap(pos, List.of(msg)));
    }

    private Optional<YamlMap.Entry> kept(YamlMap task, String key) {
        Keys keys = new Keys(
                shop.with(shop.known().noting(_ -> {})),
                printer.noting(shop.known().noting(_ -> {})),
                io.drydock.playbook.Keywords.ofTasks(),
                "task");
        try {
            return task.entries().stream()
                    .filter(e -> e.key().equals(key))
                    .findFirst()
                    .flatMap(keys::convert);
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
