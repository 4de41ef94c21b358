package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.json.Json;
import io.drydock.run.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "inventory", description = "Lists hosts with their groups and variables, secrets masked. Contacts none.", mixinStandardHelpOptions = true,
    versionProvider = Version.class, sortOptions = false)
final class InventoryCommand implements Callable<Integer> {
  private final Console console;
  @Mixin InventoryOptions options;
  @Mixin OutputOptions output;

  @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "Which hosts. Default: ${DEFAULT-VALUE}")
  String pattern;

  InventoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics problems = new Diagnostics();
    Optional<Inventory> inventory = options.read(problems);
    console.failOn(problems);
    List<Host> hosts = options.matching(pattern, inventory.orElseThrow(), problems);
    console.failOn(problems);
    if (output.json()) console.out().println(Json.pretty(Map.of("hosts", hosts.stream().map(InventoryCommand::data).toList())));
    else hosts.forEach(this::print);
    return 0;
  }

  private void print(Host host) {
    console.out().println(Printable.line(host.name()) + "  " + console.style().dim(Printable.line(host.groups().toString())));
    if (output.verbosity() > 0) variables(host).forEach((name, value) -> console.out().println("    " + Printable.line(name + ": " + value)));
  }

  private static Map<String, Object> data(Host host) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("host", host.name());
    data.put("groups", host.groups());
    data.put("vars", variables(host));
    return data;
  }

  private static Map<String, Object> variables(Host host) {
    Map<String, Object> variables = new LinkedHashMap<>();
    host.vars().forEach((name, node) -> variables.put(name, Secrets.isSecret(name) || name.contains("pass") ? Secret.MASK : node.data()));
    return variables;
  }
}
