package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that a vault command reads or writes; {@code -} is standard input and standard output. */
record VaultFile(Path path) {
    static final VaultFile OF_STREAMS = new VaultFile(Path.of("-"));

    boolean isStream() {
        return new OutputFile(path).isStream();
    }

    SourcePos pos() {
        return pos(0, 0);
    }

    SourcePos pos(int line, int column) {
        return new SourcePos(isStream() ? "standard input" : path.toString(), line, column);
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Empty when it has been reported that it cannot be read. */
    Optional<byte[]> read(Diagnostics problems) {
        try {
            return Optional.of(isStream() ? System.in.readAllBytes() : Files.readAllBytes(path));
        } catch (IOException e) {
            problems.error(pos(), Files.isDirectory(path) ? "this is a directory" : reason(e), "");
            return Optional.empty();
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** As {@link OutputFile}. */
    void write(byte[] content, OutputStream standardOutput) throws IOException {
        new OutputFile(path).write(content, standardOutput);
    }
}
