package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host's configuration says about waiting, and what the command line does. */
@Timeout(20)
class TimeLimitsTest {
    private static final HostConfig PLAIN = HostConfig.of("127.0.0.1", 22, "me");

    @TempDir
    Path directory;

    @Test
    void theConfigurationCountsUnlessTheCommandLineSaysHowLong() {
        HostConfig config = PLAIN.with(Keyword.CONNECT_TIMEOUT, "3");
        assertEquals(limits(3, 3, 10, 15, 45), options(false).limits(config));
        assertEquals(limits(10, 10, 10, 15, 45), options(true).limits(config));
        assertEquals(limits(10, 10, 10, 15, 45), options(false).limits(PLAIN));
        assertEquals(limits(60, 60, 60, 15, 45), options(false).limits(PLAIN.with(Keyword.CONNECT_TIMEOUT, "60")));
        assertEquals(
                limits(10, 10, 10, 15, 45),
                options(false).limits(PLAIN.with(Keyword.CONNECT_TIMEOUT, "0")),
                "no time at all is no limit to ssh either");
    }

    @Test
    void signsOfLifeAreAskedForAsTheConfigurationSays() {
        HostConfig often = PLAIN.with(Keyword.SERVER_ALIVE_INTERVAL, "5").with(Keyword.SERVER_ALIVE_COUNT_MAX, "4");
        assertEquals(limits(10, 10, 10, 5, 20), options(false).limits(often));
        HostConfig once = often.with(Keyword.SERVER_ALIVE_COUNT_MAX, "0");
        assertEquals(limits(10, 10, 10, 5, 5), options(false).limits(once));
        HostConfig never = PLAIN.with(Keyword.SERVER_ALIVE_INTERVAL, "0");
        assertEquals(limits(10, 10, 10, 0, 0), options(true).limits(never));
    }

    @Test
    void aHostThatSaysNothingIsGivenUpInItsOwnTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Target target = Target.of(
                            "test",
                            HostConfig.of("127.0.0.1", silent.getLocalPort(), "me")
                                    .with(Keyword.CONNECT_TIMEOUT, "1"))
                    .withPassword(Optional.of(new Secret("x")));
            long start = System.nanoTime();
            RemoteException e =
                    assertThrows(RemoteException.class, () -> new Connector(options(false), directory).connect(target));
            assertEquals(Kind.TIMED_OUT, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("within 1 s"), e.getMessage());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
        }
    }

    private static TimeLimits limits(int connect, int exchange, int handshake, int keepAlive, int silence) {
        return new TimeLimits(
                Duration.ofSeconds(connect),
                Duration.ofSeconds(exchange),
                Duration.ofSeconds(handshake),
                Duration.ofSeconds(keepAlive),
                Duration.ofSeconds(silence));
    }

    private static SshOptions options(boolean firm) {
        Duration wait = Duration.ofSeconds(10);
        return new SshOptions(wait, wait, firm, Duration.ofSeconds(15), Optional.empty(), List.of(), false);
    }
}
