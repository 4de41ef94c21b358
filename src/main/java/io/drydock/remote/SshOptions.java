package io.drydock.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to connect, the same for all hosts.
 *
 * @param connect time for name lookup and TCP connect
 * @param handshake time for key exchange and authentication together
 * @param keepAlive how often to ask a host for a sign of life; lost after three times without; zero: never
 * @param knownHosts keys of hosts, and where new ones go
 * @param otherKnownHosts more of them, which are only read
 * @param acceptNewHostKeys add the key of a host that none of them knows; a changed key is refused even so
 */
public record SshOptions(
        Duration connect,
        Duration handshake,
        Duration keepAlive,
        Path knownHosts,
        List<Path> otherKnownHosts,
        boolean acceptNewHostKeys) {
    /** The files of this machine's administrator, the same that ssh reads. */
    public static final List<Path> SYSTEM_KNOWN_HOSTS =
            List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"));

    public SshOptions {
        if (!connect.isPositive() || !handshake.isPositive() || keepAlive.isNegative()) {
            throw new IllegalArgumentException("time-outs must be positive");
        }
        otherKnownHosts = List.copyOf(otherKnownHosts);
    }

    public static SshOptions defaults() {
        Path knownHosts = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        return new SshOptions(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(15),
                knownHosts,
                SYSTEM_KNOWN_HOSTS,
                false);
    }

    public SshOptions withKnownHosts(Path file) {
        return new SshOptions(connect, handshake, keepAlive, file, otherKnownHosts, acceptNewHostKeys);
    }
}
