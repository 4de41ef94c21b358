package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** A TCP connection from a bastion to a host, whose name is looked up there. */
final class ForwardChannel extends QueuedChannel implements Wire {
    private static final Duration EVER = Duration.ofDays(10_000); // whoever uses it has its own time limits

    private final String host;
    private final int port;
    private final Function<SSHException, RemoteException> lost;
    private final AtomicInteger users;
    private boolean counted;
    private final Input in = new Input();
    private final Output out = new Output();

    /**
     * @param lost what to say when the connection to the bastion has ended
     * @param users counted up while it is open
     */
    ForwardChannel(
            Connection bastion,
            String host,
            int port,
            Function<SSHException, RemoteException> lost,
            AtomicInteger users) {
        super(bastion, "direct-tcpip");
        this.host = host;
        this.port = port;
        this.lost = lost;
        this.users = users;
    }

    @Override
    protected SSHPacket buildOpenReq() {
        return super.buildOpenReq()
                .putString(host)
                .putUInt32(port)
                .putString(DirectConnection.LOCALHOST)
                .putUInt32(DirectConnection.LOCALPORT);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        count(false);
    }

    @Override
    void noted(Message message) {
        if (message == Message.CHANNEL_OPEN_CONFIRMATION) count(true);
    }

    private void count(boolean open) {
        synchronized (gate) {
            if (counted != open) users.addAndGet(open ? 1 : -1);
            counted = open;
        }
    }

    @Override
    boolean isOver() {
        return hasReachedEof();
    }

    /** SSH has no half of a connection: a host that says no more is gone. */
    @Override
    boolean isDeaf() {
        return hasReachedEof();
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void close() {
        leave();
    }

    @Override
    public Optional<RemoteException> fault() {
        // Not for what is running when it happens, but for who is connecting it is a reason to try again.
        return failure().map(lost).map(e -> e.as(Kind.HUNG_UP));
    }

    @Override
    public String account() {
        return "";
    }

    private final class Input extends PieceInput {
        @Override
        byte[] next() throws IOException, InterruptedException {
            byte[] piece = {};
            while (piece.length == 0) {
                Optional<Data> next = nextData();
                if (next.isEmpty()) {
                    break;
                }
                piece = next.get().bytes();
            }
            consumed(piece.length);
            return piece;
        }

        private Optional<Data> nextData() throws IOException, InterruptedException {
            try {
                return take(System.nanoTime() + EVER.toNanos());
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            leave();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (!send(bytes, offset, length)) {
                    throw new IOException("the connection has ended");
                }
            } catch (InterruptedException e) {
                throw PieceInput.interrupted(e);
            }
        }

        @Override
        public void close() {
            leave();
        }
    }
}
