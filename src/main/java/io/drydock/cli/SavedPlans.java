package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.Drift;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.PlanFile;
import io.drydock.fleet.SavedPlan;
import io.drydock.inventory.Host;
import io.drydock.run.BoundPlay;
import io.drydock.run.Gate;
import io.drydock.run.Mode;
import io.drydock.run.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes saved plans, and applies them as they are. */
final class SavedPlans {
  private final Console console;
  private final InventoryOptions inventory;
  private final ConnectionOptions connection;
  private final PlaybookOptions playbook;
  private final OutputOptions output;

  SavedPlans(Console console, InventoryOptions inventory, ConnectionOptions connection, PlaybookOptions playbook, OutputOptions output) {
    this.console = console;
    this.inventory = inventory;
    this.connection = connection;
    this.playbook = playbook;
    this.output = output;
  }

  /** Plans, prints the plan and saves it. */
  int save(List<Path> files, Path to) {
    RunCommand.Prepared prepared = new RunCommand(console, inventory, connection, playbook, output).prepare(files);
    SavedPlan.Request request = request(files);
    Sessions.Ended ended = prepared.run(Mode.PLAN, host -> Gate.OPEN);
    String now = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
    SavedPlan plan = new SavedPlan(now, ended.id(), Version.number(), request, SavedPlan.fingerprints(prepared.inputs()), List.of());
    try {
      PlanFile.write(to, plan, ended.results());
    } catch (IOException e) {
      throw console.fail("--out", "the plan cannot be saved: " + e, "name a file in a folder that can be written");
    }
    prepared.sessions().report("plan", ended);
    if (!output.json()) console.out().println("saved as " + to + "; apply it with: drydock apply " + to);
    return ExitCode.of(ended.results(), Mode.PLAN).status;
  }

  private SavedPlan.Request request(List<Path> files) {
    List<String> shown = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    for (String given : playbook.extraVars) {
      String name = given.substring(0, Math.max(0, given.indexOf('=')));
      if (Secrets.isSecret(name)) secrets.add(name);
      else shown.add(given.startsWith("@") ? "@" + absolute(Path.of(given.substring(1))) : given);
    }
    String named = inventory.inventory.contains(",") ? inventory.inventory : absolute(Path.of(inventory.inventory)).toString();
    return new SavedPlan.Request(files.stream().map(SavedPlans::absolute).toList(), named, inventory.limit, playbook.tags, playbook.skipTags,
        shown, secrets, connection.user, connection.privateKey.map(SavedPlans::absolute), connection.become);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * Applies a saved plan to the hosts whose facts and checks are still those of the plan.
   *
   * @param replan the hosts that have drifted are brought to the goal by the plan they have now
   */
  int apply(Path file, boolean replan) {
    SavedPlan plan = read(file);
    Optional<String> limit = inventory.limit;
    adopt(plan.request(), file);
    RunCommand.Prepared prepared = new RunCommand(console, inventory, connection, playbook, output).prepare(plan.request().playbooks());
    List<String> within = limited(limit, plan);
    List<Host> hosts = prepared.hosts().stream().filter(h -> within.contains(h.name())).toList();
    List<BoundPlay> plays = prepared.plays().stream()
        .map(p -> new BoundPlay(p.play(), p.hosts().stream().filter(hosts::contains).toList(), p.tasks(), p.handlers())).toList();
    Sessions.Ended ended = prepared.sessions().run(Mode.APPLY, hosts, plays, host -> new Drift(plan.host(host).orElseThrow(), replan), true);
    prepared.sessions().report("apply", ended);
    return ExitCode.of(ended.results(), Mode.APPLY).status;
  }

  private SavedPlan read(Path file) {
    Diagnostics problems = new Diagnostics();
    Optional<SavedPlan> plan = PlanFile.read(file, problems);
    plan.ifPresent(p -> p.changed().forEach(f ->
        problems.error(SourcePos.of(f.toString()), "has changed since the plan was made", "plan again, or bring back what the plan was made from")));
    console.failOn(problems);
    return plan.orElseThrow();
  }

  /** Takes over what the plan was asked for; the command line may only add how to connect, and the secrets. */
  private void adopt(SavedPlan.Request request, Path file) {
    Diagnostics problems = new Diagnostics();
    List<String> given = playbook.extraVars.stream().filter(v -> !request.secrets().contains(v.substring(0, Math.max(0, v.indexOf('='))))).toList();
    if (!given.isEmpty() || !playbook.tags.isEmpty() || !playbook.skipTags.isEmpty()) {
      problems.error(SourcePos.of(file.toString()), "a saved plan has its own variables and tags", "plan again with others");
    }
    List<String> variables = new ArrayList<>(request.extraVars());
    variables.addAll(playbook.extraVars);
    for (String secret : request.secrets()) {
      if (playbook.extraVars.stream().noneMatch(v -> v.startsWith(secret + "="))) {
        playbook.ask(secret).ifPresentOrElse(value -> variables.add(secret + "=" + value), () -> problems.error(SourcePos.of(file.toString()),
            "the plan was made with the secret " + secret + ", which is not in it", "give it again: -e " + secret + "=..."));
      }
    }
    console.failOn(problems);
    playbook.extraVars = variables;
    playbook.tags = request.tags();
    playbook.skipTags = request.skipTags();
    inventory.inventory = request.inventory();
    inventory.limit = request.limit();
    connection.user = connection.user.or(request::user);
    connection.privateKey = connection.privateKey.or(request::privateKey);
    connection.become |= request.become();
  }

  private List<String> limited(Optional<String> limit, SavedPlan plan) {
    Diagnostics problems = new Diagnostics();
    List<String> planned = plan.results().stream().map(r -> r.host()).toList();
    if (limit.isEmpty()) return planned;
    inventory.limit = limit;
    List<String> named = inventory.limited(inventory.read(problems).orElseThrow(), problems).stream().map(Host::name).toList();
    console.failOn(problems);
    List<String> both = planned.stream().filter(named::contains).toList();
    if (both.isEmpty()) throw console.fail("--limit", "no host of the plan matches " + limit.get(), "see: drydock show FILE");
    return both;
  }
}
