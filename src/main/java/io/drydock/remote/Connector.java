package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.schmizz.sshj.Config;

/** Connects to hosts. Thread-safe; one for all hosts of a run, so that known_hosts and key files are read once. */
public final class Connector {
  /** How long a host takes at most that answers as hosts do. */
  private static final Duration PROMPT = Duration.ofMillis(500);

  private final Config config = SshConfig.SHARED;
  private final SshOptions options;
  private final Path sshDirectory;
  private final KeyFiles keyFiles = new KeyFiles();
  private Optional<KnownHosts> knownHosts = Optional.empty();

  public Connector(SshOptions options) {
    this(options, Path.of(System.getProperty("user.home"), ".ssh"));
  }

  /** @param sshDirectory where the default keys are */
  Connector(SshOptions options, Path sshDirectory) {
    this.options = options;
    this.sshDirectory = sshDirectory;
  }

  /** The same for one of many hosts: when it takes long to let us in, it lends its place to another until it has. */
  public Remote connect(Target target, Place place) throws RemoteException {
    Remote remote;
    try (Deadline _ = Deadline.in(PROMPT, place::lend)) {
      remote = connect(target);
    }
    place.regain();
    return remote;
  }

  /** A local target gets this machine's own shell; all others an authenticated SSH connection. Tries once. */
  public Remote connect(Target target) throws RemoteException {
    if (target.local()) {
      return new LocalRemote();
    }
    Login login = Login.prepare(target, keyFiles, sshDirectory);
    HostKeyCheck check = new HostKeyCheck(knownHosts(), options.acceptNewHostKeys(), target);
    Socket socket = Dial.open(target, options.connect());
    return new Handshake(config, target, options, check, login, socket).perform();
  }

  private synchronized KnownHosts knownHosts() throws RemoteException {
    if (knownHosts.isEmpty()) {
      try {
        knownHosts = Optional.of(KnownHosts.read(options.knownHosts(), options.otherKnownHosts()));
      } catch (IOException e) {
        throw new RemoteException(Kind.HOST_KEY_UNKNOWN, Words.of(e), "", e);
      }
    }
    return knownHosts.get();
  }
}
