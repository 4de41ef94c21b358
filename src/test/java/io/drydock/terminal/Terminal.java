package io.drydock.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command on a pseudo-terminal of its own, which script(1) makes. */
final class Terminal implements AutoCloseable {
    private static final int PATIENCE_S = 60;

    private final Process script;
    private final Path folder;
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;

    /** @param command shell text; the terminal has 24 rows */
    Terminal(Installation installation, String term, int columns, String command) throws IOException {
        folder = installation.folder();
        String text = "stty cols " + columns + " rows 24; tty >tty; " + command;
        ProcessBuilder builder =
                installation.process("script", "-qefc", text, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", term);
        builder.environment().put("SHELL", "/bin/sh");
        script = builder.start();
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        char[] buffer = new char[8192];
        try (Reader in = new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (output) {
                    output.append(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    void type(String keys) throws IOException {
        script.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().flush();
    }

    void resize(int columns) throws IOException, InterruptedException {
        String tty = Files.readString(folder.resolve("tty")).strip();
        new ProcessBuilder("sh", "-c", "stty cols " + columns + " <" + tty)
                .start()
                .waitFor();
    }

    void awaitText(String text) {
        await(text, () -> output().contains(text));
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "waited in vain: " + what);
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The exit status, when the command has ended. */
    int status() throws InterruptedException {
        assertTrue(script.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> "does not end:\n" + output());
        reader.join();
        return script.exitValue();
    }

    Screen screen() {
        return Screen.of(output());
    }

    /** The terminal is gone, and what runs on it is told so. */
    void hangUp() throws InterruptedException {
        script.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
