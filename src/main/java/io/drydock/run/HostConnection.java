package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;

/** A host's connection through a run. It outlives restarts of the host. */
interface HostConnection {
    Remote remote();

    /** The host's facts, gathered anew where they may have changed. */
    Facts facts() throws RemoteException, ProgramFailure;

    /**
     * Comes back when the host can be reached again.
     *
     * @param lost what has become of the connection
     * @throws RemoteException when it cannot be for as long as the run's options say
     */
    void reconnect(RemoteException lost) throws RemoteException;

    /** Comes back when the host has started again. */
    void awaitRestart(Restart restart) throws RemoteException;
}
