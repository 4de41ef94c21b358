package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Reads bytes that come in pieces. For one reader. */
abstract class PieceInput extends InputStream {
    private byte[] piece = {};
    private int position;

    /** Waits for the next piece; an empty one is the end. */
    abstract byte[] next() throws IOException, InterruptedException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0 && position == piece.length) {
            piece = nextUnlessInterrupted();
            position = 0;
            if (piece.length == 0) {
                return -1;
            }
        }
        int part = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, part);
        position += part;
        return part;
    }

    private byte[] nextUnlessInterrupted() throws IOException {
        try {
            return next();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The thread stays interrupted. */
    static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return (IOException) new InterruptedIOException().initCause(e);
    }
}
