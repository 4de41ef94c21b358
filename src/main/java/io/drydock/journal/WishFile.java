package io.drydock.journal;

import io.drydock.diag.Labelled;
import io.drydock.journal.RunStore.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file by which one process asks another one; it is there until that has taken it. */
record WishFile(Path path) {
    private static final int TRIES = 30;
    private static final long PAUSE_MS = 100;

    static WishFile in(Path folder) {
        return new WishFile(folder.resolve("wish"));
    }

    /** Whether it has been taken in time. */
    boolean put(Wish wish) throws IOException {
        Path fresh = Files.createTempFile(
                path.getParent(),
                "wish",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, wish.kind().label() + " " + wish.by());
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        for (int tries = 0; tries < TRIES; tries++) {
            if (!Files.exists(path)) return true;
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !Files.exists(path);
    }

    Optional<Wish> take() throws IOException {
        try {
            String[] words = Files.readString(path).split(" ", 2);
            Files.delete(path);
            return Labelled.of(Wish.Kind.class, words[0]).map(kind -> new Wish(kind, words.length > 1 ? words[1] : ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
