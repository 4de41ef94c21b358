package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.KnownVars;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads lists of tasks, following their includes. */
final class TaskReader {
  private static final Set<String> KEYS = Set.of("name", "when", "loop", "register", "notify", "tags", "become", "become_user",
      "ignore_errors", "vars");
  private static final Set<String> INCLUDE_KEYS = Set.of("name", "include", "when", "tags", "become", "become_user", "vars");
  /** What Ansible users write, and what does it here. */
  private static final Map<String, String> ANSIBLE = Map.of(
      "with_items", "use loop:",
      "changed_when", "say changes: never, creates:, unless: ... as an argument of command or shell",
      "lineinfile", "the action is called line",
      "apt", "use package:, which knows every distribution's manager",
      "yum", "use package:, which knows every distribution's manager",
      "dnf", "use package:, which knows every distribution's manager",
      "modprobe", "the action is called kernel_module",
      "systemd", "the action is called service",
      "include_tasks", "use include:",
      "import_tasks", "use include:");

  private final TemplateEngine engine;
  private final Collection<String> actions;
  private final Diagnostics problems;

  TaskReader(TemplateEngine engine, Collection<String> actions, Diagnostics problems) {
    this.engine = engine;
    this.actions = actions;
    this.problems = problems;
  }

  List<Task> read(List<YamlNode> nodes, Path file, Inherited inherited) {
    List<Task> tasks = new ArrayList<>();
    read(nodes, file, List.of(), inherited, tasks);
    return tasks;
  }

  private void read(List<YamlNode> nodes, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
    for (YamlNode node : nodes) {
      if (!(node instanceof YamlMap map)) {
        problems.error(node.pos(), "a task is a map with a name and an action", "");
      } else if (map.get("include").isPresent()) {
        include(map, file, from, inherited, tasks);
      } else {
        task(map, file, inherited).ifPresent(tasks::add);
      }
    }
  }

  private void include(YamlMap map, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
    for (YamlMap.Entry entry : map.entries()) {
      if (!INCLUDE_KEYS.contains(entry.key())) unknown(entry, "an include", INCLUDE_KEYS);
    }
    Fields fields = new Fields(map, engine, problems);
    Inherited inner = inherited.with(fields);
    Optional<YamlScalar> name = fields.scalar("include");
    Optional<Path> path = name.flatMap(n -> IncludePath.resolve(n, file, from, problems));
    if (path.isEmpty()) return;
    Optional<YamlNode> node = YamlReader.read(path.get(), problems);
    if (node.isEmpty()) return;
    if (node.get() instanceof YamlList list) {
      read(list.items(), path.get(), IncludePath.chain(from, file), inner, tasks);
    } else {
      problems.error(node.get().pos(), "an included file is a list of tasks", "begin each with: - name: ...");
    }
  }

  private Optional<Task> task(YamlMap map, Path file, Inherited inherited) {
    List<YamlMap.Entry> named = map.entries().stream().filter(e -> !KEYS.contains(e.key())).toList();
    List<YamlMap.Entry> known = named.stream().filter(e -> actions.contains(e.key())).toList();
    named.stream().filter(e -> !actions.contains(e.key())).forEach(e -> unknown(e, known.isEmpty() ? "action" : "a task", valid(known)));
    if (known.size() != 1) {
      if (named.isEmpty()) problems.error(map.pos(), "a task needs an action", "such as package: or file:; see drydock actions");
      if (known.size() > 1) {
        problems.error(known.get(1).keyPos(), "a task has one action, and this one already has \"" + known.getFirst().key() + "\"",
            "make it a task of its own");
      }
      return Optional.empty();
    }
    YamlMap.Entry action = known.getFirst();
    Fields fields = new Fields(map, engine, problems);
    Inherited own = inherited.with(fields);
    fields.text("register").filter(r -> !r.matches("[A-Za-z_][A-Za-z0-9_]*")).ifPresent(r ->
        problems.error(map.get("register").orElseThrow().pos(), "\"" + r + "\" is not a name for a variable", ""));
    fields.text("register").ifPresent(r -> KnownVars.checkLate(r, map.get("register").orElseThrow().pos(), problems));
    return Optional.of(new Task(map.pos(), fields.text("name").orElse(action.key()), fields.value("name"), action.key(), action.keyPos(), Optional.of(action.value()),
        own.when(), fields.value("loop"), fields.text("register"), fields.scalars("notify").stream().map(YamlScalar::text).toList(), own.tags(), own.become(),
        fields.flag("ignore_errors").orElse(false), own.vars(), directory(file)));
  }

  private static Path directory(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /** With an action found, an unknown key is a misspelled task key; without one it is a misspelled action. */
  private Collection<String> valid(List<YamlMap.Entry> known) {
    if (!known.isEmpty()) return new TreeSet<>(KEYS);
    Collection<String> all = new TreeSet<>(actions);
    all.addAll(KEYS);
    return all;
  }

  private void unknown(YamlMap.Entry entry, String of, Collection<String> valid) {
    String remedy = Optional.ofNullable(ANSIBLE.get(entry.key())).orElseGet(() -> Suggestion.didYouMean(entry.key(), valid));
    String what = of.equals("action") ? "unknown action \"" + entry.key() + "\"" : "unknown key \"" + entry.key() + "\" of " + of;
    problems.error(entry.keyPos(), what, remedy);
  }
}
