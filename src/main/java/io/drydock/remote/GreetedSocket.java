package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/** A connected socket whose input is read through a {@link Greeting}; only what sshj calls of it. */
final class GreetedSocket extends Socket {
    private final Socket socket;
    private final Greeting greeting;

    GreetedSocket(Socket socket, Greeting greeting) {
        this.socket = socket;
        this.greeting = greeting;
    }

    @Override
    public InputStream getInputStream() {
        return greeting;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
