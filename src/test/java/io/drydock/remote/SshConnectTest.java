package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.TestServer.Call;
import io.drydock.sshconfig.HostConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHG;
import org.apache.sshd.common.kex.DHGroupData;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.kex.DHGEXServer;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a connection can fail, or be let in. */
@Timeout(20)
class SshConnectTest {
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<Secret> SOME_PASSWORD = Optional.of(new Secret("x"));

    @TempDir
    Path directory;

    @Test
    void keyOpensTheDoorEncryptedOrNot() throws Exception {
        try (TestServer server = start()) {
            Path plain = server.writeKey(server.login, "plain", NONE);
            Path encrypted = server.writeKey(server.login, "encrypted", Optional.of("open sesame"));
            Connector connector = connector(server.know());
            assertGreets(connector, server.byKey(plain, NONE));
            assertGreets(connector, server.byKey(encrypted, Optional.of("open sesame")));
        }
    }

    @Test
    void passwordOpensTheDoorByEitherMethod() throws Exception {
        try (TestServer server = start()) {
            Connector connector = connector(server.know());
            assertGreets(connector, server.byPassword(TestServer.PASSWORD));
        }
        try (TestServer server = start()) {
            server.server.setUserAuthFactoriesNames("keyboard-interactive");
            assertGreets(connector(server.know()), server.byPassword(TestServer.PASSWORD));
        }
    }

    @Test
    void defaultKeysAreTriedWhenNothingElseIsGiven() throws Exception {
        try (TestServer server = start()) {
            Target target = target("127.0.0.1", server.port(), Optional.empty());
            assertNames(
                    "none of id_rsa, id_ecdsa, id_ecdsa_sk, id_ed25519, id_ed25519_sk",
                    refusal(connector(server.know()), target));
            server.writeKey(server.login, "id_ecdsa", NONE);
            assertGreets(connector(server.know()), target);
        }
    }

    @Test
    void refusedUsersHearWhatWasTried() throws Exception {
        try (TestServer server = start()) {
            Path stranger = server.writeKey(TestServer.ecKey(), "stranger", NONE);
            Connector connector = connector(server.know());
            RemoteException byKey = assertRefusal(Kind.AUTHENTICATION, connector, server.byKey(stranger, NONE));
            assertNames("tried key " + stranger, byKey);
            RemoteException byPassword = assertRefusal(Kind.AUTHENTICATION, connector, server.byPassword("wrong"));
            assertNames("tried password", byPassword);
        }
    }

    @Test
    void serverThatCutsOffTheTriesHasRefusedTheUser() throws Exception {
        try (TestServer server = start()) {
            server.server.setPasswordAuthenticator((user, password, session) -> disconnect(session));
            RemoteException e = refusal(connector(server.know()), server.byPassword("wrong"));
            assertEquals(Kind.AUTHENTICATION, e.kind(), e.getMessage());
            assertNames("ended the authentication", e);
        }
    }

    @Test
    void closedPortIsRefused() throws Exception {
        TestServer server = start();
        Target target = server.byPassword("x");
        Path known = server.know();
        server.close();
        assertRefusal(Kind.REFUSED, connector(known), target);
    }

    @Test
    void unknownNameIsUnreachable() throws Exception {
        Target target = target("no-such-host.invalid", 22, SOME_PASSWORD);
        assertRefusal(Kind.UNREACHABLE, connector(directory.resolve("none")), target);
    }

