package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.run.Tags;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What of a playbook runs, with which variables. */
final class PlaybookOptions {
  @Option(names = {"-e", "--extra-vars"}, paramLabel = "K=V|@FILE|{...}",
      description = "Variables that win over all others: name=value (text; true, yes, on, false, no and off are truth values too), @FILE of YAML, or a map {...} of YAML "
          + "or JSON. Repeatable.")
  List<String> extraVars = List.of();

  @Option(names = {"-t", "--tags"}, paramLabel = "TAGS", split = ",", description = "Only tasks with one of these tags.")
  Set<String> tags = Set.of();

  @Option(names = "--skip-tags", paramLabel = "TAGS", split = ",", description = "Not the tasks with one of these tags.")
  Set<String> skipTags = Set.of();

  Tags tags() {
    return new Tags(tags, skipTags);
  }

  /** The files of variables. */
  List<Path> files() {
    return extraVars.stream().filter(v -> v.startsWith("@")).map(v -> Path.of(v.substring(1))).toList();
  }

  /** Asks for a secret on the terminal; empty where there is none. */
  Optional<String> ask(String name) {
    if (System.console() == null || !System.console().isTerminal()) return Optional.empty();
    return Optional.ofNullable(System.console().readPassword("%s: ", Printable.line(name))).map(String::new);
  }

  /** Texts as they were typed, never templates; values of a file or a map may have templates. */
  Map<String, Object> variables(TemplateEngine engine, Diagnostics problems) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (String given : extraVars) {
      if (isMap(given)) entries(given, problems).forEach(e -> engine.value(e.key(), e.value(), problems).ifPresent(v -> variables.put(e.key(), v)));
      else fromText(given, problems, variables);
    }
    return variables;
  }

  private static boolean isMap(String given) {
    return given.startsWith("@") || given.startsWith("{");
  }

  /** The names of the variables that an argument of the option sets. */
  static List<String> names(String given, Diagnostics problems) {
    return isMap(given) ? entries(given, problems).stream().map(YamlMap.Entry::key).toList() : List.of(given.substring(0, Math.max(0, given.indexOf('='))));
  }

  /** Of a map as an argument of the option, or of a file that it names. */
  static List<YamlMap.Entry> entries(String given, Diagnostics problems) {
    Optional<YamlNode> node = given.startsWith("@") ? YamlReader.read(Path.of(given.substring(1)), problems) : YamlReader.read("--extra-vars", given, problems);
    if (node.isEmpty()) return List.of();
    if (node.get() instanceof YamlMap map) return map.entries();
    problems.error(node.get().pos(), "variables are a map", "write name: value");
    return List.of();
  }

  private static void fromText(String given, Diagnostics problems, Map<String, Object> variables) {
    int equals = given.indexOf('=');
    if (equals < 1 || !given.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problems.error(SourcePos.of("--extra-vars"), "one of them is not name=value", "write -e name=value, -e @file.yml or -e '{name: value}'"); // it may be a secret
      return;
    }
    String value = given.substring(equals + 1);
    String name = given.substring(0, equals);
    Object text = Secret.isName(name) ? new Secret(value) : value;
    if (text instanceof Secret secret) problems.hide(List.of(secret));
    variables.put(name, text instanceof Secret ? text : ScalarTypes.truth(value));
  }
}
