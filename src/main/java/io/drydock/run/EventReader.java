package io.drydock.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts a program's stream into events. A header line states the byte lengths of the texts that follow it, so their
 * content is never searched for anything; lines that are no header of this run, such as what a login shell prints, are passed
 * over. Every byte is looked at once, and no more is kept than one event.
 */
final class EventReader {
    /** Bytes of all texts of one event. */
    static final int MAX_EVENT = 4 << 20;

    private static final int MAX_HEADER = 512; // bytes: a marker, a kind and numbers

    private final ConcealedSecrets secrets;
    private final Consumer<Event> events;
    private String marker;
    private byte[] start = {};
    private final byte[] line = new byte[MAX_HEADER];
    private int lineLength;
    private Optional<Header> header = Optional.empty();
    private byte[] body = new byte[0];
    private int bodyLength;
    /** Of the bytes that follow the last {@link Event.Attached}, with those before its offset. */
    private long position;

    private long whole;

    private record Header(EventKind kind, int step, int[] lengths, int total) {}

    /** @param secrets that stand in the events by references alone */
    EventReader(String marker, ConcealedSecrets secrets, Consumer<Event> events) {
        this.marker = marker;
        this.secrets = secrets;
        this.events = events;
        use(marker);
    }

    private void use(String other) {
        marker = other;
        start = (other + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /** Where in what a detached program has told the last event that was read ends, in bytes. */
    long whole() {
        return whole;
    }

    /** @throws BadAnswer for what begins like an event of this run and is none */
    void accept(byte[] data, int length) {
        for (int at = 0; at < length; ) {
            int next = header.isPresent() ? body(data, at, length) : line(data, at, length);
            position += next - at;
            at = next;
            if (header.isPresent() && bodyLength == body.length) end(header.get());
        }
    }

    /** Takes bytes up to the end of a line, of which no more are kept than a header can have; returns where the rest begins. */
    private int line(byte[] data, int from, int length) {
        int end = from;
        while (end < length && data[end] != '\n') end++;
        int kept = Math.min(end - from, line.length - lineLength);
        System.arraycopy(data, from, line, lineLength, kept);
        lineLength += kept;
        if (end == length) return end;
        header = parse();
        lineLength = 0;
        bodyLength = 0;
        body = new byte[header.map(h -> h.total() + 1).orElse(0)];
        return end + 1;
    }

    /** The same up to the newline that follows an event's texts. */
    private int body(byte[] data, int from, int length) {
        int taken = Math.min(length - from, body.length - bodyLength);
        System.arraycopy(data, from, body, bodyLength, taken);
        bodyLength += taken;
        return from + taken;
    }

    private void end(Header h) {
        if (body[h.total()] != '\n') throw new BadAnswer("an event that is longer than it says");
        List<String> texts = new ArrayList<>();
        int at = 0;
        for (int length : h.lengths()) {
            texts.add(secrets.revealed(new String(body, at, length, StandardCharsets.UTF_8), marker));
            at += length;
        }
        header = Optional.empty();
        Event event = h.kind().read(h.step(), texts);
        if (event instanceof Event.Attached attached) {
            use(attached.marker());
            position = attached.offset();
        }
        whole = position;
        events.accept(event);
    }

    private Optional<Header> parse() {
        if (lineLength < start.length || Arrays.mismatch(line, 0, start.length, start, 0, start.length) >= 0)
            return Optional.empty();
        String[] words = new String(line, 0, lineLength, StandardCharsets.US_ASCII).split(" ", -1);
        if (lineLength == line.length || words.length < 3) throw new BadAnswer("an event of another form");
        EventKind kind = EventKind.of(words[1], words.length - 3);
        long[] lengths = Arrays.stream(words, 3, words.length)
                .mapToLong(BadAnswer::number)
                .toArray();
        if (Arrays.stream(lengths).anyMatch(l -> l > MAX_EVENT)
                || Arrays.stream(lengths).sum() > MAX_EVENT)
            throw new BadAnswer("an event of more than " + MAX_EVENT + " bytes");
        long step = BadAnswer.number(words[2]);
        if (step > Integer.MAX_VALUE) throw new BadAnswer("a task it was not given");
        return Optional.of(new Header(
                kind, (int) step, Arrays.stream(lengths).mapToInt(l -> (int) l).toArray(), (int)
                        Arrays.stream(lengths).sum()));
    }
}
