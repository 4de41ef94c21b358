package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.StaticDecisionForwardingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts behind bastions, and what can go wrong on the way to them. */
@Timeout(60)
class BastionsTest {
    @TempDir
    Path directory;

    private final List<TestServer> servers = new ArrayList<>();
    private final List<Connector> connectors = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        connectors.forEach(Connector::close);
        for (TestServer server : servers) server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void chainsOfAnyLength(int hops) throws Exception {
        List<Target> bastions = new ArrayList<>();
        for (int i = 0; i < hops; i++) bastions.add(behind(i == 0 ? null : bastions.get(i - 1), bastion(), "b" + i));
        Target host = behind(bastions.getLast(), host(), "host");
        assertEquals("hello", said(connector(), host));
        for (int i = 0; i < hops; i++) assertEquals(1, servers.get(i).dialled(), "bastion " + i);
    }

    @Test
    void fiftyHostsShareOneConnection() throws Exception {
        Target bastion = behind(null, bastion(), "b");
        TestServer server = host();
        Connector connector = connector();
        each(50, i -> assertEquals("hello", said(connector, behind(bastion, server, "host" + i))));
        assertEquals(1, servers.getFirst().dialled());
        assertEquals(50, server.dialled());
        connector.close();
        await(() -> servers.getFirst().server.getActiveSessions().isEmpty());
    }

    /** Some servers count channels; those over the number go over another connection. */
    @Test
    void aBastionThatOpensThreeChannelsIsDialledForEveryThree() throws Exception {
        TestServer narrow = bastion();
        narrow.server.setForwardingFilter(new StaticDecisionForwardingFilter(true) {
            @Override
            protected boolean checkAcceptance(String request, Session session, SshdSocketAddress target) {
                Collection<?> channels =
                        session.getService(AbstractConnectionService.class).getChannels();
                return channels.size() <= 3; // with the one that is being opened
            }
        });
        Target bastion = behind(null, narrow, "b");
        TestServer server = host();
        Connector connector = connector();
        List<Remote> remotes = new ArrayList<>();
        for (int i = 0; i < 9; i++) remotes.add(connector.connect(behind(bastion, server, "host" + i)));
        for (Remote remote : remotes) assertEquals("hello", said(remote));
        remotes.forEach(Remote::close);
        assertEquals(3, narrow.dialled());
        for (int i = 0; i < 3; i++) assertEquals("hello", said(connector, behind(bastion, server, "later" + i)));
        assertEquals(3, narrow.dialled(), "what is free is used again");
    }

    @Test
    void theHopWithAnotherKeyIsNamed() throws Exception {
        Target first = behind(null, bastion(), "first");
        TestServer second = bastion();
        Target bad = behind(first, second, "second");
        TestServer server = host();
        Connector connector = connector(known().replaceAll(
                        "(?m)^(\\[127.0.0.1\\]:" + second.port() + ") .*",
                        "$1 " + PublicKeyEntry.toString(TestServer.ecKey().getPublic())));
        List<RemoteException> failures = failures(connector, 10, i -> behind(bad, server, "host" + i));
        failures.forEach(e -> assertFailure(Kind.HOST_KEY_CHANGED, "through bastion second: the host key of ", e));
        assertEquals(1, second.dialled());
        assertEquals(0, server.dialled());
    }

    @Test
    void theHopThatRefusesTheUserIsNamedAndAskedOnce() throws Exception {
        TestServer server = bastion();
        Target bastion = behind(null, server, "b").withPassword(Optional.of(new Secret("wrong")));
        TestServer host = host();
        Connector connector = connector();
        failures(connector, 10, i -> behind(bastion, host, "host" + i))
                .forEach(e -> assertFailure(
                        Kind.AUTHENTICATION, "through bastion b: 127.0.0.1:" + server.port() + " refused user", e));
        assertEquals(1, server.dialled());
    }

    @Test
    void forwardingThatIsNotAllowedIsSaid() throws Exception {
        TestServer server = bastion();
        server.server.setForwardingFilter(new StaticDecisionForwardingFilter(false));
        TestServer host = host();
        RemoteException e = failure(connector(), behind(behind(null, server, "b"), host, "host"));
        assertFailure(
                Kind.UNREACHABLE, "through bastion b: it is not allowed to connect to 127.0.0.1:" + host.port(), e);
        assertTrue(e.remedy().contains("AllowTcpForwarding"), e.remedy());
    }

