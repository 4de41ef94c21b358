package io.drydock.playbook;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time in which hosts may be worked on, once on each of some days of the week.
 *
 * @param days on which it opens
 * @param to on the day after where it is not later than {@code from}
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    private static final int WEEK = 7;

    public TimeWindow {
        days = EnumSet.copyOf(days);
    }

    /** When it closes, if it is open. */
    public Optional<Instant> closes(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (LocalDate day : new LocalDate[] {today, today.minusDays(1)}) {
            if (!days.contains(day.getDayOfWeek())) continue;
            if (!opening(day).isAfter(now) && closing(day).isAfter(now)) return Optional.of(closing(day));
        }
        return Optional.empty();
    }

    /** When it opens next. */
    public ZonedDateTime opens(Instant now) {
        LocalDate day = now.atZone(zone).toLocalDate();
        for (int i = 0; i <= WEEK; i++, day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek()) && opening(day).isAfter(now))
                return opening(day).atZone(zone);
        }
        throw new IllegalStateException("a window has a day");
    }

    private Instant opening(LocalDate day) {
        return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant closing(LocalDate day) {
        return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone)
                .toInstant();
    }

    @Override
    public String toString() {
        String names = days.size() == WEEK
                ? ""
                : days.stream()
                                .map(d -> d.getDisplayName(TextStyle.SHORT, Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + " ";
        return names + from + "-" + to + " " + zone;
    }
}
