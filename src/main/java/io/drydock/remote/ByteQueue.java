package io.drydock.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** Bytes from one thread to another. It can be closed whatever both are doing, which a pipe of the system cannot. */
final class ByteQueue {
    private static final int CAPACITY = 256 * 1024;

    private final Queue<byte[]> pieces = new ArrayDeque<>();
    private int bytes;
    private boolean ended;
    private boolean closed;

    /** No more is written; what has been is still read. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** No more is written or read. */
    synchronized void close() {
        closed = true;
        pieces.clear();
        notifyAll();
    }

    private synchronized void put(byte[] piece) throws IOException, InterruptedException {
        while (bytes >= CAPACITY && !closed) {
            wait();
        }
        if (closed || ended) {
            throw new IOException("the connection has ended");
        }
        pieces.add(piece);
        bytes += piece.length;
        notifyAll();
    }

    /** Empty at the end. */
    private synchronized byte[] take() throws InterruptedException {
        while (pieces.isEmpty() && !ended && !closed) {
            wait();
        }
        byte[] piece = pieces.isEmpty() ? new byte[0] : pieces.remove();
        bytes -= piece.length;
        notifyAll();
        return piece;
    }

    final class Input extends PieceInput {
        @Override
        byte[] next() throws InterruptedException {
            return take();
        }

        @Override
        public void close() {
            ByteQueue.this.close();
        }
    }

    final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            try {
                put(Arrays.copyOfRange(source, offset, offset + length));
            } catch (InterruptedException e) {
                throw PieceInput.interrupted(e);
            }
        }

        /** What has been written is still read. */
        @Override
        public void close() {
            end();
        }
    }
}
