package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatedDataTest {
    private static final Path FILE = Path.of("data.yml");
    private static final Path SHIPPED = Path.of(System.getProperty("drydock.home"), "templates", DatedData.NAME);

    /** Every entry has its source and its date, or it could not be read. */
    @Test
    void whatIsShippedIsSound() {
        var problems = new Diagnostics();
        var data = DatedData.of(SHIPPED, problems);
        assertEquals(List.of(), problems.all());
        for (var section : data.map().entrySet()) {
            if (!(section.getValue() instanceof List<?> entries)) continue;
            assertTrue(!entries.isEmpty(), section.getKey());
            for (Object entry : entries)
                assertTrue(
                        !LocalDate.parse(String.valueOf(((java.util.Map<?, ?>) entry).get("date")))
                                .isAfter(data.date()),
                        () -> entry + " is younger than the file");
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01, 2026-06-30, ''", "2026-01-01, 2026-07-01, 181", "2026-01-01, 2025-01-01, ''"})
    void itIsOldAfter180Days(LocalDate written, LocalDate today, String days) {
        var told = new DatedData(FILE, written, java.util.Map.of()).old(today);
        assertEquals(days.isEmpty(), told.isEmpty());
        told.ifPresent(text -> assertTrue(text.contains(days + " days old, of " + written), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                     | data.yml there is no map of data",
                "[a]                                    | data.yml there is no map of data",
                "{a: 1}                                 | data.yml:1:1 the data is not of format 1, the one that this Drydock reads",
                "{format: 2, date: never, later: []}    | data.yml:1:10 the data is not of format 1, the one that this Drydock reads",
                "{format: 1}                            | data.yml:1:1 there is no \"date\"",
                "{format: 1, date: 2026-02-30}          | data.yml:1:19 \"date\" cannot be \"2026-02-30\"",
                "{format: 1, date: 2026-02-28, hole: []} | data.yml:1:31 unknown key \"hole\" of the data",
                "{format: 1, date: 2026-02-28, ends: [x]} | data.yml:1:38 an entry of \"ends\" is a map",
                "{format: 1, date: 2026-02-28, ends: {}} | data.yml:1:37 \"ends\" is a list",
                "{format: 1, date: 2026-02-28, ends: [{program: a, series: x.1, end: 2026-01-01, source: s, date: 2026-01-01}]}"
                        + " | data.yml:1:59 \"series\" cannot be \"x.1\"",
                "{format: 1, date: 2026-02-28, kernel_holes: [{id: a, modules: [], since: 1, fixed: [x], why: w, cost: c, source: s, date: 2026-01-01}]}"
                        + " | data.yml:1:85 \"fixed\" cannot be \"x\"; data.yml:1:46 there is no \"modules\"",
                "{format: 1, date: 2026-02-28, removals: [{program: a, what: b, version: new, source: s, date: 2026-01-01}]}"
                        + " | data.yml:1:73 \"version\" cannot be \"new\"",
                "{format: 1, date: 2026-02-28, ends: [{program: a, series: 1, ends: 2026-01-01, end: 2026-01-01, date: 2026-01-01}]}"
                        + " | data.yml:1:62 unknown key \"ends\" of an entry of \"ends\"; data.yml:1:38 there is no \"source\"",
            })
    void whatIsWrongIsToldWithItsPlace(String text, String told) {
        var problems = new Diagnostics();
        assertTrue(DatedData.read(FILE, text, problems).isEmpty());
        assertEquals(
                told,
                problems.all().stream()
                        .map(problem -> problem.pos() + " " + problem.message())
                        .collect(Collectors.joining("; ")));
    }
}
