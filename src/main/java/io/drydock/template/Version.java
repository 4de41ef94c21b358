package io.drydock.template;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Versions as distributions write them: {@code 6.1.0-18-amd64}, {@code 5:24.0.7-1~ubuntu}. Part by part: numbers compare as
 * numbers and are later than letters, these later than nothing, that later than {@code rc}, {@code alpha}, {@code beta}, {@code pre},
 * and those later than {@code ~}; zeros at the end of a run of numbers count for nothing, and an epoch outweighs all. There is one
 * order of versions: version_at_least of templates/lib/version.sh has it too.
 */
public final class Version implements Comparable<Version> {
    private static final Pattern PART = Pattern.compile("\\d+|[A-Za-z]+|~");
    private static final Pattern EPOCH = Pattern.compile("^\\s*\\d+:");
    private static final Pattern LAST_ZEROS =
            Pattern.compile("(?<!\\d)0+(?:[^0-9A-Za-z~]+0+)*(?=[^0-9A-Za-z~]*(?:[A-Za-z~]|$))");
    private static final Pattern BEFORE_RELEASE = Pattern.compile("rc|alpha|beta|pre|preview");

    private static final int LETTERS = 3;
    private static final int NUMBER = 4;

    private final List<String> parts;

    public Version(String text) {
        String whole = EPOCH.matcher(text).find() ? text : "0:" + text;
        parts = PART.matcher(LAST_ZEROS.matcher(whole).replaceAll("."))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** 0 for versions that are written differently and are the same. */
    @Override
    public int compareTo(Version other) {
        for (int i = 0; i <= Math.min(parts.size(), other.parts.size()); i++) {
            int order = compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String part(int i) {
        return i < parts.size() ? parts.get(i) : "";
    }

    private static int compare(String a, String b) {
        int rank = Integer.compare(rank(a), rank(b));
        return rank != 0
                ? rank
                : rank(a) == NUMBER
                        ? new BigInteger(a).compareTo(new BigInteger(b))
                        : rank(a) == 0 ? 0 : Integer.signum(a.compareTo(b));
    }

    private static int rank(String part) {
        return part.equals("~")
                ? 0
                : BEFORE_RELEASE.matcher(part).matches()
                        ? 1
                        : part.isEmpty() ? 2 : Character.isDigit(part.charAt(0)) ? NUMBER : LETTERS;
    }
}
