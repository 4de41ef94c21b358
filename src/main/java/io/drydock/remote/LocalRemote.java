package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This machine's own shell. A command that a signal ends is reported as the shell does: status 128 + signal. */
final class LocalRemote implements Remote {
    /** Shields a command from Ctrl-C on the terminal and from that one's end, which are meant for Drydock alone, as they are for other hosts. */
    private static final String SHIELDED = "trap '' INT QUIT HUP; exec sh -c \"$1\"";

    private final Set<LocalRun> running = ConcurrentHashMap.newKeySet();
    private final Optional<Path> directory;

    /** @param directory in which commands begin; empty: that of this process */
    LocalRemote(Optional<Path> directory) {
        this.directory = directory;
    }

    @Override
    public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        return run(new ProcessBuilder("sh", "-c", SHIELDED, "sh", command), stdin, out, timeout);
    }

    /** By util-linux's script, for there is no way to a terminal in Java. */
    @Override
    public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        ProcessBuilder script =
                new ProcessBuilder("sh", "-c", SHIELDED, "sh", "exec script -qec \"$COMMAND\" /dev/null");
        script.environment()
                .putAll(Map.of("SHELL", "/bin/sh", "COMMAND", "stty -echo -opost; unset COMMAND; " + command));
        return run(script, stdin, out, timeout);
    }

    private Exit run(ProcessBuilder command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        directory.map(Path::toFile).ifPresent(command::directory);
        try (LocalRun run = new LocalRun(command.start(), out)) {
            running.add(run);
            try {
                return run.await(stdin, timeout);
            } finally {
                running.remove(run);
            }
        } catch (IOException e) {
            throw new RemoteException(Kind.UNREACHABLE, "cannot start a shell here: " + FailureText.of(e), "", e);
        }
    }

    @Override
    public void close() {
        running.forEach(LocalRun::close);
    }

    @Override
    public String describe() {
        return "this machine";
    }
}
