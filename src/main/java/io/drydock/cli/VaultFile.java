package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file that a vault command reads or writes; {@code -} is standard input and standard output. */
record VaultFile(Path path) {
    static final VaultFile OF_STREAMS = new VaultFile(Path.of("-"));

    boolean isStream() {
        return path.toString().equals("-");
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

    /** Writes all or nothing. A file that is there keeps its owner and its rights; a new one is for its owner alone. */
    void write(byte[] content, OutputStream standardOutput) throws IOException {
        if (isStream()) {
            standardOutput.write(content);
            standardOutput.flush();
            return;
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe or a device
            Files.write(path, content, StandardOpenOption.WRITE);
            return;
        }
        AtomicFile.write(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), content, VaultFile::keep);
    }

    private static void keep(Path file, Path fresh) throws IOException {
        Map<String, Object> old = Files.readAttributes(file, "unix:uid,gid,mode");
        Map<String, Object> now = Files.readAttributes(fresh, "unix:uid,gid");
        for (String owner : new String[] {"uid", "gid"}) {
            Object id = old.get(owner);
            if (id == null || id.equals(now.get(owner))) continue;
            try {
                Files.setAttribute(fresh, "unix:" + owner, id);
            } catch (IOException e) {
                throw new IOException("it belongs to others, and could not be left to them", e);
            }
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(fresh, rights);
    }
}
