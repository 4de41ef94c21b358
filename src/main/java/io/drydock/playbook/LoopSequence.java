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
        long start = number(words.getOrDefault("start", "1"));
        boolean isCounted = words.containsKey("count");
        if (isCounted == words.containsKey("end")) return Optional.empty();
        long stride = number(words.getOrDefault("stride", "1"));
        long end = isCounted ? start + stride * (number(words.get("count")) - 1) : number(words.get("end"));
        Matcher format = FORMAT.matcher(words.getOrDefault("format", "%d"));
        if (!format.matches() || stride == 0) return Optional.empty();
        if (isCounted && number(words.get("count")) == 0) return Optional.of(List.of());
        List<String> all = new ArrayList<>();
        for (long n = start; stride > 0 ? n <= end : n >= end; n += stride) {
            if (all.size() == MOST) return Optional.empty();
            all.add(String.format(format.group().replaceFirst("[i]$", "d"), n));
        }
        return Optional.of(all);
    }

    private static long number(String text) {
        return Long.decode(
                text.matches("-?0[0-9]+") ? text.replaceFirst("0", "0o").replace("0o", "0") : text);
    }
}
