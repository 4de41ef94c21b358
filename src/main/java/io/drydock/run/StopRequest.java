package io.drydock.run;

import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.Optional;

/** Asks a host, over a channel of its own, to end a program of an apply after the task that runs. */
record StopRequest(HostConnection link, Optional<Become> user, int number) {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 10;

    /** Again while the program may not have begun there. A host that cannot be asked ends its program as ever. */
    void make() {
        try {
            for (int i = 0; i < ATTEMPTS && !isMade(); i++) Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program has ended
        }
    }

    private boolean isMade() {
        try {
            HostContext context = link.context();
            ProgramRun.run(
                    link.remote(),
                    Invocation.Kind.OPEN,
                    ProgramText.ofStopping(context, number),
                    user,
                    context.access(),
                    context.options().commandTimeout(),
                    _ -> {});
            return true;
        } catch (RemoteException | ProgramFailure e) {
            return false;
        }
    }
}
