package io.drydock.facts;

import java.util.regex.Pattern;

/** One line of {@code df -PkT}: the type of a file system and the free space on it. */
record Room(String filesystem, long freeMb) {
  /** Device (which may have blanks in its name), type, size, used, available, capacity, mount point. */
  private static final Pattern LINE = Pattern.compile("\\S.*?\\s(\\S+)\\s+\\d+\\s+\\d+\\s+(-?\\d+)\\s+\\S+\\s+/.*");
  private static final int LINE_LIMIT = 1_000;
  static final Room UNKNOWN = new Room("", 0);

  /** The paths that facts.sh asks df about, in its order. */
  enum Place { ROOT, BOOT, VAR, DOCKER_ROOT }

  /** Lines count by their order, so df must have answered for every path. */
  static Room of(RawFacts raw, Place place) {
    var lines = raw.list("room");
    return lines.size() == Place.values().length + 1 ? parse(lines.get(place.ordinal() + 1)) : UNKNOWN;
  }

  private static Room parse(String line) {
    var found = LINE.matcher(line);
    return line.length() < LINE_LIMIT && found.matches()
        ? new Room(found.group(1), RawFacts.numberIn(found.group(2)) / 1024) : UNKNOWN;
  }
}
