package io.drydock.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of this machine, of which what it prints is read: a secret, or an inventory. */
public final class LocalProgram {
    private static final int MOST_SECRET = 1 << 20; // bytes
    private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+),? \\(?([^()]*)");
    private static final int SHOWN = 500; // characters of what it complains of

    private LocalProgram() {}

    /** Why it gave nothing; the message goes on after the program's name. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final String what;
        private final boolean late;

        Failure(String what) {
            this(what, false);
        }

        private Failure(String what, boolean late) {
            super(what, null, false, false);
            this.what = what;
            this.late = late;
        }

        public String what() {
            return what;
        }

        /** Whether it had not ended in time. */
        public boolean isLate() {
            return late;
        }
    }

    /**
     * The secret that it prints.
     *
     * @param input whether it may read this process's standard input; else there is nothing to read
     */
    public static byte[] output(List<String> words, boolean input, Duration limit) throws Failure {
        return run(words, input, limit, MOST_SECRET).printed();
    }

    /**
     * What a program has written.
     *
     * @param complaint the end of what it wrote on standard error
     */
    public record Output(byte[] printed, String complaint) {}

    /**
     * @param input as above
     * @param most bytes that it may print
     */
    public static Output run(List<String> words, boolean input, Duration limit, int most) throws Failure {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectInput(input ? Redirect.INHERIT : Redirect.from(new java.io.File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new Failure("cannot be run: " + reason(e));
        }
        CompletableFuture<byte[]> out = read(process.getInputStream(), most);
        CompletableFuture<byte[]> err = read(process.getErrorStream(), MOST_SECRET);
        long end = System.nanoTime() + limit.toNanos();
        try {
            byte[] printed = out.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            String complaint = end(err.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) throw late(limit);
            if (process.exitValue() != 0)
                throw new Failure(
                        "ended with status " + process.exitValue() + (complaint.isEmpty() ? "" : ": " + complaint));
            if (printed.length >= most) throw new Failure("prints more than " + most / (1 << 20) + " MB");
            return new Output(printed, complaint);
        } catch (TimeoutException e) {
            throw late(limit);
        } catch (ExecutionException e) {
            throw new Failure("cannot be read from");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Failure late(Duration limit) {
        return new Failure("has not ended within " + limit.toSeconds() + " seconds", true);
    }

    private static CompletableFuture<byte[]> read(InputStream stream, int most) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return stream.readNBytes(most);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static String end(byte[] complaint) {
        String text = new String(complaint, StandardCharsets.UTF_8).strip();
        return text.length() > SHOWN ? "\u2026" + text.substring(text.length() - SHOWN) : text;
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        Matcher error = ERROR.matcher(message);
        if (!error.find()) return message;
        return error.group(1).equals("2") ? "there is no such program" : error.group(2);
    }
}
