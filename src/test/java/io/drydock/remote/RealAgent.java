package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** OpenSSH's agent and the programs around it; a test that needs them is skipped where they are missing. */
public final class RealAgent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    private RealAgent(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    public static RealAgent at(Path socket) throws Exception {
        try {
            Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (int i = 0; i < 200 && !Files.exists(socket); i++) Thread.sleep(10);
            return new RealAgent(socket, process);
        } catch (IOException missing) {
            return Assumptions.abort("this machine has no ssh-agent");
        }
    }

    public Path socket() {
        return socket;
    }

    public void add(Path key, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh-add", "-q"));
        command.addAll(List.of(options));
        command.add(key.toString());
        run(new ProcessBuilder(command), socket);
    }

    /** Makes a key without a passphrase in a file of that name. */
    public static Path keygen(Path file, String type, int bits) throws Exception {
        run(
                new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-b",
                        "" + bits,
                        "-N",
                        "",
                        "-C",
                        "" + file.getFileName(),
                        "-f",
                        file.toString()),
                file);
        return file;
    }

    /** Signs FILE.pub as FILE-cert.pub. */
    public static Path sign(Path authority, Path key, String validity) throws Exception {
        run(
                new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-s",
                        authority.toString(),
                        "-I",
                        "me",
                        "-n",
                        "me,root,ops",
                        "-V",
                        validity,
                        key + ".pub"),
                key);
        return Path.of(key + "-cert.pub");
    }

    private static void run(ProcessBuilder builder, Path socket) throws Exception {
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException missing) {
            Assumptions.abort("this machine has no " + builder.command().getFirst());
            return;
        }
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
