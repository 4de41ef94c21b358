package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.TestServer.Behaviour;
import io.drydock.remote.TestServer.Call;
import io.drydock.sshconfig.HostConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a command can end, over a real connection. */
@Timeout(20)
class SshRunTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration BEAT = Duration.ofMillis(200);

    @TempDir
    Path directory;

    @Test
    void statusOutputAndErrorArrive() throws Exception {
        Captured seen = new Captured();
        Behaviour command = call -> {
            call.out().write("out".getBytes(StandardCharsets.UTF_8));
            call.err().write("err".getBytes(StandardCharsets.UTF_8));
            exit(call, 3);
        };
        assertEquals(new Exit.Exited(3), run(command, InputSource.none(), seen, LONG));
        assertEquals("out err", seen.out + " " + seen.err);
    }

    @Test
    void megabytesGoBothWaysAtATime() throws Exception {
        byte[] sent = new byte[5_000_000];
        new Random(1).nextBytes(sent);
        Captured seen = new Captured();
        assertEquals(new Exit.Exited(0), run(SshRunTest::echoTwice, InputSource.of(sent), seen, LONG));
        assertArrayEquals(sent, seen.out.toByteArray());
        assertArrayEquals(sent, seen.err.toByteArray());
    }

    /** More than the host's window, so that the writer is still waiting for room when the command ends. */
    @Test
    void commandNeedNotReadItsInput() throws Exception {
        try (TestServer server = start(call -> exit(call, 0));
                Remote remote = connect(server)) {
            InputSource much = InputSource.of(new byte[8_000_000]);
            assertEquals(new Exit.Exited(0), remote.run("deaf", much, new Captured(), LONG));
            assertEquals(new Exit.Exited(0), remote.run("still usable", much, new Captured(), LONG));
        }
    }

    @Test
    void unreadableInputEndsTheRun() {
        InputSource broken = () -> {
            throw new IOException("no such file");
        };
        assertThrows(UncheckedIOException.class, () -> run(SshRunTest::echoTwice, broken, new Captured(), LONG));
    }

    @Test
    void commandThatNeverAnswersTimesOutAndLeavesTheConnectionUsable() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Behaviour command = call -> {
            if (second.getCount() == 0) {
                exit(call, 0);
            }
            second.countDown();
        };
        try (TestServer server = start(command);
                Remote remote = connect(server)) {
            RemoteException e = assertFails(Kind.TIMED_OUT, remote, InputSource.none(), Duration.ofMillis(300));
            assertTrue(e.remedy().contains("--command-timeout"), e.remedy());
            assertEquals(new Exit.Exited(0), remote.run("again", InputSource.none(), new Captured(), LONG));
        }
    }

    /** Each leaves the connection as it is, and nothing that would be noticed but by the clock. */
    @Test
    void whoStopsHalfwayTimesOutToo() throws Exception {
        List<Behaviour> commands = List.of(
                call -> {
                    call.out().write("half a li".getBytes(StandardCharsets.UTF_8));
                    call.out().flush();
                },
                call -> {
                    call.out().close();
                    call.err().close();
                },
                call -> call.in().readNBytes(1));
        for (Behaviour command : commands) {
            try (TestServer server = start(command);
                    Remote remote = connect(server)) {
                RemoteException e =
                        assertFails(Kind.TIMED_OUT, remote, InputSource.of(new byte[100_000]), Duration.ofMillis(300));
                assertTrue(e.remedy().contains("--command-timeout"), e.remedy());
            }
        }
    }

    @Test
    void hostThatOpensNoSessionTimesOut() throws Exception {
        try (TestServer server = start(call -> exit(call, 0));
                Proxy network = new Proxy(server.port());
                Remote remote = connect(server, network.port(), Duration.ZERO)) {
            network.fallSilent();
            RemoteException e = assertFails(Kind.TIMED_OUT, remote, InputSource.none(), Duration.ofMillis(300));
            assertTrue(e.remedy().contains("--command-timeout"), e.remedy());
        }
    }

    @Test
    void outputThatHasEnoughEndsTheRunAtOnce() throws Exception {
        Captured first = Captured.first();
        Behaviour endless = call -> {
            while (true) {
                call.out().write('y');
                call.out().flush();
            }
        };
        assertEquals(new Exit.Enough(), run(endless, InputSource.none(), first, LONG));
        assertTrue(first.out.size() > 0);
    }

    @Test
    void connectionClosedInMidCommandIsLost() throws Exception {
        try (TestServer server = start(call -> call.channel().getSession().close(true));
                Remote remote = connect(server)) {
            assertTrue(assertFails(Kind.LOST, remote, InputSource.none(), LONG)
                    .remedy()
                    .contains("run it again"));
        }
    }

    @Test
    void closingTheRemoteEndsItsRunsAsLost() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (TestServer server = start(call -> started.countDown());
                Remote remote = connect(server)) {
            Thread.ofVirtual().start(() -> {
                await(started);
                remote.close();
            });
            assertFails(Kind.LOST, remote, InputSource.none(), LONG);
        }
    }

    @Test
    void signalIsReportedByName() throws Exception {
        Exit exit = run(call -> signal(call, "SEGV"), InputSource.none(), new Captured(), LONG);
        assertEquals(new Exit.Signaled("SEGV"), exit);
    }

    @Test
    void channelWithoutStatusHasVanished() throws Exception {
        Exit exit = run(call -> call.channel().close(false), InputSource.none(), new Captured(), LONG);
        assertTrue(exit instanceof Exit.Vanished, exit.toString());
    }

    @Test
    void silentNetworkIsLostWhileTheCommandRuns() throws Exception {
        assertLostInSilence(InputSource.none());
    }

    /** The network stops in the middle of our writing: even the question for a sign of life cannot be sent. */
    @Test
    void silentNetworkIsLostWhileWeWrite() throws Exception {
        assertLostInSilence(InputSource.of(new byte[16_000_000]));
    }

    private void assertLostInSilence(InputSource stdin) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Behaviour command = call -> {
            started.countDown();
            call.in().transferTo(call.out());
        };
        try (TestServer server = start(command);
                Proxy network = new Proxy(server.port())) {
            Thread.ofVirtual().start(() -> {
                await(started);
                network.fallSilent();
            });
            try (Remote remote = connect(server, network.port(), BEAT)) {
                RemoteException e = assertFails(Kind.LOST, remote, stdin, LONG);
                assertTrue(e.getMessage().contains("no sign of life for 0.6 s"), e.getMessage());
                assertTrue(e.remedy().contains("run it again"), e.remedy());
            }
        }
    }

    private TestServer start(Behaviour command) throws IOException {
        return TestServer.start(directory, command);
    }

    private Remote connect(TestServer server) throws Exception {
        return connect(server, server.port(), Duration.ZERO);
    }

    private Remote connect(TestServer server, int port, Duration keepAlive) throws Exception {
        Target target = Target.of("test", HostConfig.of("127.0.0.1", port, "me"))
                .withPassword(server.byPassword(TestServer.PASSWORD).password());
        Path known = directory.resolve("accepted");
        SshOptions options =
                new SshOptions(Duration.ofSeconds(5), Duration.ofSeconds(10), keepAlive, known, List.of(), true);
        return new Connector(options, directory).connect(target);
    }

    private Exit run(Behaviour command, InputSource stdin, Output out, Duration timeout) throws Exception {
        try (TestServer server = start(command);
                Remote remote = connect(server)) {
            return remote.run("command", stdin, out, timeout);
        }
    }

    private static RemoteException assertFails(Kind kind, Remote remote, InputSource stdin, Duration timeout) {
        long start = System.nanoTime();
        RemoteException e =
                assertThrows(RemoteException.class, () -> remote.run("command", stdin, new Captured(), timeout));
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 8, "took too long");
        return e;
    }

    private static void exit(Call call, int status) throws IOException {
        call.out().flush();
        call.err().flush();
        call.exit().onExit(status);
    }

    private static void echoTwice(Call call) throws IOException {
        byte[] buffer = new byte[50_000];
        int length;
        while ((length = call.in().read(buffer)) >= 0) {
            call.out().write(buffer, 0, length);
            call.err().write(buffer, 0, length);
        }
        exit(call, 0);
    }

    private static void signal(Call call, String name) throws IOException {
        Buffer request = call.channel().getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        request.putUInt(call.channel().getRecipient());
        request.putString("exit-signal");
        request.putBoolean(false);
        request.putString(name);
        request.putBoolean(false);
        request.putString("");
        request.putString("");
        call.channel().writePacket(request);
        call.channel().close(false);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
