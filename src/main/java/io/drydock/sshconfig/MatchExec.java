package io.drydock.sshconfig;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the commands of {@code Match exec}, each once, if they may be run. Not thread-safe. */
final class MatchExec {
    private final boolean allowed;
    private final LocalMachine machine;
    private final Map<String, Boolean> results = new HashMap<>();

    MatchExec(boolean allowed, LocalMachine machine) {
        this.allowed = allowed;
        this.machine = machine;
    }

    /** Whether the command succeeds; empty where none may be run. */
    Optional<Boolean> succeeds(String command) {
        return allowed ? Optional.of(results.computeIfAbsent(command, this::run)) : Optional.empty();
    }

    private boolean run(String command) {
        try {
            Process process = new ProcessBuilder(machine.shell(), "-c", command)
                    .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
