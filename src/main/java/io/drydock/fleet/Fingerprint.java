package io.drydock.fleet;

import io.drydock.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 sums, in hexadecimal digits, of what a saved plan depends on. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same for the same plain data, whatever the order of keys. */
  static String of(Object data) {
    return of(Json.canonical(data));
  }

  /** Of a file, or of all files below a folder with their names; of nothing, when there is no such path. */
  static String of(Path path) {
    MessageDigest digest = sha256();
    try {
      for (Path file : files(path)) {
        digest.update((path.relativize(file) + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
        digest.update((byte) 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.exists(path)) return List.of();
    try (Stream<Path> found = Files.walk(path)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
