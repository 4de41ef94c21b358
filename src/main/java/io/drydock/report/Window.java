package io.drydock.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sun.misc.Signal;

/** The window of the terminal this process was started on. Its streams are not touched: stty asks for the size. */
final class Window {
    private static final Path STATE = Path.of("/proc/self/stat");

    record Size(int columns, int rows) {}

    private volatile boolean resized = true;
    private Size size = new Size(80, 24);

    Window() {
        try {
            Signal.handle(new Signal("WINCH"), signal -> resized = true);
        } catch (IllegalArgumentException e) {
            // where the JVM was told to leave signals alone, the size is the one at the start
        }
    }

    /** As it is now; the usual one where the terminal does not tell. */
    Size size() {
        if (resized) {
            resized = false;
            size = ask().orElse(size);
        }
        return size;
    }

    private static Optional<Size> ask() {
        try {
            String[] words = Tty.stty("size").orElse("").split(" ");
            Size told = new Size(Integer.parseInt(words[words.length - 1]), Integer.parseInt(words[0]));
            return told.columns() > 0 && told.rows() > 0 ? Optional.of(told) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the process is in the foreground: in the background the shell's prompt is where it would draw. */
    boolean isOurs() {
        try {
            String state = Files.readString(STATE);
            String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
            String group = fields[2];
            String foreground = fields[5];
            return foreground.equals(group) || foreground.equals("-1");
        } catch (IOException e) {
            return true; // not Linux
        }
    }
}
