package io.drydock.approval;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** OpenSSH's program that signs and verifies. */
final class SshKeygen {
    private static final String PROGRAM = "ssh-keygen";
    /** Signatures made for anything else do not count. */
    private static final String NAMESPACE = "drydock";

    private SshKeygen() {}

    /** What it printed, what it complained of, and how it ended. */
    record Ended(int status, String out, List<String> complaints) {
        boolean isGood() {
            return status == 0;
        }
    }

    /**
     * Prints the signature. What it has to ask, it asks on the terminal.
     *
     * @param key a private key, or the public half of one that an agent has
     * @param says is given each line of what it tells whoever signs
     */
    static Ended sign(String text, Path key, Consumer<String> says) throws IOException {
        return run(text, says, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", key.toString());
    }

    /** Prints the names that the file of allowed signers has for the key of a signature, a line each. */
    static Ended principals(Path allowed, Path signature) throws IOException {
        return run("", _ -> {}, "-Y", "find-principals", "-f", allowed.toString(), "-s", signature.toString());
    }

    static Ended verify(String text, Path allowed, Path signature, String principal) throws IOException {
        return run(
                text,
                _ -> {},
                "-Y",
                "verify",
                "-n",
                NAMESPACE,
                "-f",
                allowed.toString(),
                "-I",
                principal,
                "-s",
                signature.toString());
    }

    private static Ended run(String input, Consumer<String> says, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        Path given = Files.createTempFile("drydock", ".txt");
        try {
            Files.writeString(given, input);
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(given.toFile());
            builder.environment().put("LC_ALL", "C");
            return ended(start(builder), says);
        } finally {
            Files.delete(given);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(PROGRAM + " cannot be run; install the client of OpenSSH", e);
        }
    }

    /** Its output is short enough to wait until it has no more to complain of. */
    private static Ended ended(Process process, Consumer<String> says) throws IOException {
        List<String> complaints = new ArrayList<>();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                if (line.isBlank()) continue;
                complaints.add(line.strip());
                says.accept(line.strip());
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, complaints);
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted", e);
        }
    }
}
