package io.drydock.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The remedy for a name that is not known: what was probably meant, or else what there is. */
public final class Suggestion {
    private static final int LISTED = 50;
    private static final int SOME = 10;

    private Suggestion() {}

    /** {@code did you mean "when"?}, or {@code valid: a, b, c} when nothing is near; empty when nothing is valid. */
    public static String didYouMean(String name, Collection<String> valid) {
        return near(name, valid).orElseGet(() -> valid.isEmpty() ? "" : among("valid", name, new TreeSet<>(valid)));
    }

    /** {@code groups: a, b, c}, or of more names than one wants to read the closest. */
    public static String among(String label, String name, Collection<String> names) {
        return names.size() <= LISTED
                ? label + ": " + String.join(", ", names)
                : "the nearest of " + names.size() + " are: " + String.join(", ", closest(name, names));
    }

    /** Some of the names, the closest first. */
    private static List<String> closest(String name, Collection<String> valid) {
        return valid.stream()
                .distinct()
                .sorted(Comparator.<String>comparingInt(v -> edits(name, v)).thenComparing(Comparator.naturalOrder()))
                .limit(SOME)
                .toList();
    }

    /** {@code did you mean "when"?} if a valid name is near. */
    public static Optional<String> near(String name, Collection<String> valid) {
        List<String> near = nearest(name, valid);
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of(near.stream()
                        .map(n -> '"' + n + '"')
                        .collect(Collectors.joining(" or ", "did you mean ", "?")));
    }

    /** All the names, or as many of them as one wants to read. */
    public static String listed(Collection<String> names) {
        String some = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        return names.size() <= LISTED ? some : some + ", ... (" + names.size() + " in all)";
    }

    /** The valid names that are so near that one of them was probably meant. */
    public static List<String> nearest(String name, Collection<String> valid) {
        int best = name.length() < 5 ? 1 : 2;
        TreeSet<String> near = new TreeSet<>();
        for (String candidate : valid) {
            int distance = distance(name, candidate, best);
            if (distance < best) {
                near.clear();
                best = distance;
            }
            if (distance == best) {
                near.add(candidate);
            }
        }
        return near.stream().limit(3).toList();
    }

    /**
     * Edits (insert, delete, replace, swap of neighbours) between two names, letter case aside; any number above
     * {@code limit} stands for "more". Names of which nothing would remain are never near.
     */
    static int distance(String name, String other, int limit) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > limit || Math.min(a.length(), b.length()) <= limit) {
            return limit + 1;
        }
        return edits(a, b);
    }

    private static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
