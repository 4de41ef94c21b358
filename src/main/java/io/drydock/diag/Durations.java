package io.drydock.diag;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 7d}; a number alone is of seconds. */
public final class Durations {
    public static final String REMEDY = "write for example 90s, 10m, 2h or 7d";
    private static final Pattern PARTS = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
    private static final int DIGITS = 9; // no part of it overflows

    private Durations() {}

    /** Empty when it is no such text. */
    public static Optional<Duration> of(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (text.isBlank() || text.length() > DIGITS || !parts.matches()) return Optional.empty();
        return Optional.of(Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The two largest units of it. */
    public static String text(Duration time) {
        if (time.toDays() > 0) return time.toDays() + "d" + rest(time.toHoursPart(), "h");
        if (time.toHours() > 0) return time.toHours() + "h" + rest(time.toMinutesPart(), "m");
        if (time.toMinutes() > 0) return time.toMinutes() + "m" + rest(time.toSecondsPart(), "s");
        return time.toSeconds() + "s";
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
