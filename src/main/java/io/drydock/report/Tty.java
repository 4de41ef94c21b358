package io.drydock.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The terminal that this process was started on, whatever its standard streams are. */
public final class Tty {
    public static final File FILE = new File("/dev/tty");

    private Tty() {}

    /** What stty says of it; empty where there is none. */
    public static Optional<String> stty(String argument) {
        return run("stty", argument);
    }

    /** What a program says that reads from it, and ends well. */
    public static Optional<String> run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(FILE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
