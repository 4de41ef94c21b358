package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.PlaybookReader;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans and applies tasks with real shells in a folder of this machine. */
final class ActionBed {
  private static final Path HOME = Path.of(System.getProperty("drydock.home"));

  private final Path root;
  private final Path shells;
  private final Facts facts;

  /**
   * @param root becomes {@code ${root}}; root/bin is first in the programs' PATH
   * @param shells a folder whose {@code sh} is the shell to use
   */
  ActionBed(Path root, Path shells, Map<String, String> facts) {
    this.root = root;
    this.shells = shells;
    this.facts = Facts.of(facts);
  }

  List<TaskResult> run(String tasks, Mode mode) throws Exception {
    Path file = Files.writeString(root.resolve(".tasks.yml"), "- hosts: all\n  tasks:\n" + tasks.indent(4));
    Diagnostics problems = new Diagnostics();
    TemplateEngine engine = new TemplateEngine();
    ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), engine, problems);
    Inventory inventory = Inventory.ofNames(List.of("host"), SourcePos.of("test"), problems).orElseThrow();
    Variables variables = new Variables(engine, inventory, Map.of("root", root.toString()), problems);
    Optional<Playbook> playbook = new PlaybookReader(engine, library.names(), problems).read(file);
    List<BoundPlay> plays = new Binder(inventory, library, new ArgumentBinder(engine, new ControllerFiles(), problems), problems)
        .bind(playbook.orElseThrow(() -> new AssertionError(problems.all())), Set.of("host"), Tags.ALL);
    new Checker(variables, problems).check(plays);
    if (!problems.isEmpty()) throw new AssertionError(problems.all());
    return run(plays.getFirst(), inventory.hosts().getFirst(), library, variables, mode);
  }

  private List<TaskResult> run(BoundPlay play, Host host, ActionLibrary library, Variables variables, Mode mode) throws Exception {
    Target target = new Target("host", "host", 22, "user", Optional.empty(), Optional.empty(), Optional.empty(), true);
    Access access = new Access(target, false, "root", Optional.empty());
    RunOptions options = new RunOptions("test", mode, Duration.ofSeconds(60), false);
    Pass pass = new Pass(new HostContext(host, access, options, new Silent(), Redactor.of(access, List.of())), library, variables);
    PlayState state = new PlayState(play, facts, pass);
    Compiler compiler = new Compiler(library, options, access);
    SshOptions ssh = new SshOptions(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), root, false);
    try (Remote remote = new WithPath(new Connector(ssh).connect(target), root, shells + ":" + root.resolve("bin"))) {
      while (state.left()) {
        Segment segment = compiler.compile(state);
        if (!segment.steps().isEmpty()) run(new SegmentRun(segment, state), new Here(remote, facts), compiler);
      }
    }
    return pass.results;
  }

  /** Another test on this machine may be applying; this one waits for its lock. */
  private static void run(SegmentRun segment, Link link, Compiler compiler) throws Exception {
    for (int attempt = 0; ; attempt++) {
      try {
        segment.run(link, compiler);
        return;
      } catch (ProgramFailure e) {
        if (attempt == 100 || !e.getMessage().contains("another run is applying")) throw e;
        Thread.sleep(300);
      }
    }
  }

  /** No case restarts this machine. */
  private record Here(Remote remote, Facts facts) implements Link {
    @Override
    public void awaitRestart(Restart restart) {
      throw new AssertionError("a case must not restart this machine");
    }
  }

  /** Puts folders before the PATH of what runs, and tells it the root. */
  private record WithPath(Remote remote, Path root, String path) implements Remote {
    @Override
    public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
      return remote.run("cd " + ProgramText.quoted(root.toString()) + "; root=" + ProgramText.quoted(root.toString()) + " PATH=" + ProgramText.quoted(path) + ":$PATH; export root PATH; " + command, stdin, out, timeout);
    }

    @Override
    public void close() {
      remote.close();
    }

    @Override
    public String describe() {
      return remote.describe();
    }
  }

  static final class Silent implements RunListener {
    @Override
    public void hostStarted(String host) {}

    @Override
    public void taskStarted(String host, String task) {}

    @Override
    public void taskEnded(String host, TaskResult result) {}

    @Override
    public void hostEnded(HostResult result) {}
  }
}
