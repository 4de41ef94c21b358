package io.drydock.remote;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.compression.Compression;
import net.schmizz.sshj.transport.compression.DelayedZlibCompression;

/** Compression once the user is logged in. A packet that swells to more than any packet may have is refused; sshj takes it whole. */
final class BoundedZlib extends DelayedZlibCompression {
    private static final int MOST = 256 * 1024; // bytes, as of a packet that is not compressed

    /** Makes them under the name of sshj's own. */
    static final class Maker extends Factory {
        @Override
        public Compression create() {
            return new BoundedZlib();
        }
    }

    private final Inflater inflater = new Inflater();

    private final byte[] part = new byte[4096];

    @Override
    public void init(Mode mode) {
        if (mode == Mode.DEFLATE) {
            super.init(mode);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // sshj's own signature
    public void uncompress(Buffer from, Buffer to) throws TransportException {
        inflater.setInput(from.array(), from.rpos(), from.available());
        try {
            for (int length = inflater.inflate(part); length > 0; length = inflater.inflate(part)) {
                to.putRawBytes(part, 0, length);
                if (to.available() > MOST) {
                    throw failed("a packet of more than " + MOST + " bytes");
                }
            }
        } catch (DataFormatException e) {
            throw failed(FailureText.of(e));
        }
    }

    private static TransportException failed(String why) {
        return new TransportException(
                DisconnectReason.COMPRESSION_ERROR, "what it has compressed is not valid: " + why);
    }
}
