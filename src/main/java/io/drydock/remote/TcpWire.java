package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** A TCP connection from here. */
record TcpWire(Socket socket) implements Wire {
    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    @Override
    public Optional<RemoteException> fault() {
        return Optional.empty();
    }

    @Override
    public String account() {
        return "";
    }
}
