package io.drydock.facts;

import java.util.Map;
import java.util.regex.Pattern;

/** The type of a file system and the free space on it, by {@code df -PkT} or else by {@code stat -f}. */
record FreeSpace(String filesystem, long freeMb) {
    /** Device (which may have blanks in its name), type, size, used, available, capacity, mount point. */
    private static final Pattern DF = Pattern.compile("\\S.*?\\s(\\S+)\\s+\\d+\\s+\\d+\\s+(\\d{1,15})\\s+\\S+\\s+/.*");
    /** Type, available blocks, size of a block. */
    private static final Pattern STAT = Pattern.compile("(\\S+) (\\d{1,12}) (\\d{1,6})");
    /** stat goes by magic numbers, and ext4 has kept that of ext2. */
    private static final Map<String, String> STAT_NAMES = Map.of("ext2/ext3", "ext4", "overlayfs", "overlay");

    private static final int LINE_LIMIT = 1_000;
    static final FreeSpace UNKNOWN = new FreeSpace("", -1);

    /** The paths that facts.sh asks about, and which line of its answer is about them. */
    enum Place {
        ROOT(0),
        BOOT(1),
        VAR(2),
        DOCKER_ROOT(3);

        private final int line;

        Place(int line) {
            this.line = line;
        }
    }

    /** Lines count by their order, so there must be one for every path. */
    static FreeSpace of(RawFacts raw, Place place) {
        var df = raw.list("room");
        if (df.size() == Place.values().length + 1) {
            return ofDf(df.get(place.line + 1));
        }
        var stat = raw.list("room_stat");
        return stat.size() == Place.values().length ? ofStat(stat.get(place.line)) : UNKNOWN;
    }

    static FreeSpace ofDf(String line) {
        var found = DF.matcher(line);
        return line.length() < LINE_LIMIT && found.matches()
                ? new FreeSpace(found.group(1), Long.parseLong(found.group(2)) / 1024)
                : UNKNOWN;
    }

    private static FreeSpace ofStat(String line) {
        var found = STAT.matcher(line);
        if (!found.matches()) {
            return UNKNOWN;
        }
        var bytes = Long.parseLong(found.group(2)) * Long.parseLong(found.group(3));
        return new FreeSpace(STAT_NAMES.getOrDefault(found.group(1), found.group(1)), bytes >> 20);
    }
}
