package io.drydock.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.transport.TransportException;

/**
 * A channel that never holds up the connection's reader, which other channels wait for, too. sshj's own channels cannot be used
 * safely: they block the reader when the host closes one that is being written to, lose what is left over at end of file when the
 * host's window is full, and know no time-out while they wait for data. Here what arrives is queued in the order of the wire for
 * one consumer, and data is written only as far as the host's window allows.
 */
abstract class QueuedChannel extends AbstractDirectChannel {
    /** A piece of what the host sends. */
    record Data(boolean stderr, byte[] bytes) {}

    static final int CHUNK = 32 * 1024;

    /** Guards all state below, and that of subclasses; notified of every message. */
    final Object gate = new Object();

    private final Queue<Data> arrived = new ArrayDeque<>();
    private Optional<SSHException> failure = Optional.empty();
    private boolean closed;
    private boolean eof;
    private boolean unwanted;

    /** Held while something is sent that must not come after our close. */
    private final Object sending = new Object();

    private boolean closeSent;
    private long delivered;

    QueuedChannel(Connection connection, String type) {
        super(connection, type, StandardCharsets.UTF_8);
    }

    /** Whether no more data can come; with the gate held. */
    abstract boolean isOver();

    /** Whether the host takes no more data; with the gate held. */
    abstract boolean isDeaf();

    /**
     * Asks for the channel and waits until it is there.
     *
     * @throws net.schmizz.sshj.connection.channel.OpenFailException when the host says no
     */
    final void open(long deadline) throws IOException, InterruptedException, TimeoutException {
        trans.write(buildOpenReq());
        synchronized (gate) {
            while (!openEvent.isSet() && !openEvent.inError() && failure.isEmpty()) {
                gate.wait(millisUntil(deadline));
            }
        }
        openEvent.await(1, TimeUnit.SECONDS);
    }

    /** The next piece of data, empty when no more can come or the channel was left. */
    final Optional<Data> take(long deadline) throws SSHException, InterruptedException, TimeoutException {
        synchronized (gate) {
            while (arrived.isEmpty() && !closed && !unwanted && !isOver() && failure.isEmpty()) {
                gate.wait(millisUntil(deadline));
            }
            if (arrived.isEmpty() && failure.isPresent()) {
                throw failure.get();
            }
            return Optional.ofNullable(arrived.poll());
        }
    }

    /** Lets the host send as much more as the consumer has dealt with. */
    final void consumed(int length) throws TransportException {
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

    /** Sends data when the host has room for it; false when it wants no more. */
    final boolean send(byte[] data, int offset, int length) throws IOException, InterruptedException {
        OutputStream out = getOutputStream();
        for (int sent = 0; sent < length; ) {
            int room = awaitRoom();
            if (room == 0) {
                return false;
            }
            int part = Math.min(room, length - sent);
            out.write(data, offset + sent, part);
            out.flush();
            sent += part;
        }
        return true;
    }

    final boolean hasReachedEof() {
        synchronized (gate) {
            return eof;
        }
    }

    /** Why the connection under the channel has ended, where it has before the channel. */
    final Optional<SSHException> failure() {
        synchronized (gate) {
            return failure;
        }
    }

    /** Ends the channel from our side without waiting for the host; what still arrives is thrown away. */
    final void leave() {
        synchronized (gate) {
            unwanted = true;
            arrived.clear();
            gate.notifyAll();
            if (closed || !openEvent.isSet()) {
                return;
            }
        }
        closeElsewhere();
    }

    /** Elsewhere: a host that has stopped reading must not hold up whoever gave up on it. */
    private void closeElsewhere() {
        Thread.ofVirtual().start(() -> {
            try {
                sendClose();
            } catch (TransportException lost) {
                // then there is nothing left to close
            }
        });
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
            return closed || unwanted || isDeaf() || failure.isPresent();
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
                noted(message);
                gate.notifyAll();
            }
            if (message == Message.CHANNEL_OPEN_CONFIRMATION && isUnwanted()) {
                closeElsewhere(); // it was left before it was there
            }
        }
    }

    /** A message that has been dealt with; with the gate held. */
    void noted(Message message) {}

    private boolean isUnwanted() {
        synchronized (gate) {
            return unwanted;
        }
    }

    @Override
    protected final void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        receive(false, packet);
    }

    final void receive(boolean stderr, SSHPacket packet) throws SSHException {
        byte[] bytes = packet.readBytes();
        lwin.consume(bytes.length);
        synchronized (gate) {
            if (!unwanted) {
                arrived.add(new Data(stderr, bytes));
            }
        }
    }

    @Override
    protected final void eofInputStreams() {
        super.eofInputStreams();
        synchronized (gate) {
            eof = true;
        }
    }

    @Override
    protected final void sendClose() throws TransportException {
        synchronized (sending) {
            closeSent = true;
            super.sendClose();
        }
    }

    @Override
    public final void notifyError(SSHException error) {
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
