package io.drydock.remote;

import io.drydock.remote.KnownHostsFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the known_hosts files say together, as with ssh: read once, shared by all connections. */
final class KnownHosts {
  /** What the files say about a key that a host has shown. */
  sealed interface Verdict {
    record Trusted() implements Verdict {}

    record Unknown() implements Verdict {}

    record Changed(Entry known) implements Verdict {}

    record Revoked(Entry entry) implements Verdict {}
  }

  private KnownHostsFile own;
  private final List<KnownHostsFile> others;

  private KnownHosts(KnownHostsFile own, List<KnownHostsFile> others) {
    this.own = own;
    this.others = others;
  }

  /** @param own the one that new keys are added to */
  static KnownHosts read(Path own, List<Path> others) throws IOException {
    List<KnownHostsFile> read = new ArrayList<>();
    for (Path other : others) {
      read.add(KnownHostsFile.read(other));
    }
    return new KnownHosts(KnownHostsFile.read(own), read);
  }

  /** The name under which ssh records a host. */
  static String name(String address, int port) {
    String host = address.toLowerCase(Locale.ROOT);
    return port == 22 ? host : "[" + host + "]:" + port;
  }

  /** The file that new keys are added to. */
  synchronized Path file() {
    return own.path();
  }

  /** The files there are, as a sentence names them. */
  synchronized String files() {
    Stream<Path> there = others.stream().map(KnownHostsFile::path).filter(Files::exists);
    return Stream.concat(Stream.of(own.path()), there).map(Path::toString).collect(Collectors.joining(" or "));
  }

  synchronized Verdict verdict(String name, HostKey key) {
    return verdict(entries(own, name), key);
  }

  private static Verdict verdict(List<Entry> entries, HostKey key) {
    for (Entry entry : entries) {
      if (entry.revoked() && entry.key().equals(key)) {
        return new Verdict.Revoked(entry);
      }
    }
    List<Entry> known = entries.stream().filter(e -> !e.revoked()).toList();
    if (known.stream().anyMatch(e -> e.key().equals(key))) {
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
    return entries(own, name).stream().filter(e -> !e.revoked()).map(e -> e.key().type()).distinct().toList();
  }

  /** Appends the key when the host has none yet, which makes it trusted; a changed key stays changed. */
  synchronized Verdict addIfUnknown(String name, HostKey key) throws IOException {
    if (verdict(name, key) instanceof Verdict.Unknown) {
      String line = name + " " + key.type() + " " + key.base64();
      own = own.appended(line, now -> verdict(entries(now, name), key) instanceof Verdict.Unknown);
    }
    return verdict(name, key);
  }

  private static boolean sameType(Entry entry, HostKey key) {
    return entry.key().type().equals(key.type());
  }

  private List<Entry> entries(KnownHostsFile own, String name) {
    return Stream.concat(Stream.of(own), others.stream()).flatMap(f -> f.entries(name).stream()).toList();
  }
}
