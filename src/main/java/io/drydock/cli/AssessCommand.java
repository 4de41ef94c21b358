package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.run.Variables;
import io.drydock.template.TemplateEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "assess", description = "Judges whether Docker can run on hosts, and names the task that would remedy what is not as it needs.",
    mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    footer = {"", "Exit status: 0 all ready, 2 some are not; else as for every command. docs/assess.md explains the findings."})
final class AssessCommand implements Callable<Integer> {
  private final Console console;
  @Mixin InventoryOptions inventoryOptions;
  @Mixin ConnectionOptions connection;
  @Mixin OutputOptions output;

  @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "Which hosts. Default: ${DEFAULT-VALUE}")
  String pattern;

  AssessCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics problems = new Diagnostics();
    TemplateEngine engine = new TemplateEngine();
    Optional<Inventory> inventory = inventoryOptions.read(problems);
    console.failOn(problems);
    List<Host> hosts = inventoryOptions.matching(pattern, inventory.orElseThrow(), problems);
    Variables variables = new Variables(engine, inventory.get(), Map.of(), problems);
    ActionLibrary library = new ActionLibrary(List.of(Home.templates()), engine, problems);
    return new Sessions(console, connection, output, library, variables, problems).assess(hosts);
  }
}
