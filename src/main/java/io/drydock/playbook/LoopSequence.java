package io.drydock.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sequence of numbers, written as Ansible does: {@code start=1 end=10 stride=2 format=web%02d}, or {@code count=4}.
 *
 * @param size how many there are
 * @param format of {@link String#format}
 */
record LoopSequence(long start, long stride, long size, String format) {
    private static final Pattern WORD = Pattern.compile("(start|end|count|stride|format)=(\\S+)");
    private static final Pattern SHORT = Pattern.compile("(?:(-?\\w+)-)?(-?\\w+)(?:/(-?\\w+))?(?::(\\S+))?");
    private static final Pattern FORMAT = Pattern.compile("([^%]|%%)*+%(0?[0-9]{0,2})([dixXo])(([^%]|%%)*+)");

    /** Empty where the text is no sequence. */
    static Optional<LoopSequence> of(String text) {
        Map<String, String> words = new HashMap<>();
        Matcher brief = SHORT.matcher(text.strip());
        if (brief.matches()) {
            put(words, "start", brief.group(1));
            put(words, "end", brief.group(2));
            put(words, "stride", brief.group(3));
            put(words, "format", brief.group(4));
        } else {
            for (String word : text.strip().split("\\s+")) {
                Matcher matcher = WORD.matcher(word);
                if (!matcher.matches()) return Optional.empty();
                words.put(matcher.group(1), matcher.group(2));
            }
        }
        try {
            return of(words);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> words, String name, String value) {
        if (value != null) words.put(name, value);
    }

    private static Optional<LoopSequence> of(Map<String, String> words) {
        long start = number(words, "start").orElse(1L);
        long stride = number(words, "stride").orElse(1L);
        Optional<Long> count = number(words, "count");
        Optional<Long> end = number(words, "end");
        Matcher format = FORMAT.matcher(words.getOrDefault("format", "%d"));
        if (count.isPresent() == end.isPresent() || stride == 0 || !format.matches()) return Optional.empty();
        long size =
                count.orElseGet(() -> Math.addExact(Math.floorDiv(Math.subtractExact(end.get(), start), stride), 1));
        return Optional.of(new LoopSequence(
                start, stride, Math.max(0, size), format.group().replaceFirst("(%0?[0-9]*)i", "$1d")));
    }

    List<String> texts() {
        List<String> all = new ArrayList<>();
        for (long i = 0; i < size; i++) all.add(String.format(format, start + i * stride));
        return all;
    }

    private static Optional<Long> number(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name))
                .map(text -> text.startsWith("0x") ? Long.decode(text) : Long.valueOf(text));
    }
}
