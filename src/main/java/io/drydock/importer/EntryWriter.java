package io.drydock.importer;

import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The module getent, whose entries are facts there: here they are registered, and then a variable of the same name. */
record EntryWriter(Workshop shop, TermPrinter printer) {
    static final String MODULE = "getent";
    private static final Set<String> KEPT = Set.of("tags", "delegate_to", "run_once");

    /** The variable that holds the entries of each database that the task reads; none where it cannot be told. */
    static List<String> variables(YamlMap task) {
        YamlMap.Entry module = TaskWriter.module(task);
        return each(task, module).stream()
                .flatMap(one -> database(one, TaskWriter.module(one)).stream())
                .map(EntryWriter::variable)
                .toList();
    }

    private static String variable(String database) {
        return of(MODULE + "_" + database);
    }

    /** The variable that is a fact of getent's there. It has a name of its own, since what ends in passwd is taken for a secret here. */
    static String of(String fact) {
        return fact + "_entries";
    }

    List<YamlNode> write(YamlMap task, YamlMap.Entry module) {
        List<YamlNode> all = new ArrayList<>();
        for (YamlMap one : each(task, module)) all.addAll(one(one, TaskWriter.module(one)));
        return all;
    }

    /** A loop over databases is a task for each of them. */
    private static List<YamlMap> each(YamlMap task, YamlMap.Entry module) {
        Optional<YamlMap.Entry> loop = task.entries().stream()
                .filter(e -> Set.of("loop", "with_items").contains(e.key()))
                .findFirst();
        if (loop.isEmpty() || !(loop.get().value() instanceof YamlList list)) return List.of(task);
        if (task.get("register").isPresent()) return List.of(task); // it holds the results of all
        String item = "\\{\\{\\s*" + Keys.control(task, "loop_var").orElse("item") + "\\s*}}";
        if (YamlTexts.of(given(module), "database").filter(d -> d.matches(item)).isEmpty()) return List.of(task);
        List<YamlMap> all = new ArrayList<>();
        for (YamlNode database : list.items()) {
            List<YamlMap.Entry> entries = new ArrayList<>();
            for (YamlMap.Entry entry : task.entries())
                if (entry.equals(module))
                    entries.add(new YamlMap.Entry(
                            entry.key(), entry.keyPos(), given(module).with("database", database)));
                else if (!entry.equals(loop.get()) && !entry.key().equals("loop_control")) entries.add(entry);
            all.add(new YamlMap(task.pos(), entries));
        }
        return all;
    }

    private static YamlMap given(YamlMap.Entry module) {
        return FreeForm.map(module.value())
                .orElseGet(() -> new YamlMap(module.value().pos(), List.of()));
    }

    private static Optional<String> database(YamlMap task, YamlMap.Entry module) {
        boolean loops = task.entries().stream().anyMatch(Ansible::isLoop);
        return YamlTexts.of(given(module), "database").filter(name -> name.matches("[a-z0-9_]+") && !loops);
    }

    private List<YamlNode> one(YamlMap task, YamlMap.Entry module) {
        String database = database(task, module)
                .orElseThrow(() -> new Refusal(
                        "getent in a loop, or of a database by expression",
                        "write a task for each database: getent: {database: passwd, key: app}, with register:"));
        String register = YamlTexts.of(task, "register").orElse(MODULE + "_" + database + "_read");
        Keys keys = new Keys(shop, printer, Keywords.ofTasks(), "task");
        List<YamlMap.Entry> reading = new ArrayList<>();
        List<YamlMap.Entry> keeping = new ArrayList<>();
        Optional<YamlMap.Entry> name =
                task.entries().stream().filter(e -> e.key().equals("name")).findFirst();
        name.flatMap(keys::convert).ifPresent(reading::add);
        ModuleWriter.Action action = new ModuleWriter(shop, printer).convert(module, task);
        reading.add(new YamlMap.Entry(action.name(), module.keyPos(), action.arguments()));
        reading.add(new YamlMap.Entry("register", module.keyPos(), YamlScalar.of(register, task.pos())));
        YamlScalar entries = YamlScalar.of("${" + register + ".entries}", task.pos());
        keeping.add(new YamlMap.Entry(
                "set_fact",
                module.keyPos(),
                new YamlMap(task.pos(), List.of(new YamlMap.Entry(variable(database), module.keyPos(), entries)))));
        keeping.add(
                new YamlMap.Entry("when", module.keyPos(), YamlScalar.of("(" + register + ".entries)??", task.pos())));
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.equals(module) || Set.of("name", "register", "args").contains(entry.key())) continue;
            Optional<YamlMap.Entry> key = keys.convert(entry);
            key.ifPresent(reading::add);
            if (KEPT.contains(entry.key())) key.ifPresent(keeping::add);
        }
        return List.of(new YamlMap(task.pos(), reading), new YamlMap(task.pos(), keeping));
    }
}
