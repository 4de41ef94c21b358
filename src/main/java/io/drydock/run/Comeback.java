package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.Target;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A host that cannot be reached for a while, and is tried with growing pauses.
 *
 * @param patience how long it is tried
 * @param first the first pause
 * @param isVain whether nobody wants it any more
 */
record Comeback(Connector connector, Target target, Duration patience, Duration first, BooleanSupplier isVain) {
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** Of a host that was lost, which may be there again at once. */
    static Comeback ofLost(Connector connector, Target target, Duration patience, BooleanSupplier isVain) {
        return new Comeback(connector, target, patience, Duration.ofMillis(250), isVain);
    }

    /** The first connection that there is, as {@link #await}. */
    Remote after(RemoteException lost) throws RemoteException {
        return await(
                _ -> true,
                "",
                _ -> new RemoteException(
                        lost.kind(),
                        lost.getMessage() + "; for " + patience.toSeconds() + " s it could not be reached again",
                        lost.remedy(),
                        lost));
    }

    /** Whether a connection is the one that is waited for. */
    interface Test {
        boolean accepts(Remote remote) throws RemoteException;
    }

    /**
     * The first connection that is accepted.
     *
     * @param last what was the matter at last, until something else is
     * @param late what to say, of what was the matter at last, when there is none within the patience
     * @throws RemoteException also when it is another host than it was, or the wait was interrupted
     */
    Remote await(Test test, String last, Function<String, RemoteException> late) throws RemoteException {
        long start = System.nanoTime();
        Duration pause = first;
        while (!isVain.getAsBoolean()
                && Duration.ofNanos(System.nanoTime() - start).compareTo(patience) < 0) {
            sleep(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
            try {
                Remote remote = connector.connect(target);
                if (accepts(test, remote)) return remote;
            } catch (RemoteException e) {
                if (e.kind() == Kind.HOST_KEY_CHANGED || e.kind() == Kind.HOST_KEY_UNKNOWN) throw e;
                last = e.getMessage();
            }
        }
        throw late.apply(last);
    }

    /** One that is not accepted is closed. */
    private static boolean accepts(Test test, Remote remote) throws RemoteException {
        boolean accepted = false;
        try {
            accepted = test.accepts(remote);
        } finally {
            if (!accepted) remote.close();
        }
        return accepted;
    }

    private static void sleep(Duration time) throws RemoteException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException(Kind.LOST, "interrupted while waiting for the host", "", e);
        }
    }
}
