package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The connections to others of one host, whose tasks are delegated to them. Confined to the host's thread. */
final class Delegates implements AutoCloseable {
    private static final Duration CLEARING = Duration.ofSeconds(30);

    private final Supplier<Connector> connector;
    private final Function<String, Optional<Access>> accesses;
    private final Map<String, Delegate> links = new LinkedHashMap<>();

    /** @param accesses to hosts, by their names */
    Delegates(Supplier<Connector> connector, Function<String, Optional<Access>> accesses) {
        this.connector = connector;
        this.accesses = accesses;
    }

    /** A connection to a host, made where there is none yet. */
    HostConnection to(String host, HostContext context) throws RemoteException {
        Delegate known = links.get(host);
        if (known != null) return known;
        Access access = accesses.apply(host).orElseThrow();
        HostContext there = context.at(host, access);
        context.redactor().learn(Redactor.of(access, Set.of()));
        Delegate made = new Delegate(there, connector.get().connect(access.target()));
        links.put(host, made);
        return made;
    }

    /** Has all that was kept on them for those who come again removed, as far as they can be reached. */
    void clear() {
        links.values().forEach(Delegate::clear);
    }

    @Override
    public void close() {
        links.values().forEach(link -> link.remote.close());
        links.clear();
    }

    private final class Delegate implements HostConnection {
        private final HostContext context;
        private final Set<Optional<Become>> users = new LinkedHashSet<>();
        private Remote remote;

        Delegate(HostContext context, Remote remote) {
            this.context = context;
            this.remote = remote;
        }

        @Override
        public HostContext context() {
            return context;
        }

        @Override
        public void used(Optional<Become> user) {
            users.add(user);
        }

        @Override
        public Remote remote() {
            return remote;
        }

        @Override
        public Facts facts() {
            throw new IllegalStateException("facts are of the host that delegates");
        }

        @Override
        public Reported reported() {
            throw new IllegalStateException("facts are of the host that delegates");
        }

        @Override
        public void reconnect(RemoteException lost) throws RemoteException {
            remote.close();
            Duration patience = context.options().reconnect();
            if (context.mode() == Mode.PLAN || !patience.isPositive()) throw lost;
            remote = Comeback.ofLost(connector.get(), context.access().target(), patience, () -> false)
                    .after(lost);
        }

        @Override
        public void awaitRestart(Restart restart) {
            throw new BadAnswer("a restart that nothing asked for");
        }

        private void clear() {
            for (Optional<Become> user : users) {
                try {
                    ProgramRun.clear(this, user, CLEARING);
                } catch (RemoteException | ProgramFailure e) {
                    // the next run there does it
                }
            }
        }
    }
}
