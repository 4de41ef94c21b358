package io.drydock.remote;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bastions of a run, each with what connects to it, which all hosts behind it share. */
final class Bastions {
    private final Map<Target, Bastion> all = new ConcurrentHashMap<>();
    private final Bastion.Dialer dialer;

    Bastions(Bastion.Dialer dialer) {
        this.dialer = dialer;
    }

    /**
     * A connection from a bastion to a host.
     *
     * @param bastion equal ones, down to the user, the keys and the bastions before it, are the same
     * @param patience how long the bastion may take to reach the host
     */
    Wire connect(Target bastion, Target host, Duration patience) throws RemoteException {
        return all.computeIfAbsent(bastion, b -> new Bastion(b, dialer)).connect(host, patience);
    }

    void close() {
        all.values().forEach(Bastion::close);
    }
}
