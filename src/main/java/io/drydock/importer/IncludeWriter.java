package io.drydock.importer;

import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Includes of tasks and of roles, which are read before the run here. */
record IncludeWriter(Workshop shop, TermPrinter printer) {

    private static final String LOOP_CONTROL = "loop_control";

    List<YamlNode> write(YamlMap task, YamlMap.Entry include) {
        Optional<YamlMap.Entry> loop =
                task.entries().stream().filter(Ansible::isLoop).findFirst();
        if (loop.filter(e -> !Keywords.loopsOfIncludes().contains(e.key())).isPresent())
            throw new Refusal("a loop over an include", "put the loop on the tasks of its file");
        return one(task, include);
    }

    private static boolean isRole(YamlMap.Entry include) {
        return Keywords.roles().contains(Ansible.plain(include.key()));
    }

    private List<YamlNode> one(YamlMap task, YamlMap.Entry include) {
        String plain = Ansible.plain(include.key());
        boolean role = isRole(include);
        YamlMap given = given(include, role);
        List<YamlMap.Entry> more = new ArrayList<>();
        for (YamlMap.Entry entry : given.entries()) {
            if (!entry.key().equals("apply")
                    && !(role
                            ? Keywords.ofRoles().contains(entry.key())
                            : entry.key().equals("file")))
                throw new Refusal(plain + "." + entry.key(), "an include takes no such argument");
            if (entry.key().equals("apply") && entry.value() instanceof YamlMap applied) more.addAll(applied.entries());
            else if (entry.value() instanceof YamlScalar scalar
                    && Ansible.isTemplate(scalar.text())
                    && !entry.key().equals(role ? "name" : "file"))
                throw new Refusal(
                        plain + " by expression", "it is read before any variable has a value: name it, with when:");
        }
        String file = text(given, role ? "name" : "file");
        Optional<String> inRole = role ? Optional.empty() : shop.includes().inRole(file);
        if (inRole.isPresent()) {
            file = inRole.get();
            given = given.with("file", YamlScalar.of(file, given.pos()));
        }
        if (!Ansible.isTemplate(file)) return List.of(written(task, include, more, given, role, Optional.empty()));
        List<FactNames.Case> cases = role ? List.of() : shop.known().facts().cases(file);
        return cases.isEmpty()
                ? byValue(task, include, more, given, role, file)
                : byFact(task, include, more, given, cases);
    }

    /** One include for each of the files or roles that the name can be, and a failure for a name that is none of them. */
    private List<YamlNode> byValue(
            YamlMap task, YamlMap.Entry include, List<YamlMap.Entry> more, YamlMap given, boolean role, String text) {
        List<String> names =
                role ? shop.includes().roles(text) : shop.includes().files(text);
        if (names.isEmpty())
            throw new Refusal(
                    Ansible.plain(include.key()) + " by expression",
                    "it is read before any variable has a value: name it, with when:");
        String key = role ? "name" : "file";
        String value = "("
                + new Values(printer).joined(YamlScalar.of(text, given.pos())).text() + ")";
        List<YamlNode> all = new ArrayList<>();
        for (String name : names) {
            YamlMap named = given.with(key, YamlScalar.of(name, given.pos()));
            all.add(written(task, include, more, named, role, Optional.of(value + " == " + Ftl.quoted(name))));
        }
        shop.known().note("one include for each " + (role ? "role" : "file") + " that there is");
        boolean loops = task.entries().stream().anyMatch(Ansible::isLoop);
        if (!loops) all.add(none(task, value, names));
        return all;
    }

    private YamlMap none(YamlMap task, String value, List<String> names) {
        Keys keys = new Keys(shop, printer, Keywords.ofTasks(), "task");
        List<YamlMap.Entry> entries = new ArrayList<>();
        entries.add(TaskList.failure(task, "there is nothing to include of the name ${" + value + "}"));
        for (YamlMap.Entry entry : task.entries())
            if (Set.of("when", "tags").contains(entry.key()))
                keys.convert(entry).ifPresent(entries::add);
        String other = "![" + String.join(", ", names.stream().map(Ftl::quoted).toList()) + "]?seq_contains" + value;
        add(Optional.of(new YamlMap.Entry("when", task.pos(), YamlScalar.of(other, task.pos()))), entries);
        return new YamlMap(task.pos(), entries);
    }