    /** A refusal of one host is not for a limit, though others are connected; that is found out once. */
    @Test
    void oneHostThatIsNotAllowedCostsTheOthersNothing() throws Exception {
        TestServer server = bastion();
        TestServer host = host();
        TestServer forbidden = host();
        server.server.setForwardingFilter(new StaticDecisionForwardingFilter(true) {
            @Override
            protected boolean checkAcceptance(String request, Session session, SshdSocketAddress target) {
                return target.getPort() != forbidden.port();
            }
        });
        Target bastion = behind(null, server, "b");
        Connector connector = connector();
        try (Remote open = connector.connect(behind(bastion, host, "open"))) {
            failures(connector, 5, i -> behind(bastion, forbidden, "forbidden" + i))
                    .forEach(e -> assertFailure(Kind.UNREACHABLE, "it is not allowed to connect to", e));
            assertEquals("hello", said(open));
        }
        each(5, i -> assertEquals("hello", said(connector, behind(bastion, host, "host" + i))));
        assertEquals(2, server.dialled());
    }

    @Test
    void aClosedPortBehindABastion() throws Exception {
        TestServer closed = host();
        Target host = behind(behind(null, bastion(), "b"), closed, "host");
        Connector connector = connector();
        closed.close();
        assertFailure(
                Kind.UNREACHABLE,
                "through bastion b: it cannot connect to 127.0.0.1:" + host.port(),
                failure(connector, host));
    }

    @Test
    void aBastionThatDiesIsDialledOnceForAll() throws Exception {
        TestServer server = bastion();
        Target bastion = behind(null, server, "b");
        TestServer host = host();
        Connector connector = connector();
        List<Remote> remotes = Collections.synchronizedList(new ArrayList<>());
        each(10, i -> remotes.add(connector.connect(behind(bastion, host, "host" + i))));
        CountDownLatch running = new CountDownLatch(10);
        List<RemoteException> lost = Collections.synchronizedList(new ArrayList<>());
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                running.await();
                for (Session session : server.server.getActiveSessions()) session.close(true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        each(10, i -> {
            Output out = new Captured() {
                @Override
                public boolean stdout(byte[] data, int length) {
                    running.countDown();
                    return true;
                }
            };
            lost.add(assertThrows(
                    RemoteException.class,
                    () -> remotes.get(i).run("wait", InputSource.none(), out, Duration.ofSeconds(30))));
        });
        killer.join();
        lost.forEach(e -> assertFailure(
                Kind.LOST, "lost the connection to 127.0.0.1:" + host.port() + ": through bastion b: lost the", e));
        each(10, i -> assertEquals("hello", said(connector, behind(bastion, host, "host" + i))));
        assertEquals(2, server.dialled());
    }

    /** Hosts that wait for their place are connected, and have nothing to lose. */
    @Test
    void aBastionThatDiesWhileHostsWaitForTheirPlaceCostsNone() throws Exception {
        TestServer server = bastion();
        Target bastion = behind(null, server, "b");
        TestServer host = host();
        Connector connector = connector();
        CountDownLatch waiting = new CountDownLatch(5);
        CountDownLatch free = new CountDownLatch(1);
        Slot place = new Slot() {
            @Override
            public void lend() {}

            @Override
            public void during(Wait wait) throws InterruptedException {
                wait.run();
            }

            @Override
            public void regain() {
                waiting.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                waiting.await();
                for (Session session : server.server.getActiveSessions())
                    session.close(true).await();
                for (int i = 0; i < 100 && !host.server.getActiveSessions().isEmpty(); i++) Thread.sleep(20);
                Thread.sleep(200);
                free.countDown();
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
        each(5, i -> {
            try (Remote remote = connector.connect(behind(bastion, host, "host" + i), place)) {
                assertEquals("hello", said(remote));
            }
        });
        killer.join();
        assertEquals(2, server.dialled());
    }

    /** It has taken the connection, and answers nothing any more: found out by a question, not by waiting for its keep-alive. */
    @Test
    void aBastionThatFallsSilentIsFoundOut() throws Exception {
        TestServer server = bastion();
        TestServer host = host();
        try (Proxy network = new Proxy(server.port())) {
            Target bastion = target("b", network.port());
            Connector connector = connector(
                    known()
                            + known().replaceFirst(
                                            "(?s)^\\S+ (\\S+ \\S+\n).*", "[127.0.0.1]:" + network.port() + " $1"),
                    Duration.ofSeconds(2));
            assertEquals("hello", said(connector, behind(bastion, host, "first")));
            network.fallSilent();
            List<RemoteException> failures = failures(connector, 10, i -> behind(bastion, host, "host" + i));
            failures.forEach(e -> assertTrue(e.getMessage().startsWith("through bastion b: "), e.getMessage()));
            assertTrue(server.dialled() <= 2, "one more for all");
        }
    }

    /** What it costs that a bastion does not answer is one time-out, and not one for each host. */
    @Test
    void aBastionThatHangsCostsOneTimeOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger dialled = new AtomicInteger();
            accept(silent, socket -> dialled.incrementAndGet());
            Target bastion = target("b", silent.getLocalPort());
            TestServer host = host();
            Connector connector = connector(known(), Duration.ofSeconds(2));
            long start = System.nanoTime();
            List<RemoteException> failures = failures(connector, 100, i -> behind(bastion, host, "host" + i));
            failures.forEach(e -> assertFailure(Kind.TIMED_OUT, "through bastion b: 127.0.0.1", e));
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 4000, "longer than one time-out");
            assertEquals(1, dialled.get());
        }
    }

