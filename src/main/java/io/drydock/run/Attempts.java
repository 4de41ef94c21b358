package io.drydock.run;

import io.drydock.remote.RemoteException;
import io.drydock.remote.RemoteException.Kind;

/** How often in a row a host is asked the same when the connection is lost over it. */
final class Attempts {
    private static final int MOST = 4;

    private int made = 1;

    /** What a host can be asked again, because it changes nothing there. */
    interface Question<T> {
        T ask() throws RemoteException, ProgramFailure;
    }

    /** The answer, over as many connections as that takes. */
    static <T> T answer(HostConnection link, Question<T> question) throws RemoteException, ProgramFailure {
        Attempts attempts = new Attempts();
        while (true) {
            try {
                return question.ask();
            } catch (RemoteException e) {
                attempts.reconnect(link, e);
            }
        }
    }

    /** They are counted anew, for the last one has come further than those before. */
    void restart() {
        made = 1;
    }

    /** Whether there may be another one, which is counted then. */
    boolean another() {
        return made++ < MOST;
    }

    /** @throws RemoteException when it is not to be tried again, or the host cannot be reached */
    void reconnect(HostConnection link, RemoteException lost) throws RemoteException {
        boolean isLost = lost.kind() == Kind.LOST && HostResult.Status.of(lost) != HostResult.Status.INTERRUPTED;
        if (!isLost || !another()) throw lost;
        link.reconnect(lost);
    }
}
