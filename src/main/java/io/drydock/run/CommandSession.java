package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.Place;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One command of the user's own on one host. */
public final class CommandSession {
    private static final int LIMIT = 1 << 20; // bytes kept of what the command prints

    private final Access access;
    private final String command;
    private final Duration timeout;
    private final Redactor redactor;

    public CommandSession(Access access, String command, Duration timeout) {
        this.access = access;
        this.command = command;
        this.timeout = timeout;
        this.redactor = Redactor.of(access, List.of());
    }

    /** The result has one task, ok for exit status 0, whose message is what the command printed. */
    public HostResult run(Connector connector, Place place) {
        long started = System.nanoTime();
        Optional<String> user = access.become() ? Optional.of(access.becomeUser()) : Optional.empty();
        Collected output = new Collected(LIMIT);
        try (Remote remote = connector.connect(access.target(), place)) {
            Invocation invocation = Invocation.command(command, user, access);
            Exit exit = Dialog.run(remote, invocation, output, timeout);
            return result(exit, output.text(), Duration.ofNanos(System.nanoTime() - started));
        } catch (RemoteException e) {
            return without(HostResult.Status.of(e), HostSession.message(e));
        } catch (ProgramFailure e) {
            return without(HostResult.Status.FAILED, e.getMessage());
        }
    }

    /** Of a host on which the work has ended by something that nobody has foreseen. */
    public HostResult failed(Throwable e) {
        return without(HostResult.Status.FAILED, HostSession.message(e));
    }

    private HostResult without(HostResult.Status status, String message) {
        return new HostResult(
                access.target().name(),
                status,
                Optional.empty(),
                List.of(),
                Optional.of(redactor.clean(message)),
                List.of(),
                Optional.empty());
    }

    private HostResult result(Exit exit, String output, Duration took) {
        String ending = switch (exit) {
            case Exit.Exited e when e.status() == 0 -> "";
            case Exit.Exited e -> "exit status " + e.status();
            case Exit.Signaled s -> "ended by signal " + s.signal();
            case Exit.Vanished v -> "ended without a status: " + v.reason();
            case Exit.Enough e -> "cut: more than " + LIMIT + " bytes of output";
        };
        String message = (output.stripTrailing() + "\n" + ending).strip();
        TaskResult task = new TaskResult(
                Optional.empty(),
                redactor.clean(command),
                "exec",
                ending.isEmpty() ? Outcome.OK : Outcome.FAILED,
                message.isEmpty() ? Optional.empty() : Optional.of(redactor.clean(message)),
                Optional.empty(),
                false,
                Optional.empty(),
                took);
        return new HostResult(
                access.target().name(),
                HostResult.statusOf(List.of(task)),
                Optional.empty(),
                List.of(task),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
