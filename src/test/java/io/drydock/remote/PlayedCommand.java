package io.drydock.remote;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** What an embedded server does in the place of a command: it is given its streams, then plays its part in a thread of its own. */
public abstract class PlayedCommand implements Command {
    protected InputStream in;
    protected OutputStream out;
    protected OutputStream err;
    protected ExitCallback exit;

    /** An exception ends it with status 99. */
    protected abstract void play(ChannelSession channel) throws Exception;

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                play(channel);
            } catch (Exception e) {
                exit.onExit(99, e.toString());
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
