package io.drydock.remote;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * An agent that keeps private keys and signs with them, by the protocol of OpenSSH's. It is asked once what it has; each request has
 * a connection of its own, so that they can be made at a time. What it says is taken for the word of a stranger: it costs no more
 * than its time and its size allow.
 */
final class SshAgent {
    /** A key that the agent has; the comment is whatever its owner has written. */
    record Key(PublicKeyBlob blob, String comment) {}

    private static final int LIST = 11;
    private static final int LISTED = 12;
    private static final int SIGN = 13;
    private static final int SIGNED = 14;
    private static final int SHA_256 = 2;
    private static final int SHA_512 = 4;

    // The limits of OpenSSH.
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_KEYS = 2048;

    private static final Duration LIST_TIME = Duration.ofSeconds(5);
    /** Somebody may have to confirm, or to touch a security key. */
    private static final Duration SIGN_TIME = Duration.ofSeconds(60);

    private final Path socket;
    private final Duration listTime;
    private final Duration signTime;
    private Optional<List<Key>> keys = Optional.empty();
    private volatile String fault = "";

    SshAgent(Path socket) {
        this(socket, LIST_TIME, SIGN_TIME);
    }

    SshAgent(Path socket, Duration listTime, Duration signTime) {
        this.socket = socket;
        this.listTime = listTime;
        this.signTime = signTime;
    }

    /** Why it cannot be made use of; empty where nothing is wrong with it. */
    String fault() {
        return fault.isEmpty() ? "" : "the agent at " + socket + " " + fault;
    }

    /** What it has, in its order; nothing where it does not answer. */
    synchronized List<Key> keys() {
        if (keys.isEmpty()) {
            keys = Optional.of(list());
        }
        return keys.get();
    }

    private List<Key> list() {
        try {
            return parsed(ask(new Buffer.PlainBuffer().putByte((byte) LIST), LISTED, listTime));
        } catch (IOException e) {
            fault = FailureText.of(e);
            return List.of();
        }
    }

    private static List<Key> parsed(Buffer.PlainBuffer answer) throws IOException {
        try {
            long count = answer.readUInt32();
            if (count > MOST_KEYS) throw new IOException("says that it has " + count + " keys");
            List<Key> keys = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                Optional<PublicKeyBlob> blob = PublicKeyBlob.of(answer.readBytes());
                String comment = answer.readString();
                blob.ifPresent(b -> keys.add(new Key(b, comment)));
            }
            return List.copyOf(keys);
        } catch (Buffer.BufferException e) {
            throw new IOException("does not speak the protocol of agents", e);
        }
    }

    /** Signs by one of its keys. */
    Signer signer(PublicKeyBlob key) {
        return (algorithm, data) -> sign(key, algorithm, data);
    }

    private byte[] sign(PublicKeyBlob key, String algorithm, byte[] data) throws IOException {
        if (!fault.isEmpty()) throw new IOException(fault());
        String name = Signer.signatureName(algorithm);
        Buffer.PlainBuffer request = new Buffer.PlainBuffer()
                .putByte((byte) SIGN)
                .putBytes(key.bytes())
                .putBytes(data)
                .putUInt32(flags(name));
        try {
            byte[] signature = ask(request, SIGNED, signTime).readBytes();
            String signed = new Buffer.PlainBuffer(signature).readString();
            if (signed.equals(name)) return signature;
            throw new IOException("signs with " + signed + " where it is asked for " + name);
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent at " + socket + " does not speak the protocol of agents", e);
        } catch (IOException e) {
            throw new IOException("the agent at " + socket + " " + FailureText.of(e), e);
        }
    }

    private static int flags(String signature) {
        return switch (signature) {
            case "rsa-sha2-256" -> SHA_256;
            case "rsa-sha2-512" -> SHA_512;
            default -> 0;
        };
    }

    /** The answer of the wanted kind, from behind its number. */
    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, int wanted, Duration time) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Deadline deadline = Deadline.in(time, () -> close(channel))) {
            try {
                byte[] bytes = request.getCompactData();
                OutputStream out = Channels.newOutputStream(channel);
                out.write(new Buffer.PlainBuffer().putBytes(bytes).getCompactData());
                return answer(Channels.newInputStream(channel), wanted);
            } catch (EOFException e) {
                throw new IOException("hangs up", e);
            } catch (IOException e) {
                if (!deadline.expired()) throw e;
                fault = "does not answer within " + FailureText.seconds(time);
                throw new IOException(fault, e);
            }
        } catch (SocketException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("cannot be reached: " + FailureText.of(e), e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    private static Buffer.PlainBuffer answer(InputStream in, int wanted) throws IOException {
        DataInputStream from = new DataInputStream(in);
        int length = from.readInt();
        if (length < 1 || length > MOST_BYTES)
            throw new IOException("sends an answer of " + (length & 0xffffffffL) + " bytes");
        byte[] answer = from.readNBytes(length);
        if (answer.length < length) throw new EOFException();
        if (answer[0] != wanted) throw new IOException("refuses");
        Buffer.PlainBuffer rest = new Buffer.PlainBuffer();
        return rest.putRawBytes(answer, 1, length - 1);
    }
}
