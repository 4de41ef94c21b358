package io.drydock.cli;

import io.drydock.action.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/** A file that a command leaves; {@code -} is standard output. */
record OutputFile(Path path) {
    boolean isStream() {
        return path.toString().equals("-");
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
        AtomicFile.write(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), content, OutputFile::keep);
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
