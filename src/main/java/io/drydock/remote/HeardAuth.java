package io.drydock.remote;

import java.util.function.Consumer;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.UserAuthImpl;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Authentication one request at a time. What the host asks in return comes to whoever has made the request, in a thread that may
 * wait for a person; by sshj's own methods it would be the one that reads the connection. It also keeps the end of what banners say,
 * which may tell why a host hangs up: sshj keeps all of it, and fails at more than 32 kB.
 */
final class HeardAuth extends UserAuthImpl {
    private static final int KEPT = 500; // characters

    /** What a host says to a request. */
    sealed interface Answer {
        record Success() implements Answer {}

        /** @param partial the request was right, but the host wants another besides */
        record Refused(boolean partial) implements Answer {}

        /** A question in return, from behind its number: what it means depends on the method. */
        record Asked(Buffer.PlainBuffer packet) implements Answer {}
    }

    private final String user;
    private final Service next;
    private volatile String said = "";
    private volatile boolean partial;

    /** @param next what is to be used once the user is let in */
    HeardAuth(Transport transport, String user, Service next) {
        super(transport);
        this.user = user;
        this.next = next;
    }

    /** The beginning that all requests of a method share. */
    SSHPacket request(String method) {
        return new SSHPacket(Message.USERAUTH_REQUEST)
                .putString(user)
                .putString(next.getName())
                .putString(method);
    }

    /** @param rest adds to the request what is the method's own */
    Answer ask(String method, Consumer<SSHPacket> rest) throws SSHException {
        SSHPacket packet = request(method);
        rest.accept(packet);
        return send(method, packet);
    }

    Answer send(String method, SSHPacket packet) throws SSHException {
        partial = false;
        try {
            return authenticate(user, next, new Exchange(method, packet), Integer.MAX_VALUE)
                    ? new Answer.Success()
                    : new Answer.Refused(partial);
        } catch (Heard question) {
            return new Answer.Asked(question.packet);
        } catch (UserAuthException e) {
            // Either the host answers what no method knows, or the connection has ended under it.
            if (e.getCause() instanceof TransportException || !trans.isRunning()) throw e;
            return new Answer.Refused(false);
        }
    }

    byte[] sessionId() {
        return trans.getSessionID();
    }

    private void keep(SSHPacket packet) {
        try {
            String all = said + packet.readString();
            said = all.substring(Math.max(0, all.length() - KEPT));
        } catch (Buffer.BufferException e) {
            return; // longer than sshj reads: not what tells why
        }
    }

    String said() {
        return said.strip();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.USERAUTH_BANNER) {
            keep(packet);
            return;
        }
        if (message == Message.USERAUTH_FAILURE) {
            Buffer.PlainBuffer copy = new Buffer.PlainBuffer(packet.getCompactData());
            copy.readString();
            partial = copy.readBoolean();
        }
        super.handle(message, packet);
    }

    /** Carries a question from the thread that reads to the one that asked, in the only way that sshj has. */
    private static final class Heard extends UserAuthException {
        private static final long serialVersionUID = 1L;

        private final transient Buffer.PlainBuffer packet;

        Heard(SSHPacket packet) {
            super("a question");
            this.packet = new Buffer.PlainBuffer(packet.getCompactData());
        }
    }

    private static final class Exchange extends AbstractAuthMethod {
        private final SSHPacket packet;

        Exchange(String method, SSHPacket packet) {
            super(method);
            this.packet = packet;
        }

        @Override
        public void request() throws TransportException {
            params.getTransport().write(packet);
        }

        @Override
        public void handle(Message message, SSHPacket from) throws UserAuthException, TransportException {
            if (message == Message.USERAUTH_60) throw new Heard(from);
            super.handle(message, from);
        }
    }
}
