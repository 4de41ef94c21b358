package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody between the host and us can slip a message into the key exchange, to take away one after it (Terrapin). */
@Timeout(30)
class StrictExchangeTest {
    private static final int IGNORE = 2;
    private static final int KEXINIT = 20;
    private static final int NEWKEYS = 21;
    private static final int ANY = -1;

    @TempDir
    Path directory;

    /** The count of messages begins anew on both sides, or nothing could be read after the exchange. */
    @Test
    void aServerThatIsStrictIsSpokenTo() throws Exception {
        try (TestServer server = start(true)) {
            connect(server, server.port());
        }
    }

    @ParameterizedTest
    @CsvSource({"20, before its offer", "31, before its reply", "21, before the new keys"})
    void aMessageSlippedInIsRefused(int before, String where) throws Exception {
        try (TestServer server = start(true);
                Slipping between = new Slipping(server.port(), before == 31 ? ANY : before)) {
            RemoteException e = assertThrows(RemoteException.class, () -> connect(server, between.port()), where);
            assertEquals(Kind.PROTOCOL, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("strict key exchange"), e.getMessage());
        }
    }

    /** As with OpenSSH: the host is not to be lost for it. */
    @ParameterizedTest
    @ValueSource(strings = {"chacha20-poly1305@openssh.com", "aes256-cbc"})
    void aServerOfBeforeIsSpokenTo(String cipher) throws Exception {
        try (TestServer server = start(false)) {
            server.server.setCipherFactories(List.of(BuiltinCiphers.fromFactoryName(cipher)));
            server.server.setMacFactories(List.of(BuiltinMacs.hmacsha256etm));
            connect(server, server.port());
        }
    }

    private TestServer start(boolean strict) throws IOException {
        return TestServer.start(directory, call -> call.exit().onExit(0), server -> {
            if (!strict) server.setSessionFactory(new Lax(server));
        });
    }

    /** Of servers that know nothing of it. */
    private static final class Lax extends SessionFactory {
        Lax(SshServer server) {
            super(server);
        }

        @Override
        protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
            return new ServerSessionImpl(getServer(), io) {
                @Override
                protected Map<KexProposalOption, String> doStrictKexProposal(Map<KexProposalOption, String> offer) {
                    return offer;
                }
            };
        }
    }

    private void connect(TestServer server, int port) throws Exception {
        HostConfig config = server.byPassword(TestServer.PASSWORD)
                .config()
                .with(Keyword.PORT, String.valueOf(port))
                .with(Keyword.CIPHERS, "+aes256-cbc")
                .with(Keyword.HOST_KEY_ALIAS, "[127.0.0.1]:" + server.port());
        Target target = Target.of("test", config)
                .withPassword(server.byPassword(TestServer.PASSWORD).password());
        SshOptions options = new SshOptions(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO, server.know(), List.of(), false);
        try (Remote remote = new Connector(options, directory).connect(target)) {
            assertEquals(
                    new Exit.Exited(0),
                    remote.run("hello", InputSource.none(), new Captured(), Duration.ofSeconds(10)));
        }
    }

    /** Passes on what a server sends, with a message that means nothing before one that it was told of. */
    private static final class Slipping implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final int server;
        private final int before;

        Slipping(int server, int before) throws IOException {
            this.server = server;
            this.before = before;
            Thread.ofVirtual().start(this::pass);
        }

        int port() {
            return door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }

        private void pass() {
            try (Socket client = door.accept();
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
                Thread.ofVirtual().start(() -> copy(client, there));
                slip(new DataInputStream(there.getInputStream()), new DataOutputStream(client.getOutputStream()));
            } catch (IOException e) {
                // they have hung up
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // they have hung up
            }
        }

        private void slip(DataInputStream in, DataOutputStream out) throws IOException {
            out.write(line(in).getBytes(StandardCharsets.US_ASCII));
            int message;
            do {
                byte[] packet = new byte[in.readInt()];
                in.readFully(packet);
                message = packet[1];
                if (message == before || before == ANY && message != KEXINIT && message != NEWKEYS) {
                    write(out, new byte[] {6, IGNORE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                }
                write(out, packet);
            } while (message != NEWKEYS);
            in.transferTo(out);
        }

        private static void write(DataOutputStream out, byte[] packet) throws IOException {
            out.writeInt(packet.length);
            out.write(packet);
            out.flush();
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') line.append((char) in.read());
            return line.toString();
        }
    }
}
