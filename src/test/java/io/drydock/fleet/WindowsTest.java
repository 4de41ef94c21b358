package io.drydock.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.playbook.TimeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A host begins only where it is expected to end in its window. */
class WindowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Of Saturday and Sunday, into the next morning. */
    private static final TimeWindow NIGHTS = window("22:00", "04:00", DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static TimeWindow window(String from, String to, DayOfWeek... days) {
        Set<DayOfWeek> some = days.length == 0 ? EnumSet.allOf(DayOfWeek.class) : Set.of(days);
        return new TimeWindow(some, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
    }

    /** In Berlin. */
    private static Instant at(String time) {
        return ZonedDateTime.parse(time + "[Europe/Berlin]").toInstant();
    }

    private static String closes(TimeWindow window, String time) {
        return window.closes(at(time))
                .map(c -> c.atZone(BERLIN).toLocalDateTime().toString())
                .orElse("closed");
    }

    @Test
    void aWindowIsOfTheDayOnWhichItOpens() {
        assertEquals("2026-11-29T04:00", closes(NIGHTS, "2026-11-28T22:00:00+01:00"), "a Saturday");
        assertEquals("closed", closes(NIGHTS, "2026-11-28T21:59:59+01:00"));
        assertEquals("closed", closes(NIGHTS, "2026-11-28T03:00:00+01:00"), "Friday's night");
        assertEquals("2026-11-30T04:00", closes(NIGHTS, "2026-11-30T03:59:59+01:00"), "Sunday's night, on Monday");
        assertEquals("closed", closes(NIGHTS, "2026-11-30T04:00:00+01:00"));
        assertEquals(
                "2026-12-05T22:00",
                NIGHTS.opens(at("2026-11-30T04:00:00+01:00")).toLocalDateTime().toString());
        assertEquals(
                "2026-11-29T00:00", closes(window("08:00", "00:00"), "2026-11-28T23:59:00+01:00"), "up to midnight");
    }

    /** In the night to 2026-10-25 the hour from 2 to 3 is there twice. */
    @Test
    void timesAreThoseOfItsZone() {
        TimeWindow night = window("01:00", "04:00");
        assertEquals(
                Optional.of(Instant.parse("2026-10-25T03:00:00Z")),
                night.closes(Instant.parse("2026-10-24T23:00:00Z")));
        assertEquals(Optional.empty(), night.closes(Instant.parse("2026-10-25T03:00:00Z")));
    }

    @Test
    void whatWouldNotEndInTimeIsNotBegun() {
        AtomicReference<Instant> now = new AtomicReference<>(at("2026-11-28T22:00:00+01:00"));
        AtomicLong nanoTime = new AtomicLong();
        Windows windows = new Windows(List.of(NIGHTS), now::get, nanoTime::get);
        assertEquals(Optional.empty(), windows.refuse());
        windows.begin("quick");
        windows.begin("slow");
        now.set(at("2026-11-30T00:00:00+01:00")); // the clock of this machine has been set
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        windows.end("quick");
        nanoTime.addAndGet(Duration.ofMinutes(119).toNanos());
        windows.end("slow");
        now.set(at("2026-11-29T02:00:00+01:00"));
        assertEquals(Optional.empty(), windows.refuse(), "it would end as the window closes");
        now.set(at("2026-11-29T02:00:01+01:00"));
        String why = windows.refuse().orElseThrow();
        assertTrue(why.startsWith("the window closes in 1h59m, and a host takes up to 2h"), why);
        assertTrue(why.endsWith("opens Sun 2026-11-29 22:00 Europe/Berlin"), why);
    }

    @Test
    void oneOfSeveralIsEnough() {
        Instant noon = at("2026-11-28T12:00:00+01:00");
        assertEquals(
                Optional.empty(), new Windows(List.of(NIGHTS, window("11:00", "13:00")), () -> noon, () -> 0).refuse());
        String why = new Windows(List.of(NIGHTS, window("18:00", "19:00")), () -> noon, () -> 0)
                .refuse()
                .orElseThrow();
        assertTrue(why.contains("opens Sat 2026-11-28 18:00"), why);
        assertEquals(Optional.empty(), new Windows(List.of(), () -> noon, () -> 0).refuse());
    }
}
