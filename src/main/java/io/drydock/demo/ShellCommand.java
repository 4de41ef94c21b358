package io.drydock.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * Runs an exec request as sshd does: in {@code sh}, with a clean environment, in the home directory. When the client
 * leaves the command runs on.
 */
final class ShellCommand implements Command {
    /** Shields the command from Ctrl-C on the terminal of whoever runs this, which is not meant for the host. */
    private static final String SHIELDED = "trap '' INT QUIT; exec sh -c \"$1\"";

    private static final String FALLBACK_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final String command;
    private final Path home;
    private final Set<Process> running;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback callback = (_, _, _) -> {};

    ShellCommand(String command, Path home, Set<Process> running) {
        this.command = command;
        this.home = home;
        this.running = running;
    }

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
    public void setExitCallback(ExitCallback callback) {
        this.callback = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", SHIELDED, "sh", command).directory(home.toFile());
        setEnvironment(builder.environment());
        Process process = builder.start();
        running.add(process);
        thread("in", () -> copy(in, process.getOutputStream()));
        Thread stdout = thread("out", () -> copy(process.getInputStream(), out));
        Thread stderr = thread("err", () -> copy(process.getErrorStream(), err));
        thread("exit", () -> finish(process, stdout, stderr));
    }

    @Override
    public void destroy(ChannelSession channel) {}

    private void setEnvironment(Map<String, String> variables) {
        String path = variables.getOrDefault("PATH", FALLBACK_PATH);
        String user = System.getProperty("user.name");
        variables.clear();
        variables.putAll(Map.of(
                "PATH",
                path,
                "HOME",
                home.toString(),
                "USER",
                user,
                "LOGNAME",
                user,
                "SHELL",
                "/bin/sh",
                "TMPDIR",
                home.toString()));
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("demo-" + name).start(work);
    }

    private void finish(Process process, Thread stdout, Thread stderr) {
        try {
            int status = process.waitFor();
            stdout.join();
            stderr.join();
            callback.onExit(status);
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
        } finally {
            running.remove(process);
        }
    }

    /** Copies until either side ends; closing passes that on to the other side. */
    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[32 * 1024];
        try (from;
                to) {
            int length;
            while ((length = from.read(buffer)) >= 0) {
                to.write(buffer, 0, length);
                to.flush();
            }
        } catch (IOException ended) {
            // nobody is left to tell
        }
    }
}
