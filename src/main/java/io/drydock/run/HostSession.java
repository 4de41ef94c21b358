package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One host through a run: its connection, its facts, its plays, and its result. Confined to one thread at a time. An apply
 * plans first, so that what it does can be compared with what was foreseen, and does nothing where nothing is to be done.
 */
public final class HostSession implements AutoCloseable, Link {
  private final HostContext context;
  private final ActionLibrary library;
  private final Gate gate;
  private final Pass plan;
  private final Pass apply;
  private Optional<Remote> remote = Optional.empty();
  private Optional<Facts> facts = Optional.empty();
  /** The same without secrets. */
  private Optional<Facts> shown = Optional.empty();
  private Optional<HostResult> broken = Optional.empty();
  private Optional<Connector> connector = Optional.empty();
  /** Of how many tasks facts know: what an apply has done since may have changed them. */
  private int factsOf;
  private boolean planned;
  /** What the gate had to say of a plan that it let pass. */
  private Optional<String> remark = Optional.empty();

  public HostSession(Host host, Access access, ActionLibrary library, Variables variables, RunOptions options, RunListener listener, Gate gate) {
    this.context = new HostContext(host, access, options, listener, Redactor.of(access, List.of()));
    this.library = library;
    this.gate = gate;
    RunListener planning = options.mode() == Mode.PLAN ? listener : new Planning(listener);
    this.plan = new Pass(context.in(Mode.PLAN, planning), library, variables);
    this.apply = new Pass(context.in(Mode.APPLY, listener), library, variables);
  }

  /** Connects if that has not been done, under the permit that bounds how many hosts shake hands at once, and gathers facts. */
  public void begin(Connector connector, Semaphore handshakes) {
    if (broken.isPresent()) return;
    this.connector = Optional.of(connector);
    attempt(() -> {
      if (remote.isEmpty()) {
        context.listener().hostStarted(context.name());
        handshakes.acquireUninterruptibly();
        try {
          remote = Optional.of(connector.connect(context.access().target()));
        } finally {
          handshakes.release();
        }
      }
      facts();
    });
  }

  private interface Step {
    void run() throws RemoteException, ProgramFailure;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (RemoteException e) {
      broken = Optional.of(result(HostResult.Status.UNREACHABLE, Optional.of(message(e))));
    } catch (ProgramFailure e) {
      fail(e.getMessage());
    } catch (RuntimeException e) {
      fail("a bug in Drydock: " + e); // must not cost the other hosts their run
    }
  }

  @Override
  public Facts facts() throws RemoteException, ProgramFailure {
    boolean stale = apply.results.stream().skip(factsOf).anyMatch(r -> r.outcome() == Outcome.CHANGED);
    if (facts.isEmpty() || stale) gatherFacts();
    factsOf = apply.results.size();
    return facts.orElseThrow();
  }

  @Override
  public Remote remote() {
    return remote.orElseThrow();
  }

  @Override
  public void awaitRestart(Restart restart) throws RemoteException {
    close();
    remote = Optional.of(restart.await(connector.orElseThrow(), context.access().target()));
    facts = Optional.empty();
  }

  private void gatherFacts() throws RemoteException, ProgramFailure {
    context.listener().taskStarted(context.name(), "gathering facts");
    FactsProgram program = new FactsProgram(library, context.options().commandTimeout(), context.options().id());
    Map<String, String> raw = program.read(remote.orElseThrow(), context.access(), List.of("facts.sh"), false);
    facts = Optional.of(Facts.of(raw));
    raw.replaceAll((name, text) -> context.redactor().clean(text));
    shown = Optional.of(Facts.of(raw));
  }

  /** Before an apply: plans all of the host's plays, and asks the gate whether they may be applied. */
  public void foresee(List<BoundPlay> plays) {
    if (context.options().mode() == Mode.PLAN || planned || broken.isPresent()) return;
    planned = true;
    attempt(() -> {
      for (BoundPlay play : plays) plan.run(play, this);
      Gate.Decision decision = gate.decide(shown.orElseThrow(), plan.results);
      if (decision.go()) remark = decision.message();
      else fail(decision.message().orElse("not applied"));
    });
  }

  /** Runs one play to its end or its first failure. */
  public void run(BoundPlay play) {
    if (broken.isPresent() || settled()) return;
    attempt(() -> current().run(play, this));
  }

  /** Whether the plan before an apply left nothing to do. */
  private boolean settled() {
    return planned && plan.settled;
  }

  /** The pass whose results are the host's. */
  private Pass current() {
    return context.options().mode() == Mode.PLAN || settled() ? plan : apply;
  }

  static String message(RemoteException e) {
    return e.remedy().isEmpty() ? e.getMessage() : e.getMessage() + "\n" + e.remedy();
  }

  private void fail(String message) {
    broken = Optional.of(result(HostResult.Status.FAILED, Optional.of(message)));
  }

  private HostResult result(HostResult.Status status, Optional<String> message) {
    List<String> notes = new ArrayList<>(current().notes);
    remark.ifPresent(notes::add);
    notes.replaceAll(context.redactor()::clean);
    Optional<Accuracy> accuracy = planned && !current().results.isEmpty() ? Optional.of(Accuracy.of(plan.results, current().results)) : Optional.empty();
    return new HostResult(context.name(), status, shown, current().results, message.map(context.redactor()::clean), notes, accuracy);
  }

  /** What has become of the host so far. */
  public HostResult result() {
    return broken.orElseGet(() -> result(current().status(), Optional.empty()));
  }

  public Host host() {
    return context.host();
  }

  @Override
  public void close() {
    remote.ifPresent(Remote::close);
    remote = Optional.empty();
  }

  /** Shows that an apply is planning, but none of its predictions as results. */
  private record Planning(RunListener listener) implements RunListener {
    @Override
    public void hostStarted(String host) {
      listener.hostStarted(host);
    }

    @Override
    public void taskStarted(String host, String task) {
      listener.taskStarted(host, "planning: " + task);
    }

    @Override
    public void taskEnded(String host, TaskResult result) {}

    @Override
    public void hostEnded(HostResult result) {}
  }
}
