package io.drydock.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.transport.TransportException;

/**
 * A channel that runs one command. sshj's own session channel cannot be used safely: it blocks the connection's reader
 * when a command ends without reading its input, loses input left over at end of file when the host's window is full,
 * and knows no time-out while it waits for output. Here what arrives is queued in the order of the wire for one
 * consumer, and input is written only as far as the host's window allows.
 */
final class ExecChannel extends AbstractDirectChannel {
    /** A piece of output. */
    record Data(boolean stderr, byte[] bytes) {}

    static final int CHUNK = 32 * 1024;

    /** Guards all state below; notified of every message. */
    private final Object gate = new Object();

    private final Queue<Data> arrived = new ArrayDeque<>();
    private Optional<SSHException> failure = Optional.empty();
    private Optional<Exit> exit = Optional.empty();
    private boolean closed;
    private boolean eof;
    private boolean unwanted;
    private boolean requestRefused;

    /** Held while something is sent that must not come after our close. */
    private final Object sending = new Object();

    private boolean closeSent;
    private long delivered;

    ExecChannel(Connection connection) {
        super(connection, "session", StandardCharsets.UTF_8);
    }

    /** Requests the command without waiting for the answer, which would cost a round trip; see {@link #refused}. */
    void start(String command, boolean terminal, long deadline)
            throws IOException, InterruptedException, TimeoutException {
        trans.write(buildOpenReq());
        synchronized (gate) {
            while (!openEvent.isSet() && !openEvent.inError() && failure.isEmpty()) {
                gate.wait(millisUntil(deadline));
            }
        }
        openEvent.await(1, TimeUnit.SECONDS);
        if (terminal) sendChannelRequest("pty-req", false, terminal());
        sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(command, StandardCharsets.UTF_8));
    }

    /** One that shows nothing of what it is written, and passes on unchanged what is printed. A host may say no by giving none. */
    private static Buffer.PlainBuffer terminal() {
        byte[] modes = PTYMode.encode(Map.of(PTYMode.ECHO, 0, PTYMode.ECHONL, 0, PTYMode.OPOST, 0));
        return new Buffer.PlainBuffer()
                .putString("dumb")
                .putUInt32(80)
                .putUInt32(24)
                .putUInt32(0)
                .putUInt32(0)
                .putBytes(modes);
    }

    /** The next piece of output, empty when the channel has closed or was left. */
    Optional<Data> take(long deadline) throws SSHException, InterruptedException, TimeoutException {
        synchronized (gate) {
            while (arrived.isEmpty() && !closed && !unwanted && !requestRefused && failure.isEmpty()) {
                gate.wait(millisUntil(deadline));
            }
            if (arrived.isEmpty() && failure.isPresent()) {
                throw failure.get();
            }
            return Optional.ofNullable(arrived.poll());
        }
    }

    /** Lets the host send as much more as the consumer has dealt with. */
    void consumed(int length) throws TransportException {
        delivered += length;
        if (delivered < conn.getWindowSize() / 4) {
            return;
        }
        // First ours, then theirs: the host may use the new room before write() returns.
        lwin.expand(delivered);
        synchronized (sending) {
            if (!closeSent && !hasEnded()) {
                trans.write(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(delivered));
            }
        }
        delivered = 0;
    }

    /** Sends input when the host has room for it; false when it wants no more, because the command has ended. */
    boolean send(byte[] data, int length) throws IOException, InterruptedException {
        OutputStream out = getOutputStream();
        for (int sent = 0; sent < length; ) {
            int room = awaitRoom();
            if (room == 0) {
                return false;
            }
            int part = Math.min(room, length - sent);
            out.write(data, sent, part);
            out.flush();
            sent += part;
        }
        return true;
    }

    /** Whether the host said no to running a command at all. */
    boolean refused() {
        synchronized (gate) {
            return requestRefused;
        }
    }

    /** What the host said of the end; final once {@link #take} was empty. */
    Exit exit() {
        synchronized (gate) {
            return exit.orElseGet(() -> new Exit.Vanished("the channel was closed without an exit status"));
        }
    }

    /** Ends the channel from our side without waiting for the host; what still arrives is thrown away. */
    void leave() {
        synchronized (gate) {
            unwanted = true;
            arrived.clear();
            gate.notifyAll();
            if (closed || !openEvent.isSet()) {
                return;
            }
        }
        // Elsewhere: a host that has stopped reading must not hold up whoever gave up on it.
        Thread.ofVirtual().start(this::sendCloseQuietly);
    }

    private void sendCloseQuietly() {
        try {
            sendClose();
        } catch (TransportException lost) {
            // then there is nothing left to close
        }
    }

    private int awaitRoom() throws InterruptedException {
        synchronized (gate) {
            while (!hasEnded() && rwin.getSize() == 0) {
                gate.wait();
            }
            return hasEnded() ? 0 : (int) Math.min(CHUNK, rwin.getSize());
        }
    }

    private boolean hasEnded() {
        synchronized (gate) {
            return closed || eof || unwanted || requestRefused || failure.isPresent();
        }
    }

    private static long millisUntil(long deadline) throws TimeoutException {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new TimeoutException();
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        try {
            super.handle(message, packet);
        } finally {
            synchronized (gate) {
                requestRefused |= message == Message.CHANNEL_FAILURE;
                gate.notifyAll();
            }
        }
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        receive(false, packet);
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        packet.readUInt32(); // its type: only stderr is defined
        receive(true, packet);
    }

    private void receive(boolean stderr, SSHPacket packet) throws SSHException {
        byte[] bytes = packet.readBytes();
        lwin.consume(bytes.length);
        synchronized (gate) {
            if (!unwanted) {
                arrived.add(new Data(stderr, bytes));
            }
        }
    }

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        synchronized (gate) {
            eof = true;
        }
    }

    @Override
    public void handleRequest(String type, SSHPacket packet) throws ConnectionException, TransportException {
        try {
            switch (type) {
                case "exit-status" -> ended(new Exit.Exited(packet.readUInt32AsInt()));
                case "exit-signal" -> ended(new Exit.Signaled(packet.readString()));
                // OpenSSH: the command has closed its input. A notice that wants no reply.
                case "eow@openssh.com" -> {}
                default -> super.handleRequest(type, packet);
            }
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    private void ended(Exit how) {
        synchronized (gate) {
            exit = Optional.of(how);
        }
    }

    @Override
    protected void sendClose() throws TransportException {
        synchronized (sending) {
            closeSent = true;
            super.sendClose();
        }
    }

    @Override
    public void notifyError(SSHException error) {
        // Before sshj's own bookkeeping, which can block on a thread that is writing.
        synchronized (gate) {
            failure = Optional.of(error);
            gate.notifyAll();
        }
        super.notifyError(error);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        synchronized (gate) {
            closed = true;
            gate.notifyAll();
        }
    }
}
