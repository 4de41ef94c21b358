package io.drydock.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Time for people. */
final class Elapsed {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private Elapsed() {}

    /** The two largest units that it has; tenths of a second below ten seconds. A clock that was set back makes no time. */
    static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds == 0 && time.toMillis() < 50) return "0 s";
        if (seconds < 10) return Math.max(0, time.toMillis()) / 100 / 10.0 + " s";
        if (seconds < 60) return seconds + " s";
        if (seconds < 3600) return seconds / 60 + " min" + part(seconds % 60, " s");
        if (seconds < 86_400) return seconds / 3600 + " h" + part(seconds / 60 % 60, " min");
        return seconds / 86_400 + " d" + part(seconds / 3600 % 24, " h");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZoneId.systemDefault()));
    }
}
