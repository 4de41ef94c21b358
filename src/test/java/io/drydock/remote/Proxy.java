package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A network between client and server that can fall silent: it then keeps its connections and passes nothing on. */
final class Proxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private volatile boolean silent;

    Proxy(int serverPort) throws IOException {
        Thread.ofPlatform().daemon().start(() -> serve(serverPort));
    }

    int port() {
        return listener.getLocalPort();
    }

    void fallSilent() {
        silent = true;
    }

    private void serve(int serverPort) {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofPlatform().daemon().start(() -> copy(client, server));
                Thread.ofPlatform().daemon().start(() -> copy(server, client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                while (silent) {
                    Thread.sleep(10);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException closed) {
            // as above
        }
    }

    @Override
    public void close() throws IOException {
        silent = false;
        listener.close();
    }
}
