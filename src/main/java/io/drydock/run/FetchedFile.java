package io.drydock.run;

import io.drydock.action.AtomicFile;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A file of a host on its way to the controller, which has it whole or not at all. */
final class FetchedFile {
    private static final long LONGEST = ControllerFiles.LIMIT * 3 / 2; // base64 with its line breaks

    private final StringBuilder base64 = new StringBuilder();

    void add(String part) {
        if (base64.length() + part.length() > LONGEST)
            throw new BadAnswer("a file that is larger than what is fetched");
        base64.append(part);
    }

    /**
     * Puts it where it is to be kept, readable by the user of this process alone; what was there is replaced at once.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    void write(Path path, String sha256) {
        byte[] bytes = bytes();
        if (!Sha256.of(bytes).equals(sha256)) throw new BadAnswer("a file that has not come whole");
        try {
            Path file = path.toAbsolutePath();
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + " on this machine: " + e.getMessage(), e);
        }
    }

    private byte[] bytes() {
        try {
            return Base64.getMimeDecoder().decode(base64.toString());
        } catch (IllegalArgumentException e) {
            throw new BadAnswer("a file that is no base64");
        }
    }
}
