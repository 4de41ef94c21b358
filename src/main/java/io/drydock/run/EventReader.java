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

    private final byte[] marker;
    private final Consumer<Event> events;
    private final byte[] line = new byte[MAX_HEADER];
    private int lineLength;
    private Optional<Header> header = Optional.empty();
    private byte[] body = new byte[0];
    private int bodyLength;

    private record Header(EventKind kind, int step, int[] lengths, int total) {}

    EventReader(String marker, Consumer<Event> events) {
        this.marker = (marker + " ").getBytes(StandardCharsets.US_ASCII);
        this.events = events;
    }

    /** @throws BadAnswer for what begins like an event of this run and is none */
    void accept(byte[] data, int length) {
        for (int at = 0; at < length; ) at = header.isPresent() ? body(data, at, length) : line(data, at, length);
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
        if (bodyLength == body.length) end(header.orElseThrow());
        return from + taken;
    }

    private void end(Header h) {
        if (body[h.total()] != '\n') throw new BadAnswer("an event that is longer than it says");
        List<String> texts = new ArrayList<>();
        int at = 0;
        for (int length : h.lengths()) {
            texts.add(new String(body, at, length, StandardCharsets.UTF_8));
            at += length;
        }
        header = Optional.empty();
        events.accept(h.kind().read(h.step(), texts));
    }

    private Optional<Header> parse() {
        if (lineLength < marker.length || Arrays.mismatch(line, 0, marker.length, marker, 0, marker.length) >= 0)
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
