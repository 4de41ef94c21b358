package io.drydock.fleet;

import io.drydock.action.FileTree;
import io.drydock.action.Sha256;
import io.drydock.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 sums, in hexadecimal digits, of what a saved plan depends on. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String text) {
        return Sha256.of(text);
    }

    /** The same for the same plain data, whatever the order of keys. */
    static String of(Object data) {
        return of(Json.canonical(data));
    }

    /** Of a file, or of all files below a folder with their names, through links too; of nothing, when there is no such path. */
    static String of(Path path) {
        MessageDigest digest = Sha256.digest();
        try {
            for (Path file : FileTree.below(path)) {
                if (!Files.isRegularFile(file)) continue;
                digest.update((path.relativize(file) + "\0" + Sha256.of(Files.readAllBytes(file)))
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
