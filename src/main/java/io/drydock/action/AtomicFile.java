package io.drydock.action;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files of this machine as a whole or not at all. */
public final class AtomicFile {
    /** What a new file is to take over from the one whose place it takes. */
    public interface Heritage {
        void pass(Path from, Path to) throws IOException;
    }

    private AtomicFile() {}

    /** The file is for its owner alone. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, (_, _) -> {});
    }

    /**
     * Takes the place of the file only when all of it is on the disk; until then, and after any failure, what was there is there.
     *
     * @param heritage is asked where there is a file already
     * @throws IOException also when what is there is no file, such as a device, whose place none must take
     */
    public static void write(Path file, byte[] content, Heritage heritage) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) throw new IOException("it is no regular file");
        Path fresh = Files.createTempFile(
                file.getParent(),
                ".drydock",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            if (Files.exists(file)) heritage.pass(file, fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
