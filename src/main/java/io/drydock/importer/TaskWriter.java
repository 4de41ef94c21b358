package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import io.drydock.playbook.Keywords;
import io.drydock.playbook.Meta;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One task. */
record TaskWriter(Workshop shop, TermPrinter outer) {
    private static final String INCLUDE_VARS = Keywords.includeVars();
    private static final String FIRST_FOUND = Keywords.firstFound();

    /** The tasks that it becomes; none where there is nothing to do. */
    List<YamlNode> write(YamlMap written) {
        YamlMap task = new Background(shop).waited(new ActionForms().expanded(written));
        TermPrinter printer = outer.with(Keys.items(task));
        YamlMap.Entry module = module(task);
        String plain = Ansible.plain(module.key());
        if (Keywords.includes().contains(plain) || Keywords.roles().contains(plain))
            return new IncludeWriter(shop, printer).write(task, module);
        if (plain.equals("meta")) return meta(task, module, printer);
        if (plain.equals(EntryWriter.MODULE)) return new EntryWriter(shop, printer).write(task, module);
        if (plain.equals(INCLUDE_VARS)) return List.of(includeVars(task, module, printer));
        Optional<String> needless = ModuleWriter.needless(plain)
                .filter(_ -> task.get("register").isEmpty()
                        && !shop.library().names().contains(plain));
        if (needless.isPresent()) {
            shop.known().note(name(task) + plain + " is left out: " + needless.get());
            return List.of();
        }
        ModuleWriter.Action action = new ModuleWriter(shop, printer).convert(module, task);
        return List.of(task(task, module, action, printer));
    }

    private static String name(YamlMap task) {
        return YamlTexts.of(task, "name").map(n -> "\"" + n + "\", ").orElse("");
    }

    /** The key that is the module's. */
    static YamlMap.Entry module(YamlMap task) {
        Set<String> keys = new HashSet<>(Keywords.ofTasks());
        keys.addAll(Set.of("include", "args"));
        List<YamlMap.Entry> others = task.entries().stream()
                .filter(e -> !keys.contains(e.key()) && !e.key().startsWith("with_") && !isKey(e.key()))
                .toList();
        List<YamlMap.Entry> includes =
                task.entries().stream().filter(e -> e.key().equals("include")).toList();
        if (!includes.isEmpty()) return includes.getFirst();
        if (others.isEmpty()) throw new Refusal("a task without a module", "write what it does");
        if (others.size() > 1) throw new Refusal("keyword " + others.get(1).key(), "no such key is known of tasks");
        return others.getFirst();
    }

    private static boolean isKey(String word) {
        return AnsibleWords.remedy(Place.TASKS, word).isPresent()
                        && AnsibleWords.remedy(Place.ACTIONS, word).isEmpty()
                || Stream.of(
                                "delegate_to",
                                "until",
                                "async",
                                "poll",
                                "no_log",
                                "become_exe",
                                "module_defaults",
                                "local_action",
                                "delegate_facts",
                                "any_errors_fatal",
                                "connection")
                        .anyMatch(word::equals);
    }

