package io.drydock.remote;

import java.time.Duration;
import java.util.function.Consumer;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.TransportException;

/**
 * Asks the host for a sign of life at every interval, and reports when none has come for too long.
 * Unlike sshj's keep-alive it also notices a host that has stopped reading: the question itself then never leaves.
 */
final class Pulse {
    private Pulse() {}

    /** @param patience how long the host may say nothing */
    static void start(Connection connection, Duration interval, Duration patience, Consumer<String> silent) {
        Thread.ofVirtual().start(() -> keepAsking(connection, interval, patience, silent));
    }

    private static void keepAsking(
            Connection connection, Duration interval, Duration patience, Consumer<String> silent) {
        try {
            while (true) {
                Thread.sleep(interval);
                if (!connection.getTransport().isRunning()) {
                    return;
                }
                askOnce(connection, patience, silent);
            }
        } catch (TransportException | InterruptedException ended) {
            // the connection is over, and whoever uses it has been told
        }
    }

    /** Asks once, now. */
    static void ask(Connection connection, Duration patience, Consumer<String> silent) {
        try {
            askOnce(connection, patience, silent);
        } catch (TransportException ended) {
            // as above
        }
    }

    private static void askOnce(Connection connection, Duration patience, Consumer<String> silent)
            throws TransportException {
        Runnable report = () -> silent.accept("no sign of life for " + FailureText.seconds(patience));
        try (Deadline _ = Deadline.in(patience, report)) {
            awaitAnswer(connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]));
        }
    }

    private static void awaitAnswer(Promise<SSHPacket, ConnectionException> answer) {
        try {
            answer.retrieve();
        } catch (ConnectionException no) {
            // "No such request" is a sign of life too
        }
    }
}
