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

@Command(name = "facts", description = "Prints what hosts are like; docs/facts.md explains each fact.", mixinStandardHelpOptions = true,
    versionProvider = Version.class, sortOptions = false)
final class FactsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin InventoryOptions inventoryOptions;
  @Mixin ConnectionOptions connection;
  @Mixin OutputOptions output;

  @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "Which hosts. Default: ${DEFAULT-VALUE}")
  String pattern;

  FactsCommand(Console console) {
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
    return new Sessions(console, connection, output, library, variables, problems).facts(hosts);
  }
}
