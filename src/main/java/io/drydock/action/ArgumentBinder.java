package io.drydock.action;

import io.drydock.action.Arguments.Bound;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.KnownVars;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a task's arguments against its action and binds them; every problem goes to the diagnostics. */
public final class ArgumentBinder {
  private final TemplateEngine engine;
  private final ControllerFiles files;
  private final Diagnostics problems;

  public ArgumentBinder(TemplateEngine engine, ControllerFiles files, Diagnostics problems) {
    this.engine = engine;
    this.files = files;
    this.problems = problems;
  }

  /** @param directory where the task's file lies, for the controller's files it names */
  public Arguments bind(ActionSpec spec, SourcePos actionPos, Optional<YamlNode> node, Path directory) {
    Map<String, YamlMap.Entry> given = new LinkedHashMap<>();
    for (YamlMap.Entry entry : entries(spec, actionPos, node)) given.put(entry.key(), entry);
    checkNames(spec, actionPos, given);
    Map<String, Bound> bound = new LinkedHashMap<>();
    Set<String> environment = environment(given);
    given.forEach((name, entry) -> {
      Argument argument = spec.arguments().get(name);
      if (argument == null && spec.open()) argument = open(name);
      if (argument != null) bind(spec, argument, entry.value(), directory, environment).ifPresent(b -> bound.put(name, b));
    });
    return new Arguments(spec, bound);
  }

  private List<YamlMap.Entry> entries(ActionSpec spec, SourcePos actionPos, Optional<YamlNode> node) {
    if (node.isEmpty() || node.get().data() == null) return List.of();
    return switch (node.get()) {
      case YamlMap map -> map.entries();
      case YamlScalar scalar when isPair(spec, scalar.text()) -> pair(spec, scalar);
      case YamlScalar scalar when spec.freeForm().isPresent() ->
          List.of(new YamlMap.Entry(spec.freeForm().get(), scalar.pos(), scalar));
      case YamlScalar scalar -> wrong(spec, scalar.pos());
      case YamlList list when spec.freeForm().isPresent() ->
          List.of(new YamlMap.Entry(spec.freeForm().get(), list.pos(), list));
      case YamlList list -> wrong(spec, list.pos());
    };
  }

  /** Whether it is an argument in Ansible's short form, where the action takes no command line that may look like one. */
  private static boolean isPair(ActionSpec spec, String text) {
    boolean isCommand = spec.freeForm().map(f -> spec.arguments().get(f).type()).filter(t -> t == Argument.Type.WORDS || t == Argument.Type.SHELL).isPresent();
    int equals = text.indexOf('=');
    return !isCommand && equals > 0 && spec.arguments().containsKey(text.substring(0, equals));
  }

  private List<YamlMap.Entry> pair(ActionSpec spec, YamlScalar scalar) {
    String[] pair = scalar.text().split("=", 2);
    problems.error(scalar.pos(), "\"" + spec.name() + "\" takes no argument in the form " + pair[0] + "=...",
        "write " + spec.name() + ": {" + pair[0] + ": " + (pair[1].matches("[\\w./-]+") ? pair[1] : "...") + "}");
    return List.of();
  }

  private List<YamlMap.Entry> wrong(ActionSpec spec, SourcePos pos) {
    problems.error(pos, "the arguments of \"" + spec.name() + "\" are a map",
        "write " + spec.name() + ": {" + String.join(": ..., ", spec.arguments().keySet()) + ": ...}");
    return List.of();
  }

  /** The variables that the task's commands are given. */
  private static Set<String> environment(Map<String, YamlMap.Entry> given) {
    boolean written = given.containsKey("environment") && given.get("environment").value() instanceof YamlMap;
    return written ? ((YamlMap) given.get("environment").value()).entries().stream().map(YamlMap.Entry::key).collect(Collectors.toSet()) : Set.of();
  }

