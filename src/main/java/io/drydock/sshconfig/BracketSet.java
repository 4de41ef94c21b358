package io.drydock.sshconfig;

import java.util.regex.Pattern;

/** What stands between the brackets of a shell's pattern, {@code [a-f]}. */
public final class BracketSet {
    private static final Pattern RANGE = Pattern.compile("(.)-(.)", Pattern.DOTALL);

    private BracketSet() {}

    /**
     * The regular expression of a set, with its brackets. Ranges keep their meaning; where one is the wrong way round, all stand for their
     * characters.
     *
     * @param set what is between the brackets, not empty
     * @param negations the characters that negate what follows them
     */
    public static String expression(String set, String negations) {
        boolean negated = set.length() > 1 && negations.indexOf(set.charAt(0)) >= 0;
        return (negated ? "[^" : "[") + escaped(negated ? set.substring(1) : set) + "]";
    }

    private static String escaped(String set) {
        String escaped = set.replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
        boolean backwards = RANGE.matcher(set)
                .results()
                .anyMatch(
                        range -> range.group(1).codePointAt(0) > range.group(2).codePointAt(0));
        return backwards ? escaped.replace("-", "\\-") : escaped;
    }
}
