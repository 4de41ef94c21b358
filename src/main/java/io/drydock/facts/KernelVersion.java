package io.drydock.facts;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A kernel release, such as {@code 6.1.0-18-cloud-amd64}. The flavour is what remains without the version and the
 * distribution's revision ({@code cloud-amd64}): an update keeps it. Text that is no release is version 0.0.0.
 */
public record KernelVersion(String release, long major, long minor, long patch, String flavour)
    implements Comparable<KernelVersion> {
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*", Pattern.DOTALL);
  /**
   * The version, and after it everything that is a revision: 18, el9, fc39, 0.deb11, bpo, arch1, rpt, rc4. once_flavour in
   * templates/lib has it too.
   */
  private static final Pattern REVISION = Pattern.compile(
      "^\\d+(\\.\\d+)*([-+._~](\\d[0-9a-z]*|(el|fc|deb|amzn|rc|rt|arch|zen|hardened|mga|azl|cm)\\d+|bpo\\d*|rpt))*+");
  private static final Pattern WORD = Pattern.compile("\\d+|[A-Za-z]+");

  public static KernelVersion parse(String release) {
    var numbers = NUMBERS.matcher(release);
    if (!numbers.matches()) {
      return new KernelVersion(release, 0, 0, 0, "");
    }
    var flavour = REVISION.matcher(release).replaceFirst("").replaceFirst("^[-+._~]+", "");
    return new KernelVersion(release, part(numbers.group(1)), part(numbers.group(2)), part(numbers.group(3)), flavour);
  }

  private static long part(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** {@code 6.1}: what minimums and backports are stated in. */
  public String series() {
    return major + "." + minor;
  }

  /** Word by word: numbers as numbers, newer than letters, these newer than nothing, that newer than {@code rc}. */
  @Override
  public int compareTo(KernelVersion other) {
    var mine = words(release);
    var theirs = words(other.release);
    for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      int order = compareWords(i < mine.size() ? mine.get(i) : "", i < theirs.size() ? theirs.get(i) : "");
      if (order != 0) {
        return order;
      }
    }
    return release.compareTo(other.release);
  }

  private static List<String> words(String release) {
    return WORD.matcher(release).results().map(word -> word.group()).toList();
  }

  private static int compareWords(String a, String b) {
    int order = Integer.compare(rank(a), rank(b));
    if (order != 0) {
      return order;
    }
    return rank(a) == 3 ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  private static int rank(String word) {
    if (word.equals("rc")) {
      return 0;
    }
    if (word.isEmpty()) {
      return 1;
    }
    return Character.isDigit(word.charAt(0)) ? 3 : 2;
  }
}
