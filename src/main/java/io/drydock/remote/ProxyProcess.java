package io.drydock.remote;

import io.drydock.diag.SourcePos;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.LocalMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A ProxyCommand, which is told to connect to the host and passes on what it reads and writes. It is killed, with all that it has
 * started, when the connection ends, and when Drydock does.
 */
final class ProxyProcess implements Wire {
    private static final int SAID = 2000; // about so many characters kept of what it writes to standard error
    private static final Duration AFTER = Duration.ofMillis(500);
    private static final int FAILED_SSH = 255; // what ssh ends with, which often is the command

    private static final Set<ProxyProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ProxyProcess::kill)));
    }

    private final Target target;
    private final Process process;
    private final ByteQueue input = new ByteQueue();
    private final ByteQueue output = new ByteQueue();
    private final InputStream in = output.new Input();
    private final OutputStream out = input.new Output();
    private final Thread listener = Thread.ofPlatform().daemon().unstarted(this::listen);
    private volatile String said = "";
    private volatile boolean closed;

    private ProxyProcess(Target target, Process process) {
        this.target = target;
        this.process = process;
    }

    /** Runs the command as ssh does. */
    static ProxyProcess start(Target target, String command) throws RemoteException {
        try {
            ProxyProcess proxy = new ProxyProcess(
                    target, new ProcessBuilder(LocalMachine.current().shell(), "-c", "exec " + command).start());
            RUNNING.add(proxy);
            proxy.startPumps();
            return proxy;
        } catch (IOException e) {
            throw new RemoteException(
                    Kind.UNREACHABLE,
                    "cannot start the ProxyCommand of " + target.name() + ": " + FailureText.of(e),
                    "");
        }
    }

    /** Platform threads: reading and writing a pipe blocks the thread that carries a virtual one. */
    private void startPumps() {
        Thread.ofPlatform().daemon().start(() -> pump(process.getInputStream(), output.new Output()));
        Thread.ofPlatform().daemon().start(() -> pump(input.new Input(), process.getOutputStream()));
        listener.start();
    }

    private static void pump(InputStream from, OutputStream to) {
        byte[] buffer = new byte[QueuedChannel.CHUNK];
        try (from;
                to) {
            int length;
            while ((length = from.read(buffer)) >= 0) {
                to.write(buffer, 0, length);
                to.flush();
            }
        } catch (IOException ended) {
            // who reads or writes at the other end hears of it
        }
    }

    private void listen() {
        byte[] buffer = new byte[SAID];
        try (InputStream err = process.getErrorStream()) {
            int length;
            while ((length = err.read(buffer)) >= 0) {
                String before = said;
                int room = Math.max(0, SAID - before.length());
                said = before + new String(buffer, 0, Math.min(length, room), StandardCharsets.UTF_8);
            }
        } catch (IOException ended) {
            // as above
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void close() {
        closed = true;
        input.close();
        output.close();
        Thread.ofVirtual().start(this::kill); // looking for descendants reads files
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        RUNNING.remove(this);
    }

    @Override
    public Optional<RemoteException> fault() {
        return closed || !hasEnded() ? Optional.empty() : Optional.of(ended(process.exitValue()));
    }

    @Override
    public String account() {
        String text = said.strip();
        return "its ProxyCommand runs" + (text.isEmpty() ? "" : ", and says: " + text);
    }

    /** Its output ends a little before it does; its last words may be held up by what it leaves behind. */
    private boolean hasEnded() {
        try {
            return process.waitFor(AFTER.toMillis(), TimeUnit.MILLISECONDS)
                    && (listener.join(AFTER) || !process.isAlive());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RemoteException ended(int status) {
        String text = said.strip();
        String place = target.config()
                .origin(Keyword.PROXY_COMMAND)
                .map(SourcePos::toString)
                .map(p -> " (" + p + ")")
                .orElse("");
        return new RemoteException(
                status == FAILED_SSH ? Kind.HUNG_UP : Kind.UNREACHABLE,
                "the ProxyCommand of " + target.name() + " has ended with status " + status
                        + (text.isEmpty() ? "" : ": " + text),
                "Try it by hand" + place + ": it is to connect to " + target.endpoint()
                        + " and to pass on what it reads and writes.");
    }
}
