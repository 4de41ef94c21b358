package io.drydock.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a journal's file holds. Its writer may have been ended in the middle of a line, so that what follows the last whole one does
 * not count; whatever else cannot be read is damage.
 *
 * @param whole the bytes up to the end of the last whole line
 * @param size in bytes
 */
record JournalText(List<JournalEntry> entries, long whole, long size) {
    /** @throws IOException also when it is damaged; the message says where and how */
    static JournalText read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<JournalEntry> entries = new ArrayList<>();
        int start = 0;
        for (int end = lineEnd(bytes, 0); end >= 0; end = lineEnd(bytes, start)) {
            entries.add(entry(
                    file, entries.size() + 1, start, new String(bytes, start, end - start, StandardCharsets.UTF_8)));
            start = end + 1;
        }
        return new JournalText(entries, start, bytes.length);
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '\n') return i;
        return -1;
    }

    private static JournalEntry entry(Path file, int number, int offset, String line) throws IOException {
        try {
            JournalEntry entry = JournalLine.read(line);
            if (entry.sequence() == number) return entry;
            throw new IllegalArgumentException("it is event " + entry.sequence() + ", and should be " + number);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the journal " + file + " is damaged in line " + number + ", which begins at byte " + offset + ": "
                            + e.getMessage(),
                    e);
        }
    }

    Optional<String> torn() {
        return size == whole
                ? Optional.empty()
                : Optional.of("the last " + (size - whole) + " bytes, from byte " + whole
                        + " on, are no whole line and do not count: the process that wrote them was ended");
    }

    RunStore.RunRecord record() {
        return new RunStore.RunRecord(entries, torn());
    }
}
