package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.util.Map;
import java.util.Optional;

/** A host's connection through a run. It outlives restarts of the host. */
interface HostConnection {
    Remote remote();

    /** What is run over it, and as whom. */
    HostContext context();

    /** A program has been sent over it as somebody. */
    void used(Optional<Become> user);

    /** The host's facts, gathered anew where they may have changed. */
    Facts facts() throws RemoteException, ProgramFailure;

    /** What those are made from. */
    Reported reported();

    /**
     * What a host has told of itself.
     *
     * @param texts without secrets
     * @param isWhole whether there were none
     * @param of how many results of tasks were there then
     */
    record Reported(Map<String, String> texts, boolean isWhole, int of) {}

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
