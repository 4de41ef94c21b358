package io.drydock.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Has somebody edit a secret text, in the editor that $EDITOR names, or vi. The text is in a file of a folder that only its owner can
 * look into, in memory where the system has such a place, and is removed however that ends.
 */
final class Editor {
    private static final int SIGNALLED = 128; // what a shell adds to the number of the signal
    private static final int INTERRUPT = 2;

    private Editor() {}

    /** The editor did not end well: what it has made of the text is not to be kept. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean interrupted;

        Failure(String message, boolean interrupted) {
            super(message, null, false, false);
            this.interrupted = interrupted;
        }

        boolean interrupted() {
            return interrupted;
        }
    }

    /** The text as it was left; empty when it was not changed. {@code name}: what the editor sees; {@code err}: where it is told what
     * could not be removed. */
    static Optional<byte[]> edit(String name, byte[] text, PrintStream err) throws IOException, Failure {
        FileAttribute<?> own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path folder = Files.createTempDirectory(place(), "drydock", own);
        Thread atExit = Thread.ofPlatform().unstarted(() -> remove(folder, err));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Path file = folder.resolve(name);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, text);
            run(file);
            byte[] edited = Files.readAllBytes(file);
            return Arrays.equals(edited, text) ? Optional.empty() : Optional.of(edited);
        } finally {
            remove(folder, err);
            dismiss(atExit);
        }
    }

    /** A file system in memory, else where temporary files are. */
    private static Path place() {
        String ofUser = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nowhere");
        return Stream.of("/dev/shm", ofUser)
                .map(Path::of)
                .filter(Editor::isInMemory)
                .findFirst()
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static boolean isInMemory(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && Files.isWritable(folder)
                    && Files.getFileStore(folder).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(Path file) throws IOException, Failure {
        String editor = Optional.ofNullable(System.getenv("EDITOR"))
                .filter(e -> !e.isBlank())
                .orElse("vi");
        Process process = new ProcessBuilder(List.of("sh", "-c", editor + " \"$1\"", "sh", file.toString()))
                .inheritIO()
                .start();
        Thread atExit = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        SignalHandler ours = Signal.handle(new Signal("INT"), _ -> {}); // Ctrl-C is the editor's
        try {
            int status = process.waitFor();
            if (status != 0)
                throw new Failure(
                        "the editor " + editor + " ended with status " + status, status == SIGNALLED + INTERRUPT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", true);
        } finally {
            Signal.handle(new Signal("INT"), ours);
            dismiss(atExit);
        }
    }

    private static void dismiss(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // it runs already
        }
    }

    /** What the editor has put beside the file goes, too. */
    private static void remove(Path folder, PrintStream err) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException | UncheckedIOException e) {
            err.println("drydock: " + folder + " could not be removed, and holds the decrypted text");
        }
    }
}
