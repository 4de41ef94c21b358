package io.drydock.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One known_hosts file as it was read. Lines that cannot be understood are passed over, as ssh does; their
 * ends may be those of Windows.
 */
final class KnownHostsFile {
    enum Mark {
        NONE,
        REVOKED,
        AUTHORITY
    }

    /** @param mark what the key is of: a host, one that has been revoked, or an authority that signs keys of hosts */
    record Entry(Mark mark, HostKey key, Path file, int line) {
        boolean is(Mark one) {
            return mark == one;
        }
    }

    private record Pattern(Predicate<String> names, Entry entry) {}

    /** What tells whether somebody else has written to a file since. */
    private record State(Object file, long size, FileTime written) {
        static Optional<State> of(Path path) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return Optional.of(new State(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime()));
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        }

        boolean isSameFileAs(State other) {
            return file.equals(other.file);
        }
    }

    /** A process may lock a file once only; other processes are kept out by the file's own lock. */
    private static final Object WRITING = new Object();

    private final Path path;
    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private Optional<State> state = Optional.empty();
    private int lines;

    private KnownHostsFile(Path path) {
        this.path = path;
    }

    /** A missing file knows no host. */
    static KnownHostsFile read(Path path) throws IOException {
        KnownHostsFile hosts = new KnownHostsFile(path);
        try {
            hosts.state = State.of(path); // before its text, so that what is written meanwhile shows later
            // Latin-1 reads any byte: a stray one in some comment is no reason to know no host.
            for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
                hosts.parse(line.strip());
            }
        } catch (NoSuchFileException none) {
            return hosts;
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getClass().getSimpleName(), e);
        }
        return hosts;
    }

    Path path() {
        return path;
    }

    /** The first entry of a host that has this key, under whatever name. */
    Optional<Entry> anyOf(HostKey key) {
        return Stream.concat(
                        byName.values().stream().flatMap(List::stream),
                        patterns.stream().map(Pattern::entry))
                .filter(e -> e.is(Mark.NONE) && e.key().equals(key))
                .min(Comparator.comparingInt(Entry::line));
    }

    /** The entries for a host's name, those with patterns last. */
    List<Entry> entries(String name) {
        List<Entry> found = new ArrayList<>(byName.getOrDefault(name, List.of()));
        patterns.stream().filter(p -> p.names.test(name)).forEach(p -> found.add(p.entry));
        return found;
    }

    private void parse(String line) {
        lines++;
        String[] fields = line.split("\\s+");
        Mark mark = switch (fields[0]) {
            case "@revoked" -> Mark.REVOKED;
            case "@cert-authority" -> Mark.AUTHORITY;
            default -> Mark.NONE;
        };
        int first = mark == Mark.NONE ? 0 : 1;
        if (fields.length < first + 3 || fields[first].startsWith("#") || fields[first].startsWith("@")) {
            return;
        }
        try {
            add(fields[first], new Entry(mark, HostKey.parse(fields[first + 1], fields[first + 2]), path, lines));
        } catch (IllegalArgumentException malformed) {
            // passed over, see above
        }
    }

    private void add(String names, Entry entry) {
        if (KnownHostNames.arePlain(names)) {
            for (String name : names.toLowerCase(Locale.ROOT).split(",")) {
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(entry);
            }
        } else {
            patterns.add(new Pattern(new KnownHostNames(names), entry));
        }
    }

    /**
     * The file as it is now, under a lock that other Drydock processes respect too; with {@code line} at its end if that is
     * still wanted of what the file says now.
     */
    KnownHostsFile appended(String line, Predicate<KnownHostsFile> wanted) throws IOException {
        synchronized (WRITING) {
            while (true) {
                create();
                Optional<State> opened = State.of(path);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND)) {
                    channel.lock();
                    KnownHostsFile now = isCurrent() ? this : read(path);
                    if (!wanted.test(now)) {
                        return now;
                    }
                    append(channel, (endsInMidLine() ? "\n" : "") + line + "\n");
                    // ssh-keygen -R puts another file in its place, and what went to the old one is lost.
                    Optional<State> written = State.of(path);
                    if (opened.isPresent()
                            && written.isPresent()
                            && written.get().isSameFileAs(opened.get())) {
                        now.parse(line);
                        now.state = written;
                        return now;
                    }
                }
            }
        }
    }

    /** Whether what was read is still what the file says. Something that is no file, such as /dev/null, keeps nothing that could be read again. */
    private boolean isCurrent() throws IOException {
        return !Files.isRegularFile(path) || State.of(path).equals(state);
    }

    private void create() throws IOException {
        Path directory = path.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
        if (!Files.exists(path)) {
            FileChannel.open(
                            path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), permissions("rw-------"))
                    .close();
        }
    }

    /** The whole text or nothing: half a line would be half a key, and that key a changed one for ever. */
    private static void append(FileChannel channel, String text) throws IOException {
        long before = channel.size();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            if (bytes.position() > 0) {
                channel.truncate(before);
            }
            throw e;
        }
    }

    private boolean endsInMidLine() throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
