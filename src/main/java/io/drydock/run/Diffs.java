package io.drydock.run;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a difference between current and desired state reads. The work grows no faster than the texts, which a host may choose. */
final class Diffs {
    private static final int CONTEXT = 3;
    private static final int MAX_LINES = 400;
    private static final int MAX_COMPARISONS = 2_000_000;
    private static final String NO_NEWLINE = "\\ No newline at end of file";

    private Diffs() {}

    static String field(String field, String desired, String current) {
        return field + ": " + shown(current) + " -> " + shown(desired);
    }

    private static String shown(String value) {
        return value.isEmpty() || value.equals("-") ? "(none)" : value.replace("\n", "\n  ");
    }

    static String content(String path, boolean isNew, String desired, String current) {
        List<String> before = isNew ? List.of() : lines(current);
        List<String> after = lines(desired);
        // patch(1) counts the lines of an empty file from 0
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                isNew ? "/dev/null" : path, path, before, patch(before, after), CONTEXT);
        if (before.isEmpty())
            diff = diff.stream()
                    .map(l -> l.startsWith("@@ -1,0 ") ? l.replaceFirst("-1,0", "-0,0") : l)
                    .toList();
        if (diff.isEmpty()) diff = List.of("--- /dev/null", "+++ " + path + " (empty)");
        if (diff.size() <= MAX_LINES) return String.join("\n", diff);
        return String.join("\n", diff.subList(0, MAX_LINES)) + "\n(" + (diff.size() - MAX_LINES) + " more lines)";
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) lines.removeLast();
        else lines.add(NO_NEWLINE);
        return lines;
    }

    /** The smallest difference, unless it is so large that finding it takes long: then all between the first and the last line that differ. */
    private static Patch<String> patch(List<String> before, List<String> after) {
        try {
            return DiffUtils.diff(before, after, new Limit(before.size() + after.size()));
        } catch (TooDifferent e) {
            return replaced(before, after);
        }
    }

    private static Patch<String> replaced(List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int first = 0;
        while (first < shorter && before.get(first).equals(after.get(first))) first++;
        int same = 0;
        while (same < shorter - first
                && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) same++;
        Patch<String> patch = new Patch<>();
        patch.addDelta(new ChangeDelta<>(chunk(before, first, same), chunk(after, first, same)));
        return patch;
    }

    private static Chunk<String> chunk(List<String> lines, int first, int same) {
        return new Chunk<>(first, lines.subList(first, lines.size() - same));
    }

    /** Stops the search at the number of changes up to which it is cheap: it compares about as many lines as their square, or as all. */
    private record Limit(int lines) implements DiffAlgorithmListener {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int changes, int most) {
            if ((long) changes * lines > MAX_COMPARISONS) throw new TooDifferent();
        }

        @Override
        public void diffEnd() {}
    }

    private static final class TooDifferent extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooDifferent() {
            super(null, null, false, false);
        }
    }
}
