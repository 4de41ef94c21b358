package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import net.schmizz.sshj.common.SSHRuntimeException;

/** Copies a command's input to its channel, and then its end. */
final class Feed implements Runnable {
    private final InputSource source;
    private final ExecChannel channel;
    private volatile Optional<IOException> unreadable = Optional.empty();

    Feed(InputSource source, ExecChannel channel) {
        this.source = source;
        this.channel = channel;
    }

    /** @throws UncheckedIOException if the source could not be read, which has ended the command's channel */
    void check() {
        unreadable.ifPresent(e -> {
            throw new UncheckedIOException("cannot read the command's input", e);
        });
    }

    @Override
    public void run() {
        byte[] buffer = new byte[QueuedChannel.CHUNK];
        try (InputStream in = source.open()) {
            int length;
            while ((length = in.read(buffer)) >= 0) {
                if (!sent(buffer, length)) {
                    return;
                }
            }
        } catch (IOException e) {
            unreadable = Optional.of(e);
            channel.leave();
            return;
        }
        end();
    }

    /** False when nobody reads any more; a lost connection is no failure here, for the channel's reader hears of it. */
    private boolean sent(byte[] buffer, int length) {
        try {
            return channel.send(buffer, 0, length);
        } catch (IOException | InterruptedException | SSHRuntimeException lost) {
            return false;
        }
    }

    private void end() {
        try {
            channel.getOutputStream().close();
        } catch (IOException lost) {
            // as above
        }
    }
}
