package io.drydock.facts;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What facts.sh reported, by name. A host may say anything or nothing, so reading never fails: text that is missing is
 * empty, a number that is missing or no number is 0, a flag that is not "true" is false. Facts are shown on terminals,
 * so control characters (other than newline and tab) and characters that turn the direction of text are left out.
 */
final class RawFacts {
    static final int TEXT_LIMIT = 16_384;
    static final int LIST_LIMIT = 1_000;
    private static final int TABLE_LIMIT = 1 << 20;
    private static final int VERSION_WITHIN = 1_000;
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d[0-9A-Za-z.+~:_-]*");

    private final Map<String, String> raw;

    RawFacts(Map<String, String> raw) {
        this.raw = raw;
    }

    String text(String name) {
        var text = raw.get(name);
        if (text == null) {
            return "";
        }
        var kept = text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) : text;
        return UNSEEN.matcher(kept).replaceAll("").strip();
    }

    boolean has(String name) {
        return raw.get(name) != null;
    }

    /** The whole lines of a table within its first Mi characters; the columns of a line have tabs between them. */
    String rows(String name) {
        var text = raw.getOrDefault(name, "");
        var kept = text.length() > TABLE_LIMIT ? text.substring(0, text.lastIndexOf('\n', TABLE_LIMIT) + 1) : text;
        return UNSEEN.matcher(kept).replaceAll("");
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    long number(String name) {
        return numberIn(text(name));
    }

    /** Items are separated by newlines or {@code separators}; empty ones are no items. */
    List<String> list(String name, String separators) {
        return Arrays.stream(text(name).split("[\n" + separators + "]"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .limit(LIST_LIMIT)
                .toList();
    }

    List<String> list(String name) {
        return list(name, "");
    }

    /** Lines {@code KEY=VALUE}, in their order; the first of equal keys counts. */
    Map<String, String> map(String name) {
        var map = new LinkedHashMap<String, String>();
        for (var line : list(name)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                map.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** The first thing that looks like a version in the first words of what a program says of itself. */
    String version(String name) {
        var text = text(name);
        var found = VERSION.matcher(text.substring(0, Math.min(text.length(), VERSION_WITHIN)));
        return found.find() ? found.group() : "";
    }

    static long numberIn(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
