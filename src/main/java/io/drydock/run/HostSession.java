package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** One host through a whole run: connected once, facts gathered, play after play. Used by one thread at a time. */
public final class HostSession implements AutoCloseable {
  private final HostContext context;
  private final ActionLibrary library;
  private final Variables variables;
  private final List<TaskResult> results = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Object> registered = new HashMap<>();
  private Optional<Remote> remote = Optional.empty();
  private Optional<Facts> facts = Optional.empty();
  private Optional<HostResult> broken = Optional.empty();
  private boolean factsStale;

  public HostSession(Host host, Access access, ActionLibrary library, Variables variables, RunOptions options, RunListener listener) {
    this.context = new HostContext(host, access, options, listener, Redactor.of(access));
    this.library = library;
    this.variables = variables;
  }

  /** Connects if that has not been done, under the permit that bounds how many hosts shake hands at once, and gathers facts. */
  public void begin(Connector connector, Semaphore handshakes) {
    if (broken.isPresent()) return;
    try {
      if (remote.isEmpty()) {
        context.listener().hostStarted(context.name());
        handshakes.acquireUninterruptibly();
        try {
          remote = Optional.of(connector.connect(context.access().target()));
        } finally {
          handshakes.release();
        }
      }
      if (facts.isEmpty() || factsStale) gatherFacts();
    } catch (RemoteException e) {
      unreachable(e);
    } catch (ProgramFailure e) {
      fail(e.getMessage());
    }
  }

  private void gatherFacts() throws RemoteException, ProgramFailure {
    context.listener().taskStarted(context.name(), "gathering facts");
    String program = ProgramText.header("facts", context.options().id()) + library.shared("runtime.sh") + "start_reading\n" + library.shared("facts.sh") + "\nfinish\n";
    Map<String, String> raw = new HashMap<>();
    Access access = context.access();
    Optional<String> user = access.become() ? Optional.of(access.becomeUser()) : Optional.empty();
    Invocation invocation = Invocation.of(Invocation.Kind.READ, program, user, access.becomePassword());
    ProgramRun.run(remote.orElseThrow(), invocation, ProgramText.marker(program), context.options().commandTimeout(), event -> {
      if (event.kind().equals("fact")) raw.put(event.text(0), event.text(1));
    });
    facts = Optional.of(Facts.of(raw));
    factsStale = false;
  }

  /** Runs one play to its end or its first failure. A host that failed before takes no further play. */
  public void run(BoundPlay play) {
    if (broken.isPresent() || facts.isEmpty() || HostResult.statusOf(results) == HostResult.Status.FAILED) return;
    PlayState state = new PlayState(play, context.host(), facts.get(), variables, registered, results);
    Mode mode = context.options().mode();
    Compiler compiler = new Compiler(library, context.options(), context.access());
    try {
      while (state.left() && broken.isEmpty()) {
        Segment segment = compiler.compile(state);
        if (!segment.steps().isEmpty()) new SegmentRun(context, segment, state, notes).run(remote.orElseThrow());
      }
    } catch (RemoteException e) {
      unreachable(e);
    } catch (ProgramFailure e) {
      fail(e.getMessage());
    } catch (RuntimeException e) {
      fail("a bug in Drydock: " + e); // must not cost the other hosts their run
    }
    registered.putAll(state.dynamic);
    factsStale = mode == Mode.APPLY && HostResult.statusOf(results) == HostResult.Status.CHANGED;
  }

  private void unreachable(RemoteException e) {
    broken = Optional.of(result(HostResult.Status.UNREACHABLE, Optional.of(message(e))));
  }

  static String message(RemoteException e) {
    return e.remedy().isEmpty() ? e.getMessage() : e.getMessage() + "\n" + e.remedy();
  }

  private void fail(String message) {
    broken = Optional.of(result(HostResult.Status.FAILED, Optional.of(message)));
  }

  private HostResult result(HostResult.Status status, Optional<String> message) {
    return new HostResult(context.name(), status, facts, results, message.map(context.redactor()::clean), notes);
  }

  /** What has become of the host so far. */
  public HostResult result() {
    return broken.orElseGet(() -> result(HostResult.statusOf(results), Optional.empty()));
  }

  public Host host() {
    return context.host();
  }

  @Override
  public void close() {
    remote.ifPresent(Remote::close);
    remote = Optional.empty();
  }
}
