package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Connects to hosts. Thread-safe; one for all hosts of a run, so that known_hosts and key files are read once, and connections to
 * bastions are shared. Closing it ends the latter, and what goes through them.
 */
public final class Connector implements AutoCloseable {
    /** The longest time that a host takes which answers as hosts do. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2000;

    private final SshOptions options;
    private final Path sshDirectory;
    private final KeyFiles keyFiles = new KeyFiles();
    private final Bastions bastions = new Bastions(this::dialled);
    private Optional<KnownHosts> knownHosts = Optional.empty();

    public Connector(SshOptions options) {
        this(options, Path.of(System.getProperty("user.home"), ".ssh"));
    }

    /** @param sshDirectory where the default keys are */
    Connector(SshOptions options, Path sshDirectory) {
        this.options = options;
        this.sshDirectory = sshDirectory;
    }

    /** Connects to one of many hosts. While a host takes long to let us in, it lends its place to another. */
    public Remote connect(Target target, Slot place) throws RemoteException {
        Remote remote;
        try (Deadline _ = Deadline.in(PROMPT, place::lend)) {
            remote = connect(target);
        }
        place.regain();
        return remote;
    }

    /**
     * Before hosts are called: asks for the passphrases of the encrypted keys that they need and that the inventory has none for,
     * once for each key.
     *
     * @param ask is given a question, and empty where nobody answers
     */
    public void unlock(Collection<Target> targets, Function<String, Optional<Secret>> ask) {
        targets.stream()
                .filter(t -> !t.local())
                .flatMap(Target::way)
                .filter(t -> t.passphrase().isEmpty())
                .flatMap(t -> Login.keys(t, keyFiles, sshDirectory))
                .distinct()
                .forEach(file -> keyFiles.unlock(file, ask));
    }

    /**
     * A local target gets this machine's own shell; all others an authenticated SSH connection. A host that hangs up at once is tried
     * again for as long as a connection may take: a host hangs up on some when many come at a time.
     */
    public Remote connect(Target target) throws RemoteException {
        return target.local() ? new LocalRemote() : connect(target, options.connect());
    }

    /** A bastion gets longer to let us in: without it none of its hosts can be reached. */
    private SshRemote dialled(Target bastion) throws RemoteException {
        return connect(bastion, options.connect().plus(options.handshake()));
    }

    private SshRemote connect(Target target, Duration patience) throws RemoteException {
        Login login = Login.prepare(target, keyFiles, sshDirectory);
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            long next = ThreadLocalRandom.current().nextLong(pause / 2, 3 * pause / 2);
            try {
                return connectOnce(target, login);
            } catch (RemoteException e) {
                if (e.kind() != Kind.HUNG_UP
                        || System.nanoTime() + Duration.ofMillis(next).toNanos() > deadline) {
                    throw e;
                }
            }
            pause(Duration.ofMillis(next));
        }
    }

    private SshRemote connectOnce(Target target, Login login) throws RemoteException {
        HostKeyCheck check = new HostKeyCheck(knownHosts(), options.acceptNewHostKeys(), target);
        return new Handshake(
                        check.isSigned() ? SshjConfig.SIGNED : SshjConfig.SHARED,
                        target,
                        options,
                        check,
                        login,
                        wire(target))
                .perform();
    }

    private Wire wire(Target target) throws RemoteException {
        if (target.jump().isPresent()) {
            return bastions.connect(target.jump().get(), target, options.connect());
        }
        Optional<String> command =
                target.config().value(Keyword.PROXY_COMMAND).filter(c -> !c.equalsIgnoreCase("none"));
        return command.isPresent() ? ProxyProcess.start(target, command.get()) : dial(target);
    }

    /** As many times as ConnectionAttempts says, a second apart. */
    private Wire dial(Target target) throws RemoteException {
        for (int left = target.config().number(Keyword.CONNECTION_ATTEMPTS).orElse(1); ; left--) {
            try {
                return new TcpWire(Dial.open(target, options.connect()));
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

    private synchronized KnownHosts knownHosts() throws RemoteException {
        if (knownHosts.isEmpty()) {
            try {
                knownHosts = Optional.of(KnownHosts.read(options.knownHosts(), options.otherKnownHosts()));
            } catch (IOException e) {
                throw new RemoteException(Kind.HOST_KEY_UNKNOWN, FailureText.of(e), "", e);
            }
        }
        return knownHosts.get();
    }
}