    @Test
    void aBusyBastionIsTriedAgain() throws Exception {
        TestServer server = bastion();
        TestServer host = host();
        try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger knocks = new AtomicInteger();
            accept(door, socket -> {
                if (knocks.incrementAndGet() < 4) {
                    socket.close();
                } else {
                    Socket inside = new Socket("127.0.0.1", server.port());
                    Thread.ofPlatform().daemon().start(() -> copy(socket, inside));
                    Thread.ofPlatform().daemon().start(() -> copy(inside, socket));
                }
            });
            Target bastion = target("b", door.getLocalPort());
            Connector connector = connector(known()
                    + known().replaceFirst("(?s)^\\S+ (\\S+ \\S+\n).*", "[127.0.0.1]:" + door.getLocalPort() + " $1"));
            each(20, i -> assertEquals("hello", said(connector, behind(bastion, host, "host" + i))));
            assertEquals(4, knocks.get());
        }
    }

    @Test
    void whoeverWaitsForABastionCanBeInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Target bastion = target("b", silent.getLocalPort());
            TestServer host = host();
            Connector connector = connector(known(), Duration.ofSeconds(30));
            List<RemoteException> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Target target = behind(bastion, host, "host" + i);
                threads.add(Thread.ofVirtual().start(() -> failures.add(failure(connector, target))));
            }
            Thread.sleep(300);
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) assertTrue(thread.join(Duration.ofSeconds(3)));
            failures.forEach(e -> assertTrue(e.getMessage().endsWith("interrupted"), e.getMessage()));
            assertEquals(5, failures.size());
        }
    }

    /** What one host sends and nobody takes here, or does not take itself, holds up no other that comes the same way. */
    @Test
    void slowReadersAndWritersHoldUpNobodyElse() throws Exception {
        Target bastion = behind(null, bastion(), "b");
        TestServer flood = server(call -> {
            byte[] bytes = new byte[64 * 1024];
            while (true) call.out().write(bytes);
        });
        TestServer deaf = server(call -> {
            call.out().write('x');
            call.out().flush();
            Thread.sleep(60_000);
        });
        TestServer host = host();
        Connector connector = connector();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        Output slow = new Captured() {
            @Override
            public boolean stdout(byte[] data, int length) {
                started.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
        };
        Remote reader = connector.connect(behind(bastion, flood, "flood"));
        Remote writer = connector.connect(behind(bastion, deaf, "deaf"));
        byte[] much = new byte[32 << 20];
        Thread reading = Thread.ofVirtual()
                .start(() -> quietly(() -> reader.run("x", InputSource.none(), slow, Duration.ofSeconds(40))));
        Thread writing = Thread.ofVirtual()
                .start(() -> quietly(() -> writer.run("x", InputSource.of(much), slow, Duration.ofSeconds(40))));
        assertTrue(started.await(20, TimeUnit.SECONDS));
        Thread.sleep(1000); // all windows are full by now
        each(20, i -> assertEquals("hello", said(connector, behind(bastion, host, "host" + i))));
        reader.close();
        writer.close();
        each(20, i -> assertEquals("hello", said(connector, behind(bastion, host, "after" + i))));
        end.countDown();
        assertTrue(reading.join(Duration.ofSeconds(5)) && writing.join(Duration.ofSeconds(5)));
        assertEquals(1, servers.getFirst().dialled());
    }

    @Test
    void aBigFileArrivesWholeOverTwoHops() throws Exception {
        byte[] sent = new byte[20 << 20];
        for (int i = 0; i < sent.length; i++) sent[i] = (byte) (i * 31 + (i >> 12));
        TestServer echo = server(call -> {
            call.in().transferTo(call.out());
            call.out().flush();
            call.exit().onExit(0);
        });
        Target host = behind(behind(behind(null, bastion(), "b1"), bastion(), "b2"), echo, "host");
        Captured out = new Captured();
        try (Remote remote = connector().connect(host)) {
            assertEquals(new Exit.Exited(0), remote.run("cat", InputSource.of(sent), out, Duration.ofSeconds(50)));
        }
        assertTrue(java.util.Arrays.equals(sent, out.out.toByteArray()), out.out.size() + " bytes came back");
    }

    @Test
    void aProxyCommandIsTheWayAndEndsWithTheConnection() throws Exception {
        TestServer host = host();
        Path alive = directory.resolve("alive");
        Target target = proxied(
                host,
                "bash -c 'echo $$ >" + alive + "; exec 3<>/dev/tcp/127.0.0.1/" + host.port()
                        + "; cat <&3 & exec cat >&3'");
        try (Remote remote = connector().connect(target)) {
            assertEquals("hello", said(remote));
            assertTrue(running(alive));
        }
        await(() -> !running(alive));
    }

    @Test
    void aBastionMayBeBehindAProxyCommand() throws Exception {
        TestServer server = bastion();
        Target bastion =
                proxied(server, "bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + server.port() + "; cat <&3 & exec cat >&3'");
        TestServer host = host();
        Connector connector = connector();
        each(5, i -> assertEquals("hello", said(connector, behind(bastion, host, "host" + i))));
        assertEquals(1, server.dialled());
    }

    @Test
    void aProxyCommandThatFailsIsQuoted() throws Exception {
        Connector connector = connector(known() + " ");
        TestServer host = host();
        RemoteException failed = failure(connector, proxied(host, "sh -c 'echo no route >&2; exit 3'"));
        assertFailure(Kind.UNREACHABLE, "the ProxyCommand of test has ended with status 3: no route", failed);
        RemoteException missing = failure(connector, proxied(host, "/no/such/program %h"));
        assertFailure(Kind.UNREACHABLE, "the ProxyCommand of test has ended with status 127: ", missing);
        assertTrue(missing.getMessage().contains("/no/such/program"), missing.getMessage());
        assertEquals("hello", said(connector(), proxied(host, "none")));
    }

    @Test
    void aProxyCommandThatSaysNothingRunsOutOfTime() throws Exception {
        Path alive = directory.resolve("alive");
        TestServer host = host();
        Target target = proxied(host, "sh -c 'echo $$ >" + alive + "; echo dialling >&2; sleep 60; :'");
        long start = System.nanoTime();
        RemoteException e = failure(connector(known(), Duration.ofSeconds(1)), target);
        assertFailure(Kind.TIMED_OUT, "within 1 s: its ProxyCommand runs, and says: dialling", e);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
        await(() -> !running(alive));
    }

    /** ssh -W ends so when a bastion has too many at its door. */
    @Test
    void aProxyCommandThatIsSshIsTriedAgain() throws Exception {
        TestServer host = host();
        Path tries = directory.resolve("tries");
        Target target = proxied(
                host,
                "bash -c 'echo x >>" + tries + "; [ $(grep -c . " + tries
                        + ") -gt 2 ] || exit 255; exec 3<>/dev/tcp/127.0.0.1/" + host.port()
                        + "; cat <&3 & exec cat >&3'");
        assertEquals("hello", said(connector(), target));
        assertEquals(3, Files.readAllLines(tries).size());
    }

    @Test
    void connectionAttemptsAreASecondApart() throws Exception {
        TestServer server = host();
        Target target = target("host", server.port());
        String known = known();
        server.close();
        servers.clear();
        Connector connector = connector(known);
        assertFailure(Kind.REFUSED, "refused the connection", failure(connector, target));
        Target patient = Target.of("host", target.config().with(Keyword.CONNECTION_ATTEMPTS, "3"))
                .withPassword(target.password());
        long start = System.nanoTime();
        assertFailure(Kind.REFUSED, "refused the connection", failure(connector, patient));
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertTrue(millis >= 1900 && millis < 4000, millis + " ms");
    }

    // --- what tests are made of

    private TestServer bastion() throws IOException {
        TestServer server = host();
        server.server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        return server;
    }

    private TestServer host() throws IOException {
        return server(call -> {
            call.out().write("hello".getBytes(StandardCharsets.US_ASCII));
            call.out().flush();
            if (call.command().equals("wait")) Thread.sleep(60_000);
            call.exit().onExit(0);
        });
    }

    private TestServer server(TestServer.Behaviour behaviour) throws IOException {
        TestServer server = TestServer.start(directory, behaviour);
        servers.add(server);
        return server;
    }

    private static Target target(String name, int port) {
        return Target.of(name, HostConfig.of("127.0.0.1", port, "me"))
                .withPassword(Optional.of(new Secret(TestServer.PASSWORD)));
    }

    private static Target behind(@org.jspecify.annotations.Nullable Target bastion, TestServer server, String name) {
        Target target = target(name, server.port());
        return bastion == null ? target : target.through(bastion);
    }

    private static Target proxied(TestServer server, String command) {
        HostConfig config = HostConfig.of("127.0.0.1", server.port(), "me").with(Keyword.PROXY_COMMAND, command);
        return Target.of("test", config).withPassword(Optional.of(new Secret(TestServer.PASSWORD)));
    }

    /** A known_hosts line for each server, in the order that they were made. */
    private String known() throws IOException, GeneralSecurityException {
        StringBuilder lines = new StringBuilder();
        for (TestServer server : servers) lines.append(Files.readString(server.know()));
        return lines.toString();
    }

    private Connector connector() throws IOException, GeneralSecurityException {
        return connector(known());
    }

    private Connector connector(String known) throws IOException {
        return connector(known, Duration.ofSeconds(20));
    }

    private Connector connector(String known, Duration timeout) throws IOException {
        Path file = Files.createTempFile(directory, "known", "");
        Connector connector = new Connector(
                new SshOptions(timeout, timeout, Duration.ZERO, Files.writeString(file, known), List.of(), false),
                directory);
        connectors.add(connector);
        return connector;
    }

    private static String said(Connector connector, Target target) throws RemoteException {
        try (Remote remote = connector.connect(target)) {
            return said(remote);
        }
    }

    private static String said(Remote remote) throws RemoteException {
        Captured out = new Captured();
        remote.run("hello", InputSource.none(), out, Duration.ofSeconds(20));
        return out.out.toString(StandardCharsets.US_ASCII);
    }

    private static RemoteException failure(Connector connector, Target target) {
        return assertThrows(RemoteException.class, () -> connector.connect(target));
    }

    private interface Numbered<T> {
        T of(int i);
    }

    private interface Work {
        void on(int i) throws Exception;
    }

    private static List<RemoteException> failures(Connector connector, int count, Numbered<Target> targets)
            throws Exception {
        List<RemoteException> failures = Collections.synchronizedList(new ArrayList<>());
        each(count, i -> failures.add(failure(connector, targets.of(i))));
        return failures;
    }

    private static void each(int count, Work work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit((Callable<Void>) () -> {
                    work.on(number);
                    return null;
                }));
            }
            for (Future<?> each : all) each.get(50, TimeUnit.SECONDS);
        }
    }

    private static void assertFailure(Kind kind, String part, RemoteException e) {
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertTrue(!e.remedy().isEmpty(), e.getMessage());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 100 && !condition.call(); i++) Thread.sleep(50);
        assertTrue(condition.call());
    }

    private static boolean running(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void quietly(Callable<?> call) {
        try {
            call.call();
        } catch (Exception e) {
            // it was closed under it
        }
    }

    private interface Door {
        void opened(Socket socket) throws IOException;
    }

    private static void accept(ServerSocket server, Door door) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) door.opened(server.accept());
            } catch (IOException closed) {
                // the test is over
            }
        });
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // as above
        }
    }
}
