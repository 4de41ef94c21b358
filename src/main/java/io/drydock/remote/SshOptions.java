package io.drydock.remote;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to connect, the same for all hosts.
 *
 * @param connect time for name lookup and TCP connect
 * @param handshake time for key exchange and authentication together
 * @param keepAlive how often to ask a host for a sign of life; lost after three times without; zero: never
 * @param acceptNewHostKeys add the key of a host that knownHosts does not know; a changed key is refused even so
 */
public record SshOptions(
    Duration connect, Duration handshake, Duration keepAlive, Path knownHosts, boolean acceptNewHostKeys) {
  public SshOptions {
    if (!connect.isPositive() || !handshake.isPositive() || keepAlive.isNegative()) {
      throw new IllegalArgumentException("time-outs must be positive");
    }
  }

  public static SshOptions defaults() {
    Path knownHosts = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
    return new SshOptions(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(15), knownHosts, false);
  }

  public SshOptions withKnownHosts(Path file) {
    return new SshOptions(connect, handshake, keepAlive, file, acceptNewHostKeys);
  }

  public SshOptions acceptingNewHostKeys(boolean accept) {
    return new SshOptions(connect, handshake, keepAlive, knownHosts, accept);
  }
}
