package io.drydock.remote;

import io.drydock.remote.KnownHostsFile.Entry;
import io.drydock.remote.KnownHostsFile.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the known_hosts files say together, as with ssh: read once, shared by all connections. */
final class KnownHosts {
    /** What the files say about a key that a host has shown. */
    sealed interface Verdict {
        record Trusted() implements Verdict {}

        /** @param sameKey an entry that has the key for another name */
        record Unknown(Optional<Entry> sameKey) implements Verdict {}

        /** The host's keys are to be signed by an authority, and this one is not, or by another one. */
        record Unsigned(Entry authority) implements Verdict {}

        record Changed(Entry known) implements Verdict {}

        record Revoked(Entry entry) implements Verdict {}
    }

    private KnownHostsFile own;
    private final List<KnownHostsFile> others;

    private KnownHosts(KnownHostsFile own, List<KnownHostsFile> others) {
        this.own = own;
        this.others = others;
    }

    /** @param own the file that new keys are added to */
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

    /** The files that exist, as a sentence names them. */
    synchronized String files() {
        Stream<Path> there = others.stream().map(KnownHostsFile::path).filter(Files::exists);
        return Stream.concat(Stream.of(own.path()), there).map(Path::toString).collect(Collectors.joining(" or "));
    }

    synchronized Verdict verdict(String name, HostKey key) {
        return verdict(own, name, key);
    }

    /** As with ssh, a key that is known without a port is as good for every port; another one there says nothing against it. */
    private Verdict verdict(KnownHostsFile own, String name, HostKey key) {
        List<Entry> exact = entries(own, name);
        List<Entry> all = everyPort(own, name);
        Optional<Entry> same =
                all.stream().filter(e -> e.is(Mark.NONE) && e.key().equals(key)).findFirst();
        Optional<Entry> authority =
                all.stream().filter(e -> e.is(Mark.AUTHORITY)).findFirst();
        // A host we know that shows a key of another type is as suspect as one that shows another key of that type.
        Optional<Entry> other = exact.stream()
                .filter(e -> e.is(Mark.NONE))
                .min((a, b) -> Boolean.compare(sameType(b, key), sameType(a, key)));
        return revoked(all, key)
                .<Verdict>map(Verdict.Revoked::new)
                .or(() -> same.map(_ -> new Verdict.Trusted()))
                .or(() -> other.map(Verdict.Changed::new))
                .or(() -> authority.map(Verdict.Unsigned::new))
                .orElseGet(() -> new Verdict.Unknown(
                        files(own).flatMap(f -> f.anyOf(key).stream()).findFirst()));
    }

    private static Optional<Entry> revoked(List<Entry> entries, HostKey key) {
        return entries.stream()
                .filter(e -> e.is(Mark.REVOKED) && e.key().equals(key))
                .findFirst();
    }

    /** What the files say about a key that an authority has signed: trusted for its sake, or revoked; empty: it is unknown here. */
    synchronized Optional<Verdict> verdict(String name, HostKey key, HostKey authority) {
        List<Entry> all = everyPort(own, name);
        boolean isKnown =
                all.stream().anyMatch(e -> e.is(Mark.AUTHORITY) && e.key().equals(authority));
        return revoked(all, key)
                .or(() -> revoked(all, authority))
                .<Verdict>map(Verdict.Revoked::new)
                .or(() -> isKnown ? Optional.of(new Verdict.Trusted()) : Optional.empty());
    }

    /** Types of the keys recorded for a host; empty when it is not known. */
    synchronized List<String> types(String name) {
        return everyPort(own, name).stream()
                .filter(e -> e.is(Mark.NONE))
                .map(e -> e.key().type())
                .distinct()
                .toList();
    }

    /** Whether a host's keys are to be signed. */
    synchronized boolean hasAuthority(String name) {
        return everyPort(own, name).stream().anyMatch(e -> e.is(Mark.AUTHORITY));
    }

    private List<Entry> everyPort(KnownHostsFile own, String name) {
        return Stream.concat(entries(own, name).stream(), entries(own, withoutPort(name)).stream())
                .toList();
    }

    /** {@code [name]:port} without the port. */
    private static String withoutPort(String name) {
        return name.startsWith("[") ? name.substring(1, name.lastIndexOf(']')) : name;
    }

    /**
     * Appends the key when the host has none yet, which makes it trusted; a changed key stays changed.
     *
     * @param hashed whether the line is to hide the name
     */
    synchronized Verdict addIfUnknown(String name, HostKey key, boolean hashed) throws IOException {
        if (verdict(name, key) instanceof Verdict.Unknown) {
            String shown = hashed ? KnownHostNames.hashed(name) : name;
            String line = shown + " " + key.type() + " " + key.base64();
            own = own.appended(line, now -> verdict(now, name, key) instanceof Verdict.Unknown);
        }
        return verdict(name, key);
    }

    private static boolean sameType(Entry entry, HostKey key) {
        return entry.key().type().equals(key.type());
    }

    private List<Entry> entries(KnownHostsFile own, String name) {
        return files(own).flatMap(f -> f.entries(name).stream()).toList();
    }

    private Stream<KnownHostsFile> files(KnownHostsFile own) {
        return Stream.concat(Stream.of(own), others.stream());
    }
}
