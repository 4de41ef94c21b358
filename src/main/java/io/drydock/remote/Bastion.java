package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.SharedConnection.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bastion and the connections to it: one, and more only where it takes no more over the ones there are. Whoever comes while it is
 * being dialled waits for that; its failure is the failure of all who wait, and of those who come soon after. So there is never
 * more than one connection to it that is not logged in.
 */
final class Bastion {
    /** Logs in at a bastion. */
    interface Dialer {
        SshRemote dial(Target bastion) throws RemoteException;
    }

    /** For which a failure holds: long enough for those who stand in line, short enough for a bastion that restarts. */
    private static final Duration FAILS = Duration.ofSeconds(5);

    /** The same for a refusal. */
    private static final Duration REFUSES = Duration.ofSeconds(60);

    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final int LOSSES = 2; // that one host puts up with

    private record Failure(RemoteException why, long until) {}

    private final Target target;
    private final Dialer dialer;

    /** Held while it is dialled. */
    private final ReentrantLock dialling = new ReentrantLock();

    private final List<SharedConnection> connections = new CopyOnWriteArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private volatile boolean closed;

    Bastion(Target target, Dialer dialer) {
        this.target = target;
        this.dialer = dialer;
    }

    /** A connection to a host from there. */
    Wire connect(Target host, Duration patience) throws RemoteException {
        Map<SharedConnection, ForwardRefusal> full = new HashMap<>();
        for (int lost = 0; ; ) {
            SharedConnection connection = connection(full.keySet());
            switch (connection.connect(host, patience)) {
                case Answer.Opened(Wire wire) -> {
                    full.forEach((c, refusal) -> c.isFullWith(refusal.others()));
                    return wire;
                }
                case Answer.Refused(ForwardRefusal refusal) -> {
                    if (!refusal.mayBeOfLimit()) throw refusal.explained(target, host);
                    full.put(connection, refusal);
                }
                case Answer.Silent() -> {
                    connection.probe(PROBE);
                    if (connection.isOpen()) throw silent(host, patience);
                }
                case Answer.Lost(RemoteException why) -> {
                    if (++lost > LOSSES) throw why.through(target.name());
                }
            }
        }
    }

    private RemoteException silent(Target host, Duration patience) {
        return new RemoteException(
                        Kind.UNREACHABLE,
                        "it could not connect to " + host.endpoint() + " within " + FailureText.seconds(patience),
                        "Check that the host is up, its address as the bastion sees it, and the firewalls between; --timeout"
                                + " waits longer.")
                .through(target.name());
    }

    /** One to ask: not one of those that have refused, nor one that is known to be full. */
    private SharedConnection connection(Set<SharedConnection> refused) throws RemoteException {
        try {
            dialling.lockInterruptibly();
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        }
        try {
            forgetLost();
            Optional<SharedConnection> free = connections.stream()
                    .filter(c -> !refused.contains(c) && c.hasRoom())
                    .findFirst();
            return free.isPresent() ? free.get() : dial();
        } finally {
            dialling.unlock();
        }
    }

    private void forgetLost() {
        for (SharedConnection connection : connections) {
            if (!connection.isOpen()) {
                connections.remove(connection);
                connection.release();
            }
        }
    }

    private SharedConnection dial() throws RemoteException {
        if (failure.isPresent() && System.nanoTime() - failure.get().until() < 0) {
            throw failure.get().why();
        }
        try {
            SharedConnection connection = new SharedConnection(dialer.dial(target));
            connections.add(connection);
            if (closed) close();
            return connection;
        } catch (RemoteException e) {
            // It has been tried again for as long as it is worth it.
            RemoteException why = (e.kind() == Kind.HUNG_UP ? e.as(Kind.UNREACHABLE) : e).through(target.name());
            if (!Thread.currentThread().isInterrupted()) remember(why);
            throw why;
        }
    }

    private void remember(RemoteException why) {
        Duration time = why.kind().isRefusal() ? REFUSES : FAILS;
        failure = Optional.of(new Failure(why, System.nanoTime() + time.toNanos()));
    }

    /** Ends all connections, and with them those of the hosts behind it. */
    void close() {
        closed = true;
        connections.forEach(SharedConnection::close);
    }
}
