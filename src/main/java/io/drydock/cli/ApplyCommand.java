package io.drydock.cli;

import io.drydock.run.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "apply", description = "Brings hosts to the state a playbook describes.", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
  private final Console console;
  @Mixin InventoryOptions inventory;
  @Mixin PlaybookOptions playbook;
  @Mixin ConnectionOptions connection;
  @Mixin OutputOptions output;

  @Parameters(arity = "1..*", paramLabel = "PLAYBOOK", description = "Playbooks, run one after the other.")
  List<Path> playbooks;

  ApplyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new RunCommand(console, inventory, connection, playbook, output).run("apply", Mode.APPLY, playbooks);
  }
}
