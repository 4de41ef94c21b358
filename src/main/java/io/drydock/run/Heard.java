package io.drydock.run;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What comes on one stream before the shell of the new user has answered. One character is one byte, so that a marker is found
 * wherever the pieces are cut.
 */
final class Heard {
    private static final int LIMIT = 64 * 1024; // characters

    private final String begun;
    private final StringBuilder text = new StringBuilder();
    /** Where what has not been answered begins; none before the method's program speaks. */
    private Optional<Integer> unanswered = Optional.empty();

    private volatile boolean open;

    Heard(String begun) {
        this.begun = begun;
    }

    void add(byte[] data, int length) {
        String more = new String(data, 0, length, StandardCharsets.ISO_8859_1);
        if (text.length() + more.length() > LIMIT) drop(text.length() + more.length() - LIMIT);
        text.append(more);
        for (int at; (at = text.indexOf(begun + "\n")) >= 0; ) begin(at);
    }

    /** Said twice where both streams are one. */
    private void begin(int at) {
        text.delete(at, at + begun.length() + 1);
        if (unanswered.isEmpty()) unanswered = Optional.of(at);
    }

    /** The end is what counts. */
    private void drop(int length) {
        int dropped = Math.min(length, text.length());
        text.delete(0, dropped);
        unanswered = unanswered.map(at -> Math.max(0, at - dropped));
    }

    boolean hasBegun() {
        return unanswered.isPresent();
    }

    /** Whether the word has come after which all is the program's. */
    boolean isOpen() {
        return open;
    }

    /** What has come after that word; empty as long as it has not. */
    Optional<byte[]> open(String word) {
        int at = text.indexOf(word);
        open = at >= 0;
        return open ? Optional.of(after(at + word.length())) : Optional.empty();
    }

    int find(String word) {
        return text.indexOf(word);
    }

    /** Takes a word out. */
    void remove(String word) {
        int at = text.indexOf(word);
        text.delete(at, at + word.length());
    }

    /** What follows this place. */
    byte[] after(int place) {
        return text.substring(place).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A line that waits for its end: a question, if it goes on waiting. */
    Optional<String> question() {
        if (unanswered.isEmpty()) return Optional.empty();
        String rest = text.substring(unanswered.get());
        String line = decoded(rest.substring(rest.lastIndexOf('\n') + 1)).strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    void answer() {
        if (unanswered.isPresent()) unanswered = Optional.of(text.length());
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return decoded(text.toString()).replace("\r", "").strip();
    }
}
