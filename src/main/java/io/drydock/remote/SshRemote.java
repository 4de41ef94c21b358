package io.drydock.remote;

import io.drydock.remote.QueuedChannel.Data;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** An authenticated SSH connection. */
final class SshRemote implements Remote {
    /** How long the host has to take our goodbye, or the end of a command whose time is up. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** How long the last session may take to end on the host. */
    private static final Duration SESSION_ENDS = Duration.ofSeconds(10);

    private static final String CLOSED_HERE = "closed here";

    private final Target target;
    private final Wire wire;
    private final SSHClient client;
    private final AtomicReference<String> endedBecause = new AtomicReference<>("");

    private volatile boolean hadSession;

    SshRemote(Target target, Wire wire, SSHClient client, TimeLimits limits) {
        this.target = target;
        this.wire = wire;
        this.client = client;
        if (limits.keepAlive().isPositive()) {
            Pulse.start(client.getConnection(), limits.keepAlive(), limits.silence(), this::sever);
        }
    }

    @Override
    public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        return run(command, false, stdin, out, timeout);
    }

    @Override
    public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        return run(command, true, stdin, out, timeout);
    }

    private Exit run(String command, boolean terminal, InputSource stdin, Output out, Duration timeout)
            throws RemoteException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ExecChannel channel = new ExecChannel(client.getConnection());
        // Time-outs are kept below; this one is for a host that has stopped reading what we send.
        try (Deadline _ = Deadline.in(timeout.plus(GRACE), () -> sever("it takes nothing we send"))) {
            channel = started(channel, command, terminal, deadline);
            Feed feed = new Feed(stdin, channel);
            Thread.ofVirtual().start(feed);
            Exit exit = deliver(channel, out, deadline);
            feed.check();
            return exit;
        } catch (TimeoutException e) {
            throw new RemoteException(
                    Kind.TIMED_OUT,
                    "the command did not end within " + FailureText.seconds(timeout),
                    "Look there for what it waits for; --command-timeout waits longer.",
                    e);
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        } catch (OpenFailException e) {
            String message = target.endpoint() + " opens no session for " + target.user() + ": " + FailureText.of(e);
            throw new RemoteException(
                    Kind.PROTOCOL, message, "Check MaxSessions in its sshd_config: it must be 1 at least.", e);
        } catch (IOException | SSHRuntimeException e) {
            throw lost(e);
        } finally {
            channel.leave();
        }
    }

    /**
     * A host that allows one session at a time still counts the last one when it is asked for the next: its command has to end,
     * and our close to arrive. So where there has been one, a refusal is not final.
     */
    private ExecChannel started(ExecChannel first, String command, boolean terminal, long deadline)
            throws IOException, InterruptedException, TimeoutException {
        long patience = Math.min(deadline, System.nanoTime() + SESSION_ENDS.toNanos());
        ExecChannel channel = first;
        for (long pause = 10; ; pause = Math.min(2 * pause, 500)) {
            try {
                channel.start(command, terminal, deadline);
                hadSession = true;
                return channel;
            } catch (OpenFailException e) {
                if (!hadSession || System.nanoTime() > patience) {
                    throw e;
                }
                Thread.sleep(pause);
                channel = new ExecChannel(client.getConnection());
            }
        }
    }

    private Exit deliver(ExecChannel channel, Output out, long deadline)
            throws IOException, InterruptedException, TimeoutException, RemoteException {
        while (true) {
            Optional<Data> next = channel.take(deadline);
            if (next.isEmpty()) {
                break;
            }
            byte[] bytes = next.get().bytes();
            boolean more = next.get().stderr() ? out.stderr(bytes, bytes.length) : out.stdout(bytes, bytes.length);
            if (!more) {
                return new Exit.Enough();
            }
            channel.consumed(bytes.length);
        }
        if (channel.refused()) {
            String message = target.endpoint() + " does not let " + target.user() + " run commands";
            throw new RemoteException(Kind.PROTOCOL, message, "Check that the account is not restricted there.");
        }
        return channel.exit();
    }

    RemoteException lost(Exception e) {
        String ended = Objects.requireNonNull(endedBecause.get());
        Optional<RemoteException> fault = ended.isEmpty() ? wire.fault() : Optional.empty();
        if (fault.isPresent()) {
            String message = "lost the connection to " + target.endpoint() + ": "
                    + fault.get().getMessage();
            return new RemoteException(Kind.LOST, message, fault.get().remedy(), e);
        }
        String why = ended.isEmpty() ? FailureText.of(e) : ended;
        String remedy = why.equals(CLOSED_HERE)
                ? ""
                : "Look whether the host has restarted or is short of memory, and at the network in between; then run it again.";
        return new RemoteException(Kind.LOST, "lost the connection to " + target.endpoint() + ": " + why, remedy, e);
    }

    /** Lets go of what a lost connection still holds; why it was lost stays what it was. */
    void release() {
        wire.close();
    }

    /** Whether it still can be used, as far as is known. */
    boolean isOpen() {
        return client.getTransport().isRunning();
    }

    /**
     * A connection from there to another host. It may open after it was given up, and then closes.
     *
     * @param users counts those that are open
     */
    ForwardChannel forward(Target to, Duration patience, AtomicInteger users)
            throws IOException, InterruptedException, TimeoutException {
        ForwardChannel channel = new ForwardChannel(
                client.getConnection(), to.address(), to.port(), e -> lost(e).through(target.name()), users);
        boolean isOpen = false;
        try {
            channel.open(System.nanoTime() + patience.toNanos());
            isOpen = true;
            return channel;
        } finally {
            if (!isOpen) {
                channel.leave();
            }
        }
    }

    /** Asks for a sign of life now; without one the connection ends. */
    void probe(Duration patience) {
        Pulse.ask(client.getConnection(), patience, this::sever);
    }

    /** Ends the connection at once, whatever any thread is doing with it. */
    private void sever(String why) {
        endedBecause.compareAndSet("", why);
        wire.close();
    }

    @Override
    public void close() {
        endedBecause.compareAndSet("", CLOSED_HERE);
        try (Deadline _ = Deadline.in(GRACE, () -> sever(CLOSED_HERE))) {
            client.disconnect();
        } catch (IOException e) {
            // the host was gone already
        } finally {
            sever(CLOSED_HERE);
        }
    }

    @Override
    public String describe() {
        return target.user() + "@" + target.endpoint();
    }
}
