package io.drydock.run;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a difference between current and desired state reads. */
final class Diffs {
  private static final int CONTEXT = 3;
  private static final int MAX_LINES = 400;
  private static final String NO_NEWLINE = "\\ No newline at end of file";

  private Diffs() {}

  static String field(String field, String desired, String current) {
    if (field.equals("action")) return desired;
    return field + ": " + shown(current) + " -> " + shown(desired);
  }

  private static String shown(String value) {
    return value.isEmpty() || value.equals("-") ? "(none)" : value.replace("\n", "\n  ");
  }

  static String content(String path, boolean isNew, String desired, String current) {
    List<String> before = isNew ? List.of() : lines(current);
    List<String> after = lines(desired);
    // patch(1) counts the lines of an empty file from 0
    List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(isNew ? "/dev/null" : path, path, before, DiffUtils.diff(before, after), CONTEXT);
    if (before.isEmpty()) diff = diff.stream().map(l -> l.startsWith("@@ -1,0 ") ? l.replaceFirst("-1,0", "-0,0") : l).toList();
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
}