    private static String text(YamlMap given, String key) {
        return YamlTexts.of(given, key)
                .orElseThrow(() -> new Refusal("an include without a name", "name what is included"));
    }

    private static YamlMap given(YamlMap.Entry include, boolean role) {
        if (include.value() instanceof YamlMap map) return map;
        if (!(include.value() instanceof YamlScalar scalar)) throw new Refusal("an include of a list", "name one file");
        if (role || scalar.text().contains("=") && FreeForm.isPairs(scalar.text()))
            return new YamlMap(scalar.pos(), FreeForm.pairs(scalar));
        return new YamlMap(scalar.pos(), List.of(new YamlMap.Entry("file", scalar.pos(), scalar)));
    }

    /** One include for each of the files that the name can be, where a fact decides among them. */
    private List<YamlNode> byFact(
            YamlMap task, YamlMap.Entry include, List<YamlMap.Entry> more, YamlMap given, List<FactNames.Case> cases) {
        List<YamlNode> all = new ArrayList<>();
        for (FactNames.Case one : cases) {
            if (!shop.includes().exists(one.text())) continue;
            YamlMap named = new YamlMap(
                    given.pos(),
                    List.of(new YamlMap.Entry("file", given.pos(), YamlScalar.of(one.text(), given.pos()))));
            all.add(written(task, include, more, named, false, Optional.of(one.condition())));
        }
        if (all.isEmpty()) throw new Refusal("include by expression", "no file has a name that it can be");
        shop.known()
                .note(
                        "one include for each file that there is; on other hosts, where Ansible fails, nothing is included");
        return all;
    }

    private YamlNode written(
            YamlMap task,
            YamlMap.Entry include,
            List<YamlMap.Entry> more,
            YamlMap given,
            boolean role,
            Optional<String> condition) {
        Set<String> allowed = new HashSet<>(Keywords.ofIncludes());
        allowed.add(LOOP_CONTROL);
        allowed.addAll(Keywords.loopsOfIncludes());
        Keys keys = new Keys(shop, printer, allowed, "include");
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.equals(include)) entries.add(include(entry, given, role));
            else keys.convert(entry).ifPresent(entries::add);
        }
        for (YamlMap.Entry entry : more) add(keys.convert(entry), entries);
        condition.ifPresent(c ->
                add(Optional.of(new YamlMap.Entry("when", task.pos(), YamlScalar.of(c, task.pos()))), entries));
        return new YamlMap(task.pos(), entries);
    }

    private static void add(Optional<YamlMap.Entry> added, List<YamlMap.Entry> entries) {
        if (added.isEmpty()) return;
        for (int i = 0; i < entries.size(); i++) {
            YamlMap.Entry there = entries.get(i);
            if (!there.key().equals(added.get().key())) continue;
            entries.set(
                    i,
                    new YamlMap.Entry(
                            there.key(),
                            there.keyPos(),
                            both(there.value(), added.get().value())));
            return;
        }
        entries.add(added.get());
    }

    private static YamlNode both(YamlNode one, YamlNode other) {
        if (one instanceof YamlMap a && other instanceof YamlMap b) {
            List<YamlMap.Entry> all = new ArrayList<>(a.entries());
            all.addAll(b.entries());
            return new YamlMap(a.pos(), all);
        }
        List<YamlNode> all = new ArrayList<>();
        for (YamlNode node : List.of(one, other)) {
            if (node instanceof YamlList list) all.addAll(list.items());
            else all.add(node);
        }
        return new YamlList(one.pos(), all);
    }

    private static YamlMap named(YamlMap given) {
        return given.get("name").orElseThrow() instanceof YamlScalar name
                ? given.with("name", RoleWriter.plain(name))
                : given;
    }

    private static YamlMap.Entry include(YamlMap.Entry entry, YamlMap given, boolean role) {
        String plain = Ansible.plain(entry.key());
        if (role) return new YamlMap.Entry(plain, entry.keyPos(), named(ActionForms.without("apply", given)));
        return new YamlMap.Entry(plain, entry.keyPos(), given.get("file").orElseThrow());
    }
}
