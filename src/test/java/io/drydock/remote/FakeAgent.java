package io.drydock.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An agent that answers as a test wants it. */
public final class FakeAgent implements AutoCloseable {
    /** Writes to the client what is said to one request, the length before it included. */
    public interface Answers {
        void answer(byte[] request, DataOutputStream out) throws Exception;
    }

    private final ServerSocketChannel channel;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    private FakeAgent(ServerSocketChannel channel) {
        this.channel = channel;
    }

    public static FakeAgent at(Path socket, Answers answers) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        FakeAgent agent = new FakeAgent(channel);
        Thread.ofPlatform().daemon().start(() -> agent.serve(answers));
        return agent;
    }

    private void serve(Answers answers) {
        try {
            while (true) {
                SocketChannel client = channel.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client, answers));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(SocketChannel client, Answers answers) {
        try (client) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(client));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
            while (true) {
                byte[] request = in.readNBytes(in.readInt());
                requests.add(request);
                answers.answer(request, out);
                out.flush();
            }
        } catch (Exception gone) {
            // the client, or the answer was to hang up
        }
    }

    /** Answers with the keys that it has. */
    public static void list(DataOutputStream out, byte[]... keys) throws IOException {
        out.writeInt(1 + 4 + Stream.of(keys).mapToInt(k -> 4 + k.length + 4 + 1).sum());
        out.writeByte(12);
        out.writeInt(keys.length);
        for (byte[] key : keys) {
            out.writeInt(key.length);
            out.write(key);
            out.writeInt(1);
            out.writeByte('k');
        }
    }

    /** An answer of that number, whose fields are strings of bytes. */
    public static void frame(DataOutputStream out, int number, byte[]... fields) throws IOException {
        out.writeInt(1 + Stream.of(fields).mapToInt(f -> 4 + f.length).sum());
        out.writeByte(number);
        for (byte[] field : fields) {
            out.writeInt(field.length);
            out.write(field);
        }
    }

    /** How often it was asked for something of that number. */
    public long asked(int number) {
        return requests.stream().filter(r -> r[0] == number).count();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
