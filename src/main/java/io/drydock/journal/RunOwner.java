package io.drydock.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** This process as the one that a run belongs to, by a lock that ends with it whatever ends it. */
final class RunOwner implements AutoCloseable {
    private static final String LOCK = "owner.lock";
    private static final int TRIES = 10;
    private static final long PAUSE_MS = 20;

    /** To close any other channel of such a file would end this process' lock, so that the file of a run of ours is left alone. Guards itself. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private RunOwner(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Empty when the run belongs to a living process. */
    static Optional<RunOwner> of(Path folder) throws IOException {
        synchronized (OURS) {
            Optional<FileChannel> locked = OURS.contains(folder) ? Optional.empty() : lock(channel(folder));
            if (locked.isPresent()) OURS.add(folder);
            return locked.map(channel -> new RunOwner(folder, channel));
        }
    }

    private static Optional<FileChannel> lock(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            for (int tries = 0; !locked && tries < TRIES; tries++) { // who only looks holds it for a moment
                if (tries > 0) Thread.sleep(PAUSE_MS);
                locked = channel.tryLock() != null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!locked) channel.close();
        }
        return locked ? Optional.of(channel) : Optional.empty();
    }

    /** Whether the run belongs to a living process. */
    static boolean isAlive(Path folder) throws IOException {
        synchronized (OURS) {
            if (OURS.contains(folder)) return true;
            try (FileChannel channel = channel(folder)) {
                return channel.tryLock(0, 1, true) == null;
            }
        }
    }

    private static FileChannel channel(Path folder) throws IOException {
        var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return FileChannel.open(
                folder.resolve(LOCK),
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                rights);
    }

    WishFile wishes() {
        return WishFile.in(folder);
    }

    @Override
    public void close() throws IOException {
        synchronized (OURS) {
            OURS.remove(folder);
            channel.close();
        }
    }
}
