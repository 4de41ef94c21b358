package io.drydock.run;

import io.drydock.remote.Exit;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One command of the user's own on one host. */
public final class CommandSession extends Visit {
    private static final int LIMIT = 1 << 20; // bytes kept of what the command prints

    private final String command;
    private final Duration timeout;

    public CommandSession(Access access, String command, Duration timeout) {
        super(access);
        this.command = command;
        this.timeout = timeout;
    }

    /** The result has one task, ok for exit status 0, whose message is what the command printed. */
    @Override
    HostResult on(Remote remote) throws RemoteException, ProgramFailure {
        long started = System.nanoTime();
        CollectedOutput output = new CollectedOutput(LIMIT);
        Optional<Become> user = access.usual();
        BegunOutput begun = new BegunOutput(output, user.isPresent());
        Exit exit = BecomeDialog.run(remote, Invocation.command(command, user, access), begun, timeout);
        if (!begun.hasBegun())
            throw new ProgramFailure("the login shell did not run the command, it ended " + ProgramRun.ending(exit)
                    + (begun.said().isEmpty() ? ProgramRun.NOTHING_SAID : ": " + begun.said()));
        return result(exit, output.text(), Duration.ofNanos(System.nanoTime() - started));
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
                took,
                Optional.empty());
        return HostResult.of(host(), List.of(task));
    }
}
