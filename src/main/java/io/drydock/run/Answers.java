package io.drydock.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A command's input, of which the rest is decided while it runs. Thread-safe. */
final class Answers extends InputStream {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private InputStream current = new ByteArrayInputStream(END);
    private boolean over;

    void add(byte[] answer) {
        if (answer.length > 0) answers.add(answer);
    }

    void end() {
        answers.add(END);
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws InterruptedIOException {
        try {
            while (!over) {
                int read = current.readNBytes(buffer, offset, length);
                if (read > 0) return read;
                byte[] next = answers.take();
                over = next == END;
                current = new ByteArrayInputStream(next);
            }
            return -1;
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail", e);
        }
    }
}
