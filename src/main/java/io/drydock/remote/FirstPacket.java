package io.drydock.remote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Keeps the first packet of what a server sends after its name, which is not encrypted. */
final class FirstPacket {
    private static final int MOST = 256 * 1024; // bytes; longer ones are no packets
    private static final int HEAD = 5; // its length, and that of its padding

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean complete;

    /** @param length not positive: nothing is added */
    synchronized void add(byte[] bytes, int offset, int length) {
        if (!complete && length > 0) {
            kept.write(bytes, offset, length);
            complete = kept.size() > MOST || content().isPresent();
        }
    }

    /** Without its padding; empty while there is less of it than a packet. */
    synchronized Optional<byte[]> content() {
        byte[] all = kept.toByteArray();
        if (all.length < HEAD) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(all).getInt();
        int end = 4 + length - (all[4] & 0xff);
        boolean isPacket = length <= MOST && end >= HEAD && 4 + length <= all.length;
        return isPacket ? Optional.of(Arrays.copyOfRange(all, HEAD, end)) : Optional.empty();
    }
}
