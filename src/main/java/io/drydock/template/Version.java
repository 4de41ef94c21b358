package io.drydock.template;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Versions as distributions write them: {@code 6.1.0-18-amd64}, {@code 5:24.0.7-1~ubuntu}. Numbers compare as
 * numbers, parts that are missing count as 0, {@code ~} and {@code rc}, {@code alpha}, {@code beta}, {@code pre} come
 * before the release they lead to, and an epoch outweighs all.
 */
final class Version implements Comparable<Version> {
  private static final Pattern PART = Pattern.compile("\\d+|\\p{L}+|~");
  private static final Pattern EPOCH = Pattern.compile("^\\s*\\d+:");
  private static final Pattern BEFORE_RELEASE = Pattern.compile("rc|alpha|beta|pre|preview|~");

  private static final int NUMBER = 1;

  private final List<String> parts;

  Version(String text) {
    String whole = EPOCH.matcher(text).find() ? text : "0:" + text;
    parts = PART.matcher(whole).results().map(MatchResult::group).toList();
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
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
    return rank != 0 ? rank : rank(a) == NUMBER ? number(a).compareTo(number(b)) : Integer.signum(a.compareTo(b));
  }

  /** Kinds of part in ascending order; nothing at all is the number 0. */
  private static int rank(String part) {
    if (BEFORE_RELEASE.matcher(part).matches()) {
      return part.equals("~") ? -1 : 0;
    }
    return part.isEmpty() || Character.isDigit(part.charAt(0)) ? NUMBER : 2;
  }

  private static BigInteger number(String part) {
    return part.isEmpty() ? BigInteger.ZERO : new BigInteger(part);
  }
}
