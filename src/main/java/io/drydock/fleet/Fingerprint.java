package io.drydock.fleet;

import io.drydock.action.Sha256;
import io.drydock.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

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
      for (Path file : files(path)) {
        digest.update((path.relativize(file) + "\0" + Sha256.of(Files.readAllBytes(file))).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Set<Path> files(Path path) throws IOException {
    Set<Path> files = new TreeSet<>();
    if (!Files.exists(path)) return files;
    Files.walkFileTree(path, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) files.add(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof FileSystemLoopException) return FileVisitResult.CONTINUE; // a link to a folder it lies in, which is walked already
        throw e;
      }
    });
    return files;
  }
}
