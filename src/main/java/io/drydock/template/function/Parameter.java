package io.drydock.template.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a function takes at one place.
 *
 * @param optional whether it may be left out
 * @param several whether any number of such values may follow
 */
record Parameter(String name, Kind kind, boolean optional, boolean several) {
    /** What a value must be. */
    enum Kind {
        TEXT("text"),
        REGEXP("a regular expression"),
        NUMBER("a number"),
        TRUTH("true or false"),
        LIST("a list"),
        MAP("a map"),
        ANY("a value"),
        /** As any value, and it need not be there. */
        MAYBE("a value");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final Pattern WRITTEN = Pattern.compile("(\\[?)(\\w+) (\\w+)(\\.{0,3})]?(?:, )?");

    /** Of {@code "text s, [number count], any more..."}: those in brackets may be left out. */
    static List<Parameter> all(String written) {
        List<Parameter> all = new ArrayList<>();
        Matcher one = WRITTEN.matcher(written);
        int end = 0;
        for (; one.find(); end = one.end()) {
            boolean several = !one.group(4).isEmpty();
            all.add(new Parameter(
                    one.group(3),
                    Kind.valueOf(one.group(2).toUpperCase(Locale.ROOT)),
                    several || !one.group(1).isEmpty(),
                    several));
        }
        if (end != written.length()) throw new IllegalArgumentException(written);
        return List.copyOf(all);
    }
}