  private void checkNames(ActionSpec spec, SourcePos actionPos, Map<String, YamlMap.Entry> given) {
    given.forEach((name, entry) -> {
      if (!spec.open() && !spec.arguments().containsKey(name)) {
        problems.error(entry.keyPos(), "\"" + spec.name() + "\" has no argument \"" + name + "\"",
            Suggestion.didYouMean(name, spec.arguments().keySet()));
      }
    });
    if (spec.setsVariables()) given.values().forEach(entry -> KnownVars.checkLate(entry.key(), entry.keyPos(), problems));
    for (Argument argument : spec.arguments().values()) {
      if (argument.required() && !given.containsKey(argument.name())) {
        problems.error(actionPos, "\"" + spec.name() + "\" needs the argument \"" + argument.name() + "\"", argument.doc());
      }
    }
    for (ArgumentRule rule : spec.rules()) {
      rule.problem(given.keySet()).ifPresent(p -> problems.error(actionPos, "\"" + spec.name() + "\" " + p,
          "see: drydock actions " + spec.name()));
    }
  }

  private static Argument open(String name) {
    return new Argument(name, Argument.Type.ANY, false, Optional.empty(), List.of(), Optional.empty(), "",
        Secret.isName(name) ? Argument.Secrecy.ALWAYS : Argument.Secrecy.ALLOWED, "");
  }

  private Optional<Bound> bind(ActionSpec spec, Argument argument, YamlNode node, Path directory, Set<String> environment) {
    Conversion conversion = new Conversion(argument, spec.takingSecrets(), node.pos());
    return switch (argument.type()) {
      case STRING, TEXT, PATH, REGEXP, MODE, BOOLEAN, INTEGER, NUMBER, SIZE, CHOICE, STRINGS, TEXTS, MAP, ANY, SHOWN, JSON ->
          engine.value(node, argument.secrecy() == Argument.Secrecy.ALWAYS, problems).map(v -> new Bounds.Plain(v, conversion));
      case EXPRESSION -> scalar(argument, node).flatMap(s -> engine.value(interpolated(s), problems)).map(v -> new Bounds.Plain(v, conversion));
      case WORDS -> words(node).map(w -> new Bounds.WordList(w, conversion));
      case SHELL -> scalar(argument, node).flatMap(s -> engine.shell(s, problems)).map(t -> new Bounds.Shell(t, environment));
      case CONDITIONS -> conditions(argument, node);
      case FILE -> engine.value(node, problems).map(v -> new Bounds.ControllerFile(v, directory, files, node.pos()));
      case TEMPLATE -> engine.value(node, problems).map(v -> new Bounds.Rendered(v, directory, files, engine, node.pos()));
    };
  }

  private Optional<List<ValueTemplate>> words(YamlNode node) {
    List<YamlScalar> words = new ArrayList<>();
    for (YamlNode part : node instanceof YamlList list ? list.items() : List.of(node)) {
      if (!(part instanceof YamlScalar scalar)) {
        problems.error(part.pos(), "a command is text or a list of words", "");
        return Optional.empty();
      }
      try {
        if (node instanceof YamlScalar && engine.hasForeignBraces(scalar, problems)) return Optional.empty();
        if (node instanceof YamlList) words.add(scalar);
        else words.addAll(Words.split(scalar));
      } catch (IllegalArgumentException e) {
        problems.error(scalar.pos(), e.getMessage(), "close it, or write the command as a list of words");
        return Optional.empty();
      }
    }
    List<ValueTemplate> templates = new ArrayList<>();
    for (YamlScalar word : words) engine.value(word, problems).ifPresent(templates::add);
    return templates.size() == words.size() ? Optional.of(templates) : Optional.empty();
  }

  private Optional<Bound> conditions(Argument argument, YamlNode node) {
    List<Bounds.Condition> conditions = new ArrayList<>();
    for (YamlNode item : node instanceof YamlList list ? list.items() : List.of(node)) {
      scalar(argument, item).flatMap(s -> engine.expression(s, problems).map(e -> new Bounds.Condition(s.text(), e)))
          .ifPresent(conditions::add);
    }
    return Optional.of(new Bounds.Conditions(conditions));
  }

  /** The value that is this expression's. */
  private static YamlScalar interpolated(YamlScalar expression) {
    String text = "${" + expression.text() + "}";
    return new YamlScalar(expression.pos(), text, text, (line, column) -> expression.positions().at(line, line == 1 ? column - 2 : column));
  }

  private Optional<YamlScalar> scalar(Argument argument, YamlNode node) {
    if (node instanceof YamlScalar scalar) return Optional.of(scalar);
    problems.error(node.pos(), "argument \"" + argument.name() + "\" is text", "");
    return Optional.empty();
  }
}
