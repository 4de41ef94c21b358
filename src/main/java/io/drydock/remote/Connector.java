package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Connects to hosts. Thread-safe; one for all hosts of a run, so that known_hosts and key files are read once, and connections to
 * bastions are shared. Closing it ends the latter, and what goes through them.
 */
public final class Connector implements AutoCloseable {
    /** The longest time that a host takes which answers as hosts do. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2000;

    private static final int TURNS = 4;

    private final Semaphore turns = new Semaphore(TURNS, true);
    private final SshOptions options;
    private final Keyring keyring;
    private final HostKeyFiles hostKeyFiles;
    private final Bastions bastions = new Bastions(this::dialled);

    /** Without anybody to ask. */
    public Connector(SshOptions options) {
        this(options, Dialog.NOBODY);
    }

    /** @param dialog with the person who is asked for what is missing */
    public Connector(SshOptions options, Dialog dialog) {
        this(options, new Keyring(Path.of(System.getProperty("user.home"), ".ssh"), System.getenv(), dialog));
    }

    /** @param sshDirectory where the default keys are; there are no others, and nobody to ask */
    Connector(SshOptions options, Path sshDirectory) {
        this(options, new Keyring(sshDirectory, Map.of(), Dialog.NOBODY));
    }

    Connector(SshOptions options, Keyring keyring) {
        this.options = options;
        this.keyring = keyring;
        this.hostKeyFiles = new HostKeyFiles(options, keyring.sshDirectory());
    }

    /** Connects to one of many hosts. While a host takes long to let us in, it lends its place to another. */
    public Remote connect(Target target, Slot place) throws RemoteException {
        Remote remote;
        try (Deadline _ = Deadline.in(PROMPT, place::lend)) {
            remote = connect(target);
        }
        place.regain();
        if (remote instanceof SshRemote waiting && !waiting.isOpen()) {
            waiting.close(); // lost while it waited for its place, as all are whose bastion dies
            return connect(target);
        }
        return remote;
    }

    /**
     * Before hosts are called: asks for the passphrases of the encrypted keys that they and the hosts before them need, and that
     * neither the inventory has them for nor an agent the keys; once for each key.
     */
    public void unlock(Collection<Target> targets) {
        targets.stream()
                .filter(t -> !t.local())
                .flatMap(Target::way)
                .filter(t -> t.passphrase().isEmpty())
                .flatMap(t -> Identities.locked(t, keyring).filter(_ -> t.mayAsk(keyring.dialog())))
                .distinct()
                .forEach(file -> keyring.files().unlock(file, keyring.dialog()));
    }

    /**
     * A local target gets this machine's own shell; all others an authenticated SSH connection. A host that hangs up at once is tried
     * again for as long as a connection may take: a host hangs up on some when many come at a time.
     */
    public Remote connect(Target target) throws RemoteException {
        return target.local()
                ? new LocalRemote(target.directory())
                : connect(target, proxyCommand(target).isPresent());
    }

    /** A bastion gets longer to let us in: without it none of its hosts can be reached. */
    private SshRemote dialled(Target bastion) throws RemoteException {
        return connect(bastion, true);
    }

    private SshRemote connect(Target target, boolean patiently) throws RemoteException {
        Login login = Login.prepare(target, keyring);
        TimeLimits limits = options.limits(target.config());
        Duration patience = patiently ? limits.connect().plus(limits.handshake()) : limits.connect();
        long deadline = System.nanoTime() + patience.toNanos();
        boolean again = false;
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            long next = ThreadLocalRandom.current().nextLong(pause / 2, 3 * pause / 2);
            try {
                return again && proxyCommand(target).isPresent() ? inTurn(target, login) : connectOnce(target, login);
            } catch (RemoteException e) {
                if (e.kind() != Kind.HUNG_UP
                        || System.nanoTime() + Duration.ofMillis(next).toNanos() > deadline) {
                    throw e;
                }
            }
            again = true;
            pause(Duration.ofMillis(next));
        }
    }

    /** Of the hosts whose ProxyCommand has failed, few at a time: their commands may all go to one bastion that is busy. */
    private SshRemote inTurn(Target target, Login login) throws RemoteException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        }
        try {
            return connectOnce(target, login);
        } finally {
            turns.release();
        }
    }

    private SshRemote connectOnce(Target target, Login login) throws RemoteException {
        TimeLimits limits = options.limits(target.config());
        HostKeyCheck check = new HostKeyCheck(hostKeyFiles, options.acceptNewHostKeys(), target);
        Algorithms algorithms = Algorithms.of(target.config(), check.isSigned());
        return new Handshake(algorithms, target, limits, check, login, wire(target, limits.connect())).perform();
    }

    private Wire wire(Target target, Duration patience) throws RemoteException {
        if (target.jump().isPresent()) {
            return bastions.connect(target.jump().get(), target, patience);
        }
        Optional<String> command = proxyCommand(target);
        return command.isPresent() ? ProxyProcess.start(target, command.get()) : dial(target, patience);
    }

    private static Optional<String> proxyCommand(Target target) {
        return target.jump().isPresent()
                ? Optional.empty()
                : target.config().value(Keyword.PROXY_COMMAND).filter(c -> !c.equalsIgnoreCase("none"));
    }

    /** As many times as ConnectionAttempts says, a second apart. */
    private static Wire dial(Target target, Duration patience) throws RemoteException {
        for (int left = target.config().number(Keyword.CONNECTION_ATTEMPTS).orElse(1); ; left--) {
            try {
                return new TcpWire(Dial.open(target, patience));
            } catch (RemoteException e) {
                if (left <= 1 || Thread.currentThread().isInterrupted()) throw e;
            }
            pause(Duration.ofSeconds(1));
        }
    }

    private static void pause(Duration time) throws RemoteException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        }
    }

    @Override
    public void close() {
        bastions.close();
    }
}
