package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that an agent holds: OpenSSH's own, and agents that are slow, dead or hostile. */
@Timeout(30)
class AgentTest {
    private static final int FAILURE = 5;

    @TempDir
    Path directory;

    /** What the server was shown, each key once in a row. */
    private final List<String> shown = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"ecdsa, 256", "ecdsa, 384", "ecdsa, 521", "rsa, 2048"})
    void everyKindOfKeySigns(String type, int bits) throws Exception {
        try (TestServer server = start();
                RealAgent agent = RealAgent.at(directory.resolve("agent"))) {
            Path key = RealAgent.keygen(directory.resolve("key"), type, bits);
            agent.add(key);
            letIn(server, key);
            Files.delete(key);
            assertGreets(connector(server, Map.of("SSH_AUTH_SOCK", "" + agent.socket())), config(server));
            assertGreets(
                    connector(server, Map.of("MINE", "" + agent.socket())),
                    config(server).with(Keyword.IDENTITY_AGENT, "$MINE"));
            assertGreets(connector(server, Map.of()), config(server).with(Keyword.IDENTITY_AGENT, "" + agent.socket()));
            RemoteException e = refusal(
                    connector(server, Map.of("SSH_AUTH_SOCK", "" + agent.socket())),
                    config(server).with(Keyword.IDENTITY_AGENT, "none"));
            assertTrue(e.getMessage().contains("no key and no password"), e.getMessage());
        }
    }

    @Test
    void theKeyThatIsNamedGoesFirstAndWithIdentitiesOnlyNoOther() throws Exception {
        try (TestServer server = start();
                RealAgent agent = RealAgent.at(directory.resolve("agent"))) {
            for (int i = 0; i < 5; i++) agent.add(RealAgent.keygen(directory.resolve("other" + i), "ecdsa", 256));
            Path right = RealAgent.keygen(directory.resolve("right"), "ecdsa", 256);
            agent.add(right);
            letIn(server, right);
            Files.delete(right);
            HostConfig config = config(server).with(Keyword.IDENTITY_AGENT, "" + agent.socket());
            assertGreets(connector(server, Map.of()), config);
            assertEquals(6, shown.size(), shown::toString);

            shown.clear();
            assertGreets(connector(server, Map.of()), config.with(Keyword.IDENTITY_FILE, right + ".pub"));
            assertEquals(1, shown.size(), shown::toString);

            shown.clear();
            Target named = Target.of("test", config).withKey(right, Optional.empty());
            assertGreets(connector(server, Map.of()), named);
            assertEquals(1, shown.size(), shown::toString);

            shown.clear();
            String wrong = directory.resolve("other3.pub").toString();
            HostConfig only = config.with(Keyword.IDENTITY_FILE, wrong).with(Keyword.IDENTITIES_ONLY, "yes");
            RemoteException e = refusal(connector(server, Map.of()), only);
            assertEquals(1, shown.size(), shown::toString);
            assertTrue(e.getMessage().contains("tried key other3 (SHA256:"), e.getMessage());
        }
    }

    @Test
    void aKeyThatOneHostTookIsTheFirstForTheNext() throws Exception {
        try (TestServer server = start();
                RealAgent agent = RealAgent.at(directory.resolve("agent"))) {
            for (int i = 0; i < 3; i++) agent.add(RealAgent.keygen(directory.resolve("other" + i), "ecdsa", 256));
            Path right = RealAgent.keygen(directory.resolve("right"), "ecdsa", 256);
            agent.add(right);
            letIn(server, right);
            Connector connector = connector(server, Map.of("SSH_AUTH_SOCK", "" + agent.socket()));
            assertGreets(connector, config(server));
            assertEquals(4, shown.size());
            shown.clear();
            assertGreets(connector, config(server));
            assertEquals(1, shown.size());
        }
    }

    @Test
    void theAgentIsAskedOnceWhatItHasAndSignsForManyAtATime() throws Exception {
        Path key = RealAgent.keygen(directory.resolve("key"), "ecdsa", 256);
        PublicKeyBlob blob = PublicKeyBlob.read(Path.of(key + ".pub")).orElseThrow();
        var pair = new KeyFiles().load(key, Optional.empty());
        try (TestServer server = start();
                FakeAgent agent = FakeAgent.at(directory.resolve("agent"), (request, out) -> {
                    if (request[0] == 11) FakeAgent.list(out, blob.bytes());
                    else sign(out, request, pair.getPrivate());
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            letIn(server, key);
            Files.delete(key);
            Connector connector = connector(server, Map.of("SSH_AUTH_SOCK", "" + directory.resolve("agent")));
            Callable<Boolean> login = () -> {
                assertGreets(connector, config(server));
                return true;
            };
            for (Future<Boolean> each :
                    threads.invokeAll(Stream.generate(() -> login).limit(20).toList())) each.get();
            assertEquals(1, agent.asked(11));
            assertEquals(20, agent.asked(13));
        }
    }

    /** As {@code ssh-add -c} and somebody who says no. */
    @Test
    void whatIsNotConfirmedLeavesTheTurnToTheNextKey() throws Exception {
        Path first = RealAgent.keygen(directory.resolve("first"), "ecdsa", 256);
        Path second = RealAgent.keygen(directory.resolve("second"), "ecdsa", 256);
        PublicKeyBlob blob = PublicKeyBlob.read(Path.of(first + ".pub")).orElseThrow();
        try (TestServer server = start();
                FakeAgent agent = FakeAgent.at(directory.resolve("agent"), (request, out) -> {
                    if (request[0] == 11) FakeAgent.list(out, blob.bytes());
                    else FakeAgent.frame(out, FAILURE);
                })) {
            server.server.setPublickeyAuthenticator((user, key, session) -> true);
            HostConfig config = config(server)
                    .with(Keyword.IDENTITY_AGENT, "" + directory.resolve("agent"))
                    .with(Keyword.IDENTITY_FILE, "" + second);
            assertGreets(connector(server, Map.of()), config);
            assertEquals(1, agent.asked(13));
            RemoteException e = refusal(
                    connector(server, Map.of()),
                    config(server).with(Keyword.IDENTITY_AGENT, "" + directory.resolve("agent")));
            assertTrue(e.getMessage().contains("was taken, but not signed with: the agent at"), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead",
                "hangs up",
                "too long",
                "negative",
                "too many keys",
                "no keys at all",
                "other answer",
                "truncated"
            })
    void anAgentThatIsNoneCostsAMessage(String how) throws Exception {
        Path socket = directory.resolve("agent");
        Path key = RealAgent.keygen(directory.resolve("key"), "ecdsa", 256);
        try (TestServer server = start();
                FakeAgent agent = FakeAgent.at(socket, (request, out) -> misbehave(how, out))) {
            if (how.equals("dead")) agent.close();
            letIn(server, key);
            HostConfig config = config(server).with(Keyword.IDENTITY_AGENT, "" + socket);
            assertGreets(connector(server, Map.of()), config.with(Keyword.IDENTITY_FILE, "" + key));
            RemoteException e = refusal(connector(server, Map.of()), config);
            assertTrue(e.getMessage().contains("the agent at " + socket + " "), e.getMessage());
        }
    }

    private static void misbehave(String how, DataOutputStream out) throws Exception {
        switch (how) {
            case "hangs up" -> throw new InterruptedException();
            case "too long" -> out.writeInt(300_000);
            case "negative" -> out.writeInt(-1);
            case "too many keys" -> {
                out.writeInt(5);
                out.writeByte(12);
                out.writeInt(3000);
            }
            case "no keys at all" -> {
                out.writeInt(5);
                out.writeByte(12);
                out.writeInt(7);
            }
            case "other answer" -> FakeAgent.frame(out, 99);
            default -> {
                out.writeInt(100);
                out.writeByte(12);
                out.flush();
                throw new InterruptedException();
            }
        }
    }

    @Test
    void anAgentThatDoesNotAnswerIsLeftAfterItsTime() throws Exception {
        Path socket = directory.resolve("agent");
        try (FakeAgent _ = FakeAgent.at(socket, (request, out) -> Thread.sleep(10_000))) {
            SshAgent agent = new SshAgent(socket, Duration.ofMillis(200), Duration.ofMillis(200));
            long started = System.nanoTime();
            assertEquals(List.of(), agent.keys());
            assertTrue(agent.fault().contains("does not answer within 0.2 s"), agent.fault());
            Signer signer = agent.signer(new PublicKeyBlob("ssh-ed25519", ""));
            assertThrows(java.io.IOException.class, () -> signer.sign("ssh-ed25519", new byte[1]));
            assertTrue(Duration.ofNanos(System.nanoTime() - started).toMillis() < 5000);
        }
    }

    /** Agents of long ago sign with SHA-1 whatever they are asked for. */
    @Test
    void aSignatureThatWasNotAskedForIsNotSent() throws Exception {
        Path key = RealAgent.keygen(directory.resolve("key"), "rsa", 2048);
        PublicKeyBlob blob = PublicKeyBlob.read(Path.of(key + ".pub")).orElseThrow();
        var pair = new KeyFiles().load(key, Optional.empty());
        try (TestServer server = start();
                FakeAgent _ = FakeAgent.at(directory.resolve("agent"), (request, out) -> {
                    if (request[0] == 11) FakeAgent.list(out, blob.bytes());
                    else FakeAgent.frame(out, 14, KeySignature.of(new byte[1], pair.getPrivate(), "ssh-rsa"));
                })) {
            letIn(server, key);
            RemoteException e = refusal(
                    connector(server, Map.of()),
                    config(server).with(Keyword.IDENTITY_AGENT, "" + directory.resolve("agent")));
            assertTrue(
                    e.getMessage().contains("signs with ssh-rsa where it is asked for rsa-sha2-512"), e.getMessage());
        }
    }

    private static void sign(DataOutputStream out, byte[] request, java.security.PrivateKey key) throws Exception {
        var from = new net.schmizz.sshj.common.Buffer.PlainBuffer(request);
        from.readByte();
        from.readBytes();
        FakeAgent.frame(out, 14, KeySignature.of(from.readBytes(), key, "ecdsa-sha2-nistp256"));
    }

    private TestServer start() throws Exception {
        return TestServer.start(directory, call -> call.exit().onExit(0));
    }

    private void letIn(TestServer server, Path key) throws Exception {
        PublicKeyBlob right = PublicKeyBlob.read(Path.of(key + ".pub")).orElseThrow();
        server.server.setPublickeyAuthenticator((user, offered, session) -> {
            String fingerprint = KeyUtils.getFingerPrint(offered);
            if (shown.isEmpty() || !shown.getLast().equals(fingerprint)) shown.add(fingerprint);
            return PublicKeyEntry.toString(offered).equals(right.type() + " " + right.base64());
        });
    }

    private static HostConfig config(TestServer server) {
        return HostConfig.of("127.0.0.1", server.port(), "me");
    }

    private Connector connector(TestServer server, Map<String, String> environment) throws Exception {
        SshOptions options = new SshOptions(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO, server.know(), List.of(), false);
        return new Connector(options, new Keyring(directory.resolve("none"), environment, Dialog.NOBODY));
    }

    private static void assertGreets(Connector connector, HostConfig config) throws Exception {
        assertGreets(connector, Target.of("test", config));
    }

    private static void assertGreets(Connector connector, Target target) throws Exception {
        try (Remote remote = connector.connect(target)) {
            assertEquals(
                    new Exit.Exited(0),
                    remote.run("hello", InputSource.none(), new Captured(), Duration.ofSeconds(10)));
        }
    }

    private static RemoteException refusal(Connector connector, HostConfig config) {
        return assertThrows(RemoteException.class, () -> connector.connect(Target.of("test", config)));
    }
}
