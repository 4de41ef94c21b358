package io.drydock.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port at which something answers that is no SSH server, or not much of one. */
final class Ports implements AutoCloseable {
    interface Talk {
        void with(Socket client) throws Exception;
    }

    private final ServerSocket server;

    Ports(Talk talk) throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> talk(talk, client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void talk(Talk talk, Socket client) {
        try (client) {
            talk.with(client);
        } catch (Exception e) {
            // they have hung up
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