    @Test
    void silenceAfterAcceptEndsTheHandshakeInItsTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Target target = target("127.0.0.1", silent.getLocalPort(), SOME_PASSWORD);
            long start = System.nanoTime();
            SshOptions options = options(directory.resolve("none"), Duration.ofMillis(300), false);
            assertRefusal(Kind.TIMED_OUT, new Connector(options, directory), target);
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3000);
        }
    }

    @Test
    void silenceDuringAuthenticationEndsTheHandshakeInItsTime() throws Exception {
        try (TestServer server = start()) {
            Path known = server.know();
            server.server.setPasswordAuthenticator((user, password, session) -> sleep());
            // Long enough for a slow machine's key exchange, so that it is the authentication that is cut off.
            SshOptions options = options(known, Duration.ofSeconds(2), false);
            RemoteException e = refusal(new Connector(options, directory), server.byPassword("x"));
            assertEquals(Kind.TIMED_OUT, e.kind(), e.getMessage());
            assertNames("authentication", e);
        }
    }

    @Test
    void serverThatHangsUpAtOnceIsRefused() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(rude));
            Target target = target("127.0.0.1", rude.getLocalPort(), SOME_PASSWORD);
            SshOptions hasty = new SshOptions(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Duration.ZERO,
                    directory.resolve("none"),
                    List.of(),
                    false);
            RemoteException e = assertRefusal(Kind.HUNG_UP, new Connector(hasty, directory), target);
            assertTrue(e.remedy().contains("MaxStartups") && e.remedy().contains("--forks"), e.remedy());
        }
    }

    @Test
    void unknownHostKeyIsRefusedWithItsFingerprint() throws Exception {
        KeyPair hostKey = TestServer.ecKey();
        try (TestServer server = TestServer.start(directory, SshConnectTest::greet, hostKey)) {
            Connector connector = connector(directory.resolve("none"));
            RemoteException e = assertRefusal(Kind.HOST_KEY_UNKNOWN, connector, server.byPassword(TestServer.PASSWORD));
            assertNames(HostKey.of(hostKey.getPublic()).fingerprint(), e);
            assertTrue(e.remedy().contains("--accept-new-host-keys"), e.remedy());
        }
    }

    @Test
    void changedHostKeyIsRefusedEvenWhenNewOnesAreAccepted() throws Exception {
        try (TestServer server = start()) {
            Path known = server.know(TestServer.ecKey());
            String before = Files.readString(known);
            Connector connector = new Connector(options(known, Duration.ofSeconds(10), true), directory);
            RemoteException e = assertRefusal(Kind.HOST_KEY_CHANGED, connector, server.byPassword(TestServer.PASSWORD));
            assertNames(known + ":1", e);
            assertEquals(before, Files.readString(known));
        }
    }

    @Test
    void newHostKeyIsAddedOnceByManyConnectionsAtATime() throws Exception {
        try (TestServer server = start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Path known = directory.resolve("fresh/.ssh/known_hosts");
            Connector accepting = new Connector(options(known, Duration.ofSeconds(10), true), directory);
            Callable<Exit> greeting = () -> run(accepting, server.byPassword(TestServer.PASSWORD));
            for (Future<Exit> each : threads.invokeAll(List.of(greeting, greeting, greeting))) {
                assertEquals(new Exit.Exited(0), each.get());
            }
            assertEquals(1, Files.readAllLines(known).size());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(known)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(known.getParent())));
            assertGreets(connector(known), server.byPassword(TestServer.PASSWORD));
        }
    }

    @Test
    void hostShowsTheKeyThatIsKnownOfIt() throws Exception {
        KeyPair rsa = TestServer.key("RSA", 2048);
        try (TestServer server = TestServer.start(directory, SshConnectTest::greet, TestServer.ecKey(), rsa)) {
            assertGreets(connector(server.know(rsa)), server.byPassword(TestServer.PASSWORD));
        }
    }

    @Test
    void revokedHostKeyIsRefused() throws Exception {
        KeyPair hostKey = TestServer.ecKey();
        try (TestServer server = TestServer.start(directory, SshConnectTest::greet, hostKey)) {
            Path known = server.know();
            String line = "@revoked * " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
            Files.writeString(known, Files.readString(known) + line);
            RemoteException e =
                    assertRefusal(Kind.HOST_KEY_CHANGED, connector(known), server.byPassword(TestServer.PASSWORD));
            assertNames("revoked by " + known + ":2", e);
        }
    }

    /** The two of a pair compute their own halves, so that an exchange is right only if both agree on every byte. */
    @ParameterizedTest
    @EnumSource(
            value = BuiltinDHFactories.class,
            names = {"curve25519", "ecdhp521", "dhg18_512", "mlkem768x25519", "sntrup761x25519_openssh"})
    void everyExchangeOfTodayIsSpoken(BuiltinDHFactories exchange) throws Exception {
        Assumptions.assumeTrue(exchange.isSupported());
        try (TestServer server = start()) {
            server.server.setKeyExchangeFactories(
                    NamedFactory.setUpTransformedFactories(true, List.of(exchange), ServerBuilder.DH2KEX));
            for (int i = 0; i < 5; i++) assertGreets(connector(server.know()), server.byPassword(TestServer.PASSWORD));
        }
    }

    @Test
    void groupsOfServersAreAsLargeAsOpenSshWantsThem() throws Exception {
        try (TestServer server = start()) {
            server.server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                    true, List.of(BuiltinDHFactories.dhgex256), ServerBuilder.DH2KEX));
            assertGreets(connector(server.know()), server.byPassword(TestServer.PASSWORD));
            server.server.setKeyExchangeFactories(List.of(new SmallGroups.Maker()));
            assertNames(
                    "has 1024 bits, and 2048 are the least",
                    assertRefusal(Kind.PROTOCOL, connector(server.know()), server.byPassword(TestServer.PASSWORD)));
        }
    }

    /** A server that has no group but one of 1024 bits. */
    private static final class SmallGroups extends DHGEXServer {
        private SmallGroups(Session session) {
            super(BuiltinDHFactories.dhgex256, session);
        }

        @Override
        protected DHG chooseDH(int least, int preferred, int most) throws Exception {
            return getDH(new BigInteger(1, DHGroupData.getP1()), new BigInteger(1, DHGroupData.getG()));
        }

        private record Maker() implements KeyExchangeFactory {
            @Override
            public KeyExchange createKeyExchange(Session session) {
                return new SmallGroups(session);
            }

            @Override
            public String getName() {
                return BuiltinDHFactories.dhgex256.getName();
            }
        }
    }

    @Test
    void rsaKeysSignWithSha2AndTheirRefusalTellsOfOldServers() throws Exception {
        KeyPair rsa = TestServer.key("RSA", 2048);
        try (TestServer server = start()) {
            Path key = server.writeKey(rsa, "rsa", NONE);
            RemoteException e = assertRefusal(Kind.AUTHENTICATION, connector(server.know()), server.byKey(key, NONE));
            assertTrue(e.remedy().contains("ed25519"), e.remedy());
            server.server.setPublickeyAuthenticator(
                    (user, shown, session) -> KeyUtils.compareKeys(shown, rsa.getPublic()));
            assertGreets(connector(server.know()), server.byKey(key, NONE));
            Path stranger = server.writeKey(TestServer.ecKey(), "stranger", NONE);
            assertFalse(refusal(connector(server.know()), server.byKey(stranger, NONE))
                    .remedy()
                    .contains("ed25519"));
        }
    }

    @Test
    void longBannersBeforeAndAfterTheNameArePassedOver() throws Exception {
        try (TestServer server = start()) {
            CoreModuleProperties.SERVER_EXTRA_IDENTIFICATION_LINES.set(
                    server.server, "unauthorized access is forbidden|".repeat(1000));
            CoreModuleProperties.WELCOME_BANNER.set(server.server, "x".repeat(200_000));
            assertGreets(connector(server.know()), server.byPassword(TestServer.PASSWORD));
        }
    }

    @Test
    void serverThatTalksButNeverNamesItselfIsRefusedEarly() throws Exception {
        for (String talk : List.of("welcome\r\n", "x", "SSH-2.0-" + "x".repeat(300) + "\r\n")) {
            try (ServerSocket talker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                AtomicLong sent = new AtomicLong();
                Thread.ofVirtual().start(() -> talk(talker, talk, sent));
                Target target = target("127.0.0.1", talker.getLocalPort(), SOME_PASSWORD);
                assertNames(
                        "does not speak SSH",
                        assertRefusal(Kind.PROTOCOL, connector(directory.resolve("none")), target));
                assertTrue(sent.get() < 32 << 20, sent + " bytes were taken"); // most of it by the buffers between us
            }
        }
    }

    private static void talk(ServerSocket talker, String talk, AtomicLong sent) {
        try (var client = talker.accept()) {
            byte[] bytes = talk.repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                client.getOutputStream().write(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            // they have hung up
        }
    }

    @Test
    void anAdministratorsFileIsReadToo() throws Exception {
        KeyPair hostKey = TestServer.ecKey();
        try (TestServer server = TestServer.start(directory, SshConnectTest::greet, hostKey)) {
            Path system = Files.move(server.know(), directory.resolve("ssh_known_hosts"));
            Path own = directory.resolve("known_hosts");
            SshOptions accepting = new SshOptions(
                    Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO, own, List.of(system), true);
            assertGreets(new Connector(accepting, directory), server.byPassword(TestServer.PASSWORD));
            assertFalse(Files.exists(own), "what is known already is not added");
            Files.writeString(system, "@revoked * " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n");
            RemoteException e = assertRefusal(
                    Kind.HOST_KEY_CHANGED, new Connector(accepting, directory), server.byPassword(TestServer.PASSWORD));
            assertNames("revoked by " + system + ":1", e);
        }
    }

    private static Target target(String address, int port, Optional<Secret> password) {
        return Target.of("test", HostConfig.of(address, port, "me")).withPassword(password);
    }

    private TestServer start() throws IOException {
        return TestServer.start(directory, SshConnectTest::greet);
    }

    private static void greet(Call call) {
        call.exit().onExit(0);
    }

    /** As OpenSSH does. */
    private static boolean disconnect(ServerSession session) {
        try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Too many authentication failures");
        } catch (IOException gone) {
            // then it need not be told
        }
        return false;
    }

    private static boolean sleep() {
        try {
            Thread.sleep(4000);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** As sshd does that has too many connections not yet logged in. */
    @Test
    void serverThatIsBusyIsTriedAgain() throws Exception {
        try (TestServer server = start();
                ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> busy(door, server.port()));
            String line = "[127.0.0.1]:" + door.getLocalPort()
                    + Files.readString(server.know()).replaceFirst("^\\S+", "");
            Path known = Files.writeString(directory.resolve("door"), line);
            assertGreets(
                    connector(known),
                    target("127.0.0.1", door.getLocalPort(), Optional.of(new Secret(TestServer.PASSWORD))));
        }
    }

    /** Three are sent away, the next is let through. */
    private static void busy(ServerSocket door, int port) {
        try {
            for (int i = 0; i < 3; i++) {
                try (Socket sent = door.accept()) {
                    sent.getOutputStream().write("Exceeded MaxStartups\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            Socket in = door.accept();
            Socket on = new Socket(InetAddress.getLoopbackAddress(), port);
            Thread.ofPlatform().daemon().start(() -> copy(on, in));
            copy(in, on);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // they have hung up
        }
    }

    @Test
    void silenceHasItsRemedyAtEveryStep() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (String said : List.of("", "welcome\r\n", "SSH-2.0-OpenSSH_9.2\r\n")) {
                Thread.ofVirtual().start(() -> say(silent, said));
                SshOptions options = options(directory.resolve("none"), Duration.ofMillis(400), false);
                RemoteException e = refusal(
                        new Connector(options, directory), target("127.0.0.1", silent.getLocalPort(), SOME_PASSWORD));
                assertEquals(Kind.TIMED_OUT, e.kind(), e.getMessage());
                assertEquals(said.startsWith("w"), e.getMessage().endsWith("it said: welcome"), e.getMessage());
                assertEquals(!said.startsWith("SSH"), e.getMessage().contains("not even named itself"), e.getMessage());
                assertTrue(e.remedy().contains("--timeout"), e.remedy());
            }
        }
    }

    private static void say(ServerSocket silent, String text) {
        try {
            silent.accept().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hangUp(ServerSocket listener) {
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private Connector connector(Path knownHosts) {
        return new Connector(options(knownHosts, Duration.ofSeconds(10), false), directory);
    }

    private static SshOptions options(Path knownHosts, Duration handshake, boolean acceptNew) {
        return new SshOptions(Duration.ofSeconds(5), handshake, Duration.ZERO, knownHosts, List.of(), acceptNew);
    }

    private static Exit run(Connector connector, Target target) throws RemoteException {
        try (Remote remote = connector.connect(target)) {
            return remote.run("hello", InputSource.none(), new Captured(), Duration.ofSeconds(10));
        }
    }

    private static void assertGreets(Connector connector, Target target) throws RemoteException {
        assertEquals(new Exit.Exited(0), run(connector, target));
    }

    private static RemoteException refusal(Connector connector, Target target) {
        return assertThrows(RemoteException.class, () -> connector.connect(target));
    }

    private static RemoteException assertRefusal(Kind kind, Connector connector, Target target) {
        RemoteException e = refusal(connector, target);
        assertEquals(kind, e.kind(), e.getMessage());
        return e;
    }

    private static void assertNames(String part, RemoteException e) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
