package io.drydock.importer;

import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;

/** Gathers what tasks and plays tell of variables. */
record Collector(Names names) {
    /** Of plays, tasks or roles. */
    void add(YamlNode node) {
        switch (node) {
            case YamlList list -> list.items().forEach(this::add);
            case YamlMap map -> addMap(map);
            case YamlScalar _ -> {}
        }
    }

    private void addMap(YamlMap map) {
        map.get("vars").ifPresent(names::add);
        for (YamlMap.Entry entry : map.entries()) {
            String plain = Ansible.plain(entry.key());
            if (plain.equals("set_fact")) facts(entry.value());
            if (plain.equals(EntryWriter.MODULE)) entries(map);
            if (Ansible.isLoop(entry)) items(map, entry.value());
            if (entry.value() instanceof YamlList
                    && (Ansible.BLOCKS.contains(plain)
                            || plain.endsWith("tasks")
                            || plain.equals("handlers")
                            || plain.equals("roles"))) add(entry.value());
        }
        YamlTexts.of(map, "register").ifPresent(name -> names.addResult(name, module(map)));
        if (map.get("role").isPresent()) names.add(map);
    }

    private void entries(YamlMap task) {
        YamlMap nothing = new YamlMap(task.pos(), List.of());
        for (String name : EntryWriter.variables(task))
            names.add(new YamlMap(task.pos(), List.of(new YamlMap.Entry(name, task.pos(), nothing))));
    }

    private static String module(YamlMap task) {
        try {
            String plain = Ansible.plain(
                    TaskWriter.module(new ActionForms().expanded(task)).key());
            return plain.equals("raw")
                    ? "shell"
                    : io.drydock.ansible.AnsibleWords.actionMeant(plain).orElse(plain);
        } catch (Refusal e) {
            return "command";
        }
    }

    private void facts(YamlNode given) {
        FreeForm.map(given).ifPresent(names::add);
    }

    private void items(YamlMap task, YamlNode items) {
        String name = Keys.control(task, "loop_var").orElse("item");
        if (!(items instanceof YamlList list)) return;
        for (YamlNode item : list.items())
            if (item instanceof YamlScalar scalar) names.addItem(name, scalar);
            else names.add(item);
    }
}
