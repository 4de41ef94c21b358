package io.drydock.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** A connection to a bastion, which many use. */
final class SharedConnection {
    /** What comes of asking for a connection to a host. */
    sealed interface Answer {
        record Opened(Wire wire) implements Answer {}

        record Refused(ForwardRefusal refusal) implements Answer {}

        record Silent() implements Answer {}

        /** The bastion itself is lost. */
        record Lost(RemoteException why) implements Answer {}
    }

    private final SshRemote bastion;
    private final AtomicInteger users = new AtomicInteger();
    private volatile int limit = Integer.MAX_VALUE;

    SharedConnection(SshRemote bastion) {
        this.bastion = bastion;
    }

    Answer connect(Target host, Duration patience) throws RemoteException {
        try {
            return new Answer.Opened(bastion.forward(host, patience, users));
        } catch (OpenFailException e) {
            return new Answer.Refused(ForwardRefusal.of(e, users.get()));
        } catch (TimeoutException e) {
            return new Answer.Silent();
        } catch (InterruptedException e) {
            throw FailureText.interrupted(e);
        } catch (IOException | SSHRuntimeException e) {
            return new Answer.Lost(bastion.lost(e));
        }
    }

    boolean isOpen() {
        return bastion.isOpen();
    }

    boolean hasRoom() {
        return users.get() < limit;
    }

    /** From now on it is not asked for more than it has given when it refused some. */
    void isFullWith(int others) {
        limit = others;
    }

    /** Finds out whether it is alive, and ends it if not. */
    void probe(Duration patience) {
        bastion.probe(patience);
    }

    /** Of one that is lost. */
    void release() {
        bastion.release();
    }

    void close() {
        bastion.close();
    }
}
