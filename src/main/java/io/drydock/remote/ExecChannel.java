package io.drydock.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.transport.TransportException;

/** A channel that runs one command. */
final class ExecChannel extends QueuedChannel {
    private Optional<Exit> exit = Optional.empty();
    private boolean requestRefused;

    ExecChannel(Connection connection) {
        super(connection, "session");
    }

    /** Requests the command without waiting for the answer, which would cost a round trip; see {@link #refused}. */
    void start(String command, boolean terminal, long deadline)
            throws IOException, InterruptedException, TimeoutException {
        open(deadline);
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

    /** How a command ended is said after its output has. */
    @Override
    boolean isOver() {
        return requestRefused;
    }

    /** A command whose output has ended is over. */
    @Override
    boolean isDeaf() {
        return hasReachedEof() || requestRefused;
    }

    @Override
    void noted(Message message) {
        requestRefused |= message == Message.CHANNEL_FAILURE;
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        packet.readUInt32(); // its type: only stderr is defined
        receive(true, packet);
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
}
