package io.drydock.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A command of this machine's shell. Its text, in which there may be secrets, is in no argument list. Ctrl-C on the terminal is not for it.
 *
 * @param directory in which it is run
 */
public record LocalCommand(String text, Path directory, Duration timeout) {
    private static final String SHELL = "trap '' INT QUIT HUP; c=$DRYDOCK_COMMAND; unset DRYDOCK_COMMAND; eval \"$c\"";
    private static final int KEPT = 16 * 1024; // bytes of output
    private static final long PATIENCE = 1000; // milliseconds for the output of a command that has ended

    /**
     * @param output of both streams, its beginning
     * @param late whether it had not ended in time, and was killed
     */
    public record Ended(int status, String output, boolean late) {
        /** The last line that says something. */
        public String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line.strip());
        }
    }

    /** @throws IOException when it could not be started */
    public Ended run(String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", SHELL)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DRYDOCK_COMMAND", text);
        Process process = builder.start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Thread.ofPlatform().daemon().start(() -> feed(process, input));
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(process.getInputStream(), output));
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) reader.join(PATIENCE); // what it has left running may hold it open
            return new Ended(ended ? process.exitValue() : -1, output.toString(StandardCharsets.UTF_8), !ended);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a command need not read what it is told
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream output) {
        byte[] buffer = new byte[4096];
        try (in) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer))
                output.write(buffer, 0, Math.min(length, KEPT - Math.min(KEPT, output.size())));
        } catch (IOException e) {
            // it was killed
        }
    }
}
