package io.drydock.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts a program's stream into events. A header line states the byte lengths of the texts that follow it, so their
 * content is never searched for anything; lines that are no header of this run, such as what a login shell prints, are passed over.
 */
final class EventReader {
  private static final int MAX_TEXTS = 16;

  private final byte[] marker;
  private final Consumer<Event> events;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Optional<Header> header = Optional.empty();

  private record Header(String kind, int step, int[] lengths, int total) {}

  EventReader(String marker, Consumer<Event> events) {
    this.marker = (marker + " ").getBytes(StandardCharsets.US_ASCII);
    this.events = events;
  }

  void accept(byte[] data, int length) {
    pending.write(data, 0, length);
    byte[] bytes = pending.toByteArray();
    int at = 0;
    for (int next = step(bytes, at); next > at; next = step(bytes, at)) at = next;
    pending.reset();
    pending.write(bytes, at, bytes.length - at);
  }

  /** Consumes one header line or one body, and returns where the rest begins; {@code from} when more bytes are needed. */
  private int step(byte[] bytes, int from) {
    if (header.isPresent()) return body(bytes, from, header.get());
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') end++;
    if (end == bytes.length) return from;
    header = parse(bytes, from, end);
    return end + 1;
  }

  private int body(byte[] bytes, int from, Header h) {
    if (bytes.length - from < h.total() + 1) return from;
    List<String> texts = new ArrayList<>();
    int at = from;
    for (int length : h.lengths()) {
      texts.add(new String(bytes, at, length, StandardCharsets.UTF_8));
      at += length;
    }
    header = Optional.empty();
    events.accept(new Event(h.kind(), h.step(), texts));
    return at + 1;
  }

  private Optional<Header> parse(byte[] bytes, int from, int end) {
    if (end - from < marker.length || Arrays.mismatch(bytes, from, from + marker.length, marker, 0, marker.length) >= 0) {
      return Optional.empty();
    }
    String[] words = new String(bytes, from, end - from, StandardCharsets.US_ASCII).split(" ");
    try {
      int[] lengths = Arrays.stream(words, 3, words.length).mapToInt(Integer::parseInt).toArray();
      if (words.length < 3 || lengths.length > MAX_TEXTS || Arrays.stream(lengths).anyMatch(l -> l < 0)) return Optional.empty();
      return Optional.of(new Header(words[1], Integer.parseInt(words[2]), lengths, Math.toIntExact(Arrays.stream(lengths).asLongStream().sum())));
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
