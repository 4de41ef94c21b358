package io.drydock.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The entries of a known_hosts file: read once, shared by all connections. Lines that cannot be understood are passed
 * over, as ssh does; so are certificate authorities, for which no plain key is known.
 */
final class KnownHosts {
  /** What the file says about a key that a host has shown. */
  sealed interface Verdict {
    record Trusted() implements Verdict {}

    record Unknown() implements Verdict {}

    record Changed(Entry known) implements Verdict {}

    record Revoked(Entry entry) implements Verdict {}
  }

  record Entry(boolean revoked, HostKey key, int line) {}

  private record Pattern(Predicate<String> names, Entry entry) {}

  private final Path file;
  private final Map<String, List<Entry>> byName = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private int lines;

  private KnownHosts(Path file) {
    this.file = file;
  }

  /** A missing file knows no host. */
  static KnownHosts read(Path file) throws IOException {
    KnownHosts hosts = new KnownHosts(file);
    try {
      // Latin-1 reads any byte: a stray one in some comment is no reason to know no host.
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        hosts.parse(line.strip());
      }
    } catch (NoSuchFileException none) {
      return hosts;
    }
    return hosts;
  }

  /** The name under which ssh records a host. */
  static String name(String address, int port) {
    String host = address.toLowerCase(Locale.ROOT);
    return port == 22 ? host : "[" + host + "]:" + port;
  }

  Path file() {
    return file;
  }

  synchronized Verdict verdict(String name, HostKey key) {
    List<Entry> entries = entries(name);
    for (Entry entry : entries) {
      if (entry.revoked && entry.key.equals(key)) {
        return new Verdict.Revoked(entry);
      }
    }
    List<Entry> known = entries.stream().filter(e -> !e.revoked).toList();
    if (known.stream().anyMatch(e -> e.key.equals(key))) {
      return new Verdict.Trusted();
    }
    // A host we know that shows a key of another type is as suspect as one that shows another key of that type.
    return known.stream()
        .min((a, b) -> Boolean.compare(sameType(b, key), sameType(a, key)))
        .<Verdict>map(Verdict.Changed::new)
        .orElseGet(Verdict.Unknown::new);
  }

  /** Types of the keys recorded for a host; empty when it is not known. */
  synchronized List<String> types(String name) {
    return entries(name).stream().filter(e -> !e.revoked).map(e -> e.key.type()).distinct().toList();
  }

  /** Appends the key when the host has none yet, which makes it trusted; a changed key stays changed. */
  synchronized Verdict addIfUnknown(String name, HostKey key) throws IOException {
    if (verdict(name, key) instanceof Verdict.Unknown) {
      String line = name + " " + key.type() + " " + key.base64();
      append(line);
      parse(line);
    }
    return verdict(name, key);
  }

  private static boolean sameType(Entry entry, HostKey key) {
    return entry.key.type().equals(key.type());
  }

  private List<Entry> entries(String name) {
    List<Entry> found = new ArrayList<>(byName.getOrDefault(name, List.of()));
    patterns.stream().filter(p -> p.names.test(name)).forEach(p -> found.add(p.entry));
    return found;
  }

  private void parse(String line) {
    lines++;
    String[] fields = line.split("\\s+");
    boolean revoked = fields[0].equals("@revoked");
    int first = revoked ? 1 : 0;
    if (fields[first].isEmpty() || fields[0].startsWith("#") || fields.length < first + 3) {
      return;
    }
    if (fields[0].startsWith("@") && !revoked) {
      return;
    }
    add(fields[first], new Entry(revoked, new HostKey(fields[first + 1], fields[first + 2]), lines));
  }

  private void add(String names, Entry entry) {
    if (HostNames.arePlain(names)) {
      for (String name : names.toLowerCase(Locale.ROOT).split(",")) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(entry);
      }
      return;
    }
    try {
      patterns.add(new Pattern(new HostNames(names), entry));
    } catch (IllegalArgumentException malformed) {
      // passed over, see above
    }
  }

  /** One write to a file opened for appending, under a lock that other Drydock processes respect too. */
  private void append(String line) throws IOException {
    createDirectory(file.toAbsolutePath().getParent());
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try (FileChannel channel = FileChannel.open(file, options, permissions("rw-------"))) {
      channel.lock();
      String text = (endsInMidLine() ? "\n" : "") + line + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private boolean endsInMidLine() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  private static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions("rwx------"));
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
