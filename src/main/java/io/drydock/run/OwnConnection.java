package io.drydock.run;

import io.drydock.remote.RemoteException;
import io.drydock.remote.Slot;

/** The connection to a host through its own plays, not to one that it delegates a task to. */
interface OwnConnection extends HostConnection {
    /** Logs in anew. */
    void renew() throws RemoteException;

    /** Waits for other hosts, which have this one's place among those that are worked on meanwhile. */
    void await(Slot.Wait wait) throws InterruptedException;
}
