package io.drydock.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of the files that RevokedHostKeys names, one a line as in a {@code .pub} file: no host may show one, or be signed by it. */
final class RevokedKeys {
    private static final String BINARY = "SSHKRL\n";

    private final Map<HostKey, String> places = new HashMap<>();

    private RevokedKeys() {}

    /** A file that is missing or not understood might revoke any key, so that it is a failure. */
    static RevokedKeys read(List<Path> files) throws IOException {
        RevokedKeys keys = new RevokedKeys();
        for (Path file : files) {
            keys.add(file);
        }
        return keys;
    }

    /** Where the key is revoked. */
    Optional<String> place(HostKey key) {
        return Optional.ofNullable(places.get(key));
    }

    private void add(Path file) throws IOException {
        String text = text(file);
        if (text.startsWith(BINARY)) {
            throw new IOException(
                    "RevokedHostKeys names " + file
                            + ", which is a list in the binary form (KRL): write the revoked keys into it as lines of .pub files");
        }
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                places.putIfAbsent(key(line, file + ":" + number), file + ":" + number);
            }
        }
    }

    private static HostKey key(String line, String place) throws IOException {
        String[] fields = line.strip().split("\\s+");
        try {
            if (fields.length > 1) {
                return HostKey.parse(fields[0], fields[1]);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new IOException(place + ": no key of RevokedHostKeys: write it as in a .pub file, or after a #");
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException(
                    "cannot read " + file + " of RevokedHostKeys: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
