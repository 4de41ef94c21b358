package io.drydock.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/**
 * A journal that this process appends to. Many threads may write at once; those that wait for the disk share the wait. It is no channel,
 * which the interruption of any of those threads would close.
 */
final class JournalFile implements RunStore.Journal {
    private final RandomAccessFile file;
    private final RunOwner owner;
    private final long epoch;
    private final Object disk = new Object();
    private long sequence;
    /** The bytes up to the end of the last whole line. */
    private volatile long whole;
    /** How many of those are known to be on the disk. Guarded by {@link #disk}. */
    private long kept;

    private JournalFile(RandomAccessFile file, RunOwner owner, long epoch, long sequence, long whole) {
        this.file = file;
        this.owner = owner;
        this.epoch = epoch;
        this.sequence = sequence;
        this.whole = whole;
    }

    static JournalFile create(Path path, RunOwner owner) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new JournalFile(new RandomAccessFile(path.toFile(), "rw"), owner, 1, 0, 0);
    }

    /** Goes on after the last whole line; what follows it is cut off. */
    static JournalFile open(Path path, RunOwner owner, JournalText text) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        JournalEntry last = text.entries().getLast();
        JournalFile journal = new JournalFile(file, owner, last.epoch() + 1, last.sequence(), text.whole());
        journal.cut();
        return journal;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public JournalEntry write(RunEvent event, boolean durable) throws IOException {
        Line written = append(event);
        if (durable) keep(written.end);
        return written.entry;
    }

    /** @param end of its line, in bytes */
    private record Line(JournalEntry entry, long end) {}

    private synchronized Line append(RunEvent event) throws IOException {
        JournalEntry entry = new JournalEntry(Instant.now(), epoch, sequence + 1, event);
        byte[] line = (JournalLine.of(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            file.write(line);
        } catch (IOException e) {
            cut(); // or the next line would go on in the middle of this one
            throw e;
        }
        sequence++;
        whole += line.length;
        return new Line(entry, whole);
    }

    private void cut() throws IOException {
        file.setLength(whole);
        file.seek(whole);
    }

    /** Who comes while another waits for the disk finds, in most cases, that the next wait has been for all of them. */
    private void keep(long end) throws IOException {
        synchronized (disk) {
            if (kept >= end) return;
            long written = whole;
            file.getFD().sync();
            kept = written;
        }
    }

    @Override
    public Optional<RunStore.Wish> wish() throws IOException {
        return owner.wishes().take();
    }

    @Override
    public void close() throws IOException {
        try (owner;
                file) {
            keep(whole);
        }
    }
}
