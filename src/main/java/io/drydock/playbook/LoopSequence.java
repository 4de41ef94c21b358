package io.drydock.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a sequence of numbers, written as Ansible does: {@code start=1 end=10 stride=2 format=web%02d}, or {@code count=4}. */
final class LoopSequence {
    private static final int MOST = 10_000;
    private static final Pattern WORD = Pattern.compile("(start|end|count|stride|format)=(\\S+)");
    private static final Pattern SHORT = Pattern.compile("(?:(-?\\w+)-)?(-?\\w+)(?:/(-?\\w+))?(?::(\\S+))?");
    private static final Pattern FORMAT = Pattern.compile("([^%]|%%)*%(0?[0-9]{0,2})([dixXo])(([^%]|%%)*)");

    private LoopSequence() {}

    /** Empty where the text is no sequence. */
    static Optional<List<String>> of(String text) {
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
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> words, String name, String value) {
        if (value != null) words.put(name, value);
    }

    private static Optional<List<String>> of(Map<String, String> words) {
        long start = number(words, "start").orElse(1L);
        long stride = number(words, "stride").orElse(1L);
        Optional<Long> count = number(words, "count");
        Optional<Long> end = count.map(n -> start + stride * (n - 1)).or(() -> number(words, "end"));
        Matcher format = FORMAT.matcher(words.getOrDefault("format", "%d"));
        boolean isBoth = count.isPresent() && words.containsKey("end");
        if (end.isEmpty() || isBoth || stride == 0 || !format.matches()) return Optional.empty();
        if (count.equals(Optional.of(0L))) return Optional.of(List.of());
        List<String> all = new ArrayList<>();
        for (long n = start; stride > 0 ? n <= end.get() : n >= end.get(); n += stride) {
            if (all.size() == MOST) return Optional.empty();
            all.add(String.format(format.group().replaceFirst("(%0?[0-9]*)i", "$1d"), n));
        }
        return Optional.of(all);
    }

    private static Optional<Long> number(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name))
                .map(text -> text.startsWith("0x") ? Long.decode(text) : Long.valueOf(text));
    }
}
