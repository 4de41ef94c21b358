package io.drydock.fleetbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to one host that can be cut, stalled, or end in the middle of a packet. */
final class ChaosProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String address;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long stalledUntil;
    private volatile boolean truncates;

    ChaosProxy(String address, int to) throws IOException {
        this.address = address;
        this.to = to;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Ends all connections. */
    void cut() {
        open.forEach(ChaosProxy::close);
    }

    /** Nothing goes either way for so long. */
    void stall(long millis) {
        stalledUntil = System.currentTimeMillis() + millis;
    }

    /** Of what is sent next only a half arrives, and nothing after it. */
    void truncate() {
        truncates = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Thread.ofVirtual().start(() -> serve(near));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void serve(Socket near) {
        try (near;
                Socket far = new Socket(address, to)) {
            open.add(near);
            open.add(far);
            Thread back = Thread.ofVirtual().start(() -> copy(far, near));
            copy(near, far);
            back.join();
            open.remove(near);
            open.remove(far);
        } catch (IOException | InterruptedException lost) {
            open.remove(near);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length; (length = in.read(buffer)) >= 0; ) {
                for (long left; (left = stalledUntil - System.currentTimeMillis()) > 0; ) Thread.sleep(left);
                boolean cuts = truncates && length > 1;
                out.write(buffer, 0, cuts ? length / 2 : length);
                out.flush();
                if (!cuts) continue;
                truncates = false;
                cut();
            }
        } catch (IOException | InterruptedException lost) {
            // the other way ends, too
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