    private YamlNode task(YamlMap task, YamlMap.Entry module, ModuleWriter.Action action, TermPrinter printer) {
        Keys keys = new Keys(shop, printer, Keywords.ofTasks(), "task");
        boolean silent = isSilent(task, action);
        Set<String> left = new Judged(shop, task).leftOut(action.name());
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.equals(module)) entries.add(new YamlMap.Entry(action.name(), entry.keyPos(), action.arguments()));
            else if (entry.key().equals("args")) continue;
            else if (silent && entry.key().equals("changed_when")) entries.add(neverKnownBefore(entry));
            else if (left.contains(entry.key())) continue;
            else keys.convert(entry).ifPresent(entries::add);
        }
        return new YamlMap(task.pos(), entries);
    }

    private boolean isSilent(YamlMap task, ModuleWriter.Action action) {
        return Set.of("command", "shell", "script").contains(action.name())
                && new CommandRules(shop, task).isSilent(action.name(), action.arguments());
    }

    /** A condition that never holds, and that a plan waits for: with false itself it would run the command. */
    private static YamlMap.Entry neverKnownBefore(YamlMap.Entry entry) {
        return new YamlMap.Entry(
                entry.key(),
                entry.keyPos(),
                YamlScalar.of("!true", entry.value().pos()));
    }

    /** Files of variables, which are named by facts in the same way here. */
    private YamlNode includeVars(YamlMap task, YamlMap.Entry module, TermPrinter printer) {
        Keys keys = new Keys(shop, printer, Keywords.ofTasks(), "task");
        Optional<YamlMap.Entry> lookup =
                lookedUp(task, module.value()).map(names -> new YamlMap.Entry(FIRST_FOUND, module.keyPos(), names));
        boolean isFirst = lookup.isPresent() || task.get(FIRST_FOUND).isPresent();
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.equals(module)) {
                YamlNode file = isFirst ? item(entry.value()) : new Values(printer).shown(file(entry.value()));
                entries.add(new YamlMap.Entry(INCLUDE_VARS, entry.keyPos(), file));
                lookup.ifPresent(entries::add);
            } else if (entry.key().equals(FIRST_FOUND))
                entries.add(new YamlMap.Entry(FIRST_FOUND, entry.keyPos(), new Values(outer).value(entry.value())));
            else keys.convert(entry).ifPresent(entries::add);
        }
        return new YamlMap(task.pos(), entries);
    }

    /** The names of which {@code lookup('first_found', ...)} gives the first; empty where the file is named in another way. */
    private Optional<YamlNode> lookedUp(YamlMap task, YamlNode given) {
        Optional<String> file = given instanceof YamlMap map
                ? YamlTexts.of(map, "file")
                : YamlTexts.all(given).stream().findFirst();
        if (file.filter(text -> text.contains("first_found") && Ansible.isTemplate(text))
                .isEmpty()) return Optional.empty();
        if (Values.bare(file.get())
                        instanceof Term.Call(Term.Name _, Term.Given(List<Term> items, Map<String, Term> named))
                && items.size() == 2
                && named.isEmpty()) {
            if (items.get(1) instanceof Term.Items(List<Term> names))
                return Optional.of(new YamlList(
                        given.pos(),
                        names.stream().map(name -> text(name, given)).toList()));
            if (items.get(1) instanceof Term.Name(String name)
                    && task.get("vars")
                            .filter(v ->
                                    v instanceof YamlMap vars && vars.get(name).isPresent())
                            .isPresent()) return Optional.of(YamlScalar.of("${" + name + "}", given.pos()));
        }
        throw new Refusal("lookup first_found", "use with_first_found, which names the files");
    }

    private YamlNode text(Term term, YamlNode at) {
        String text = term instanceof Term.Text(String plain)
                ? Values.plain(plain)
                : "${" + outer.shown(term).text() + "}";
        return YamlScalar.of(text, at.pos());
    }

    /** The file that has been found, under the name that its variables are put. */
    private static YamlNode item(YamlNode given) {
        YamlScalar item = YamlScalar.of("${item}", given.pos());
        return file(given) instanceof YamlMap map ? map.with("file", item) : item;
    }

    private static YamlNode file(YamlNode given) {
        if (!(given instanceof YamlMap map)) return given;
        Optional<YamlMap.Entry> other = map.entries().stream()
                .filter(e -> !Set.of("file", "name").contains(e.key()))
                .findFirst();
        if (other.isPresent())
            throw new Refusal(INCLUDE_VARS + "." + other.get().key(), "name one file, or use with_first_found");
        return map;
    }

    private List<YamlNode> meta(YamlMap task, YamlMap.Entry module, TermPrinter printer) {
        String word = module.value() instanceof YamlScalar scalar ? scalar.text() : "";
        boolean known = Stream.of(Meta.values()).anyMatch(m -> m.word().equals(word));
        if (known) {
            YamlMap.Entry key = new YamlMap.Entry(Meta.KEY, module.keyPos(), module.value());
            Keys keys = new Keys(shop, printer, Keywords.ofTasks(), "task");
            List<YamlMap.Entry> entries = new ArrayList<>();
            for (YamlMap.Entry entry : task.entries()) {
                if (entry.equals(module)) entries.add(key);
                else keys.convert(entry).ifPresent(entries::add);
            }
            if (word.equals("flush_handlers"))
                entries.removeIf(e -> !Set.of("meta", "name", "tags").contains(e.key()));
            return List.of(new YamlMap(task.pos(), entries));
        }
        Optional<String> remedy = AnsibleWords.remedy(Place.META, word);
        if (remedy.filter(r -> r.startsWith("leave")).isEmpty())
            throw new Refusal("meta: " + word, remedy.orElse("there is no such word"));
        shop.known().note("meta: " + word + " is left out" + remedy.get().replaceFirst("leave (it|the task) out", ""));
        return List.of();
    }
}
