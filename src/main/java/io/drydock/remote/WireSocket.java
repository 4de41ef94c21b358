package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** A wire as the connected socket that sshj wants, read through a {@link Greeting}; only what sshj calls of it. */
final class WireSocket extends Socket {
    /** sshj looks up the host that it is told, and would ask for a name that only a bastion may know. */
    static final String ADDRESS = "0.0.0.0";

    private final Wire wire;
    private final Greeting greeting;

    WireSocket(Wire wire, Greeting greeting) {
        this.wire = wire;
        this.greeting = greeting;
    }

    /** A factory that makes this one. */
    SocketFactory factory() {
        return new Given(this);
    }

    @Override
    public InputStream getInputStream() {
        return greeting;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return wire.out();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    /** No limits on single reads: what takes too long is closed. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public void close() {
        wire.close();
    }

    private static final class Given extends SocketFactory {
        private final Socket socket;

        Given(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
