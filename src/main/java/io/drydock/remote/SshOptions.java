package io.drydock.remote;

import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to connect, the same for all hosts but for what their configurations say.
 *
 * @param connect time for name lookup and TCP connect
 * @param handshake time for key exchange and authentication together
 * @param firm whether these times hold whatever a host's configuration says
 * @param keepAlive how often to ask a host for a sign of life; lost after three times without; zero: never
 * @param knownHosts keys of hosts, and where new ones go, whatever a host's configuration says
 * @param otherKnownHosts more of them, which are only read, for hosts whose configuration names none
 * @param acceptNewHostKeys add the key of a host that none of them knows; a changed key is refused even so
 */
public record SshOptions(
        Duration connect,
        Duration handshake,
        boolean firm,
        Duration keepAlive,
        Optional<Path> knownHosts,
        List<Path> otherKnownHosts,
        boolean acceptNewHostKeys) {
    /** The files of this machine's administrator, the same that ssh reads. */
    public static final List<Path> SYSTEM_KNOWN_HOSTS =
            List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"));

    private static final int SILENT_INTERVALS = 3;

    public SshOptions {
        if (!connect.isPositive() || !handshake.isPositive() || keepAlive.isNegative()) {
            throw new IllegalArgumentException("time-outs must be positive");
        }
        otherKnownHosts = List.copyOf(otherKnownHosts);
    }

    public SshOptions(
            Duration connect,
            Duration handshake,
            Duration keepAlive,
            Path knownHosts,
            List<Path> otherKnownHosts,
            boolean acceptNewHostKeys) {
        this(connect, handshake, false, keepAlive, Optional.of(knownHosts), otherKnownHosts, acceptNewHostKeys);
    }

    public static SshOptions defaults() {
        return new SshOptions(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                false,
                Duration.ofSeconds(15),
                Optional.empty(),
                SYSTEM_KNOWN_HOSTS,
                false);
    }

    public SshOptions withKnownHosts(Path file) {
        return new SshOptions(
                connect, handshake, firm, keepAlive, Optional.of(file), otherKnownHosts, acceptNewHostKeys);
    }

    /** How long to wait for a host. As with ssh, its ConnectTimeout is for the connection, and again for the key exchange. */
    TimeLimits limits(HostConfig config) {
        Optional<Duration> own = firm
                ? Optional.empty()
                : config.seconds(Keyword.CONNECT_TIMEOUT).filter(Duration::isPositive);
        Duration interval = config.seconds(Keyword.SERVER_ALIVE_INTERVAL).orElse(keepAlive);
        int count = config.number(Keyword.SERVER_ALIVE_COUNT_MAX).orElse(SILENT_INTERVALS);
        return new TimeLimits(
                own.orElse(connect),
                own.orElse(handshake),
                own.filter(o -> o.compareTo(handshake) > 0).orElse(handshake),
                interval,
                interval.multipliedBy(Math.max(1, count)));
    }
}
