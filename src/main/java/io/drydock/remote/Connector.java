package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Connects to hosts. Thread-safe; one for all hosts of a run, so that known_hosts and key files are read once. */
public final class Connector {
    /** The longest time that a host takes which answers as hosts do. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2000;

    private final SshOptions options;
    private final Path sshDirectory;
    private final KeyFiles keyFiles = new KeyFiles();
    private final HostKeyFiles hostKeyFiles;

    public Connector(SshOptions options) {
        this(options, Path.of(System.getProperty("user.home"), ".ssh"));
    }

    /** @param sshDirectory where the default keys are */
    Connector(SshOptions options, Path sshDirectory) {
        this.options = options;
        this.sshDirectory = sshDirectory;
        this.hostKeyFiles = new HostKeyFiles(options, sshDirectory);
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
                .filter(t -> !t.local() && t.passphrase().isEmpty())
                .flatMap(t -> Login.keys(t, keyFiles, sshDirectory))
                .distinct()
                .forEach(file -> keyFiles.unlock(file, ask));
    }

    /**
     * A local target gets this machine's own shell; all others an authenticated SSH connection. A host that hangs up at once is tried
     * again for as long as a connection may take: a host hangs up on some when many come at a time.
     */
    public Remote connect(Target target) throws RemoteException {
        if (target.local()) {
            return new LocalRemote();
        }
        Login login = Login.prepare(target, keyFiles, sshDirectory);
        long deadline =
                System.nanoTime() + options.limits(target.config()).connect().toNanos();
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
            try {
                Thread.sleep(next);
            } catch (InterruptedException e) {
                throw FailureText.interrupted(e);
            }
        }
    }

    private Remote connectOnce(Target target, Login login) throws RemoteException {
        TimeLimits limits = options.limits(target.config());
        HostKeyCheck check = new HostKeyCheck(hostKeyFiles, options.acceptNewHostKeys(), target);
        Algorithms algorithms = Algorithms.of(target.config(), check.isSigned());
        Socket socket = Dial.open(target, limits.connect());
        return new Handshake(algorithms, target, limits, check, login, socket).perform();
    }
}
