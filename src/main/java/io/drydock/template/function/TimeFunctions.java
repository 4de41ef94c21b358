package io.drydock.template.function;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Times: seconds since 1970, and texts of them, always in UTC. */
final class TimeFunctions {
    private static final long LATEST = 253_402_300_799L; // the last second of 9999
    private static final List<String> USUAL =
            List.of("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d");

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "now",
                    "[text format]",
                    "When the run began, in seconds since 1970 or as a text of the format: the same everywhere in one run, another one in the next. A file that holds it changes with each run.",
                    "now() > to_epoch(\"2026-01-01\")",
                    "true",
                    call -> call.has(0)
                            ? TimeFormat.of(call.text(0))
                                    .text(call.surroundings().lookups().began())
                            : (Object) call.surroundings().lookups().began().getEpochSecond()),
            TemplateFunction.of(
                    "strftime",
                    "text format, number seconds",
                    "A time as a text: `%Y-%m-%d %H:%M:%S`, with the letters of strftime, in English.",
                    "strftime(\"%Y-%m-%d\", 86400)",
                    "\"1970-01-02\"",
                    TimeFunctions::text),
            TemplateFunction.of(
                    "to_epoch",
                    "text time, [text format]",
                    "The seconds of a time such as `2026-01-02 03:04:05`, `2026-01-02T03:04:05Z` or `2026-01-02`, or of the format that is given. They can be compared, and subtracted for a duration.",
                    "to_epoch(\"2026-01-02\") - to_epoch(\"2026-01-01\")",
                    "86400",
                    TimeFunctions::seconds));

    private TimeFunctions() {}

    private static String text(Call call) {
        BigDecimal seconds = call.number(1);
        if (seconds.abs().compareTo(BigDecimal.valueOf(LATEST)) > 0)
            throw new FunctionFailure("the time is out of range", "it is in seconds since 1970");
        return TimeFormat.of(call.text(0)).text(Instant.ofEpochSecond(seconds.longValue()));
    }

    private static Object seconds(Call call) {
        String text = call.text(0);
        return (call.has(1) ? List.of(call.text(1)) : USUAL)
                .stream()
                        .flatMap(format -> TimeFormat.of(format).read(text).stream())
                        .findFirst()
                        .or(() -> call.has(1) ? Optional.empty() : withOffset(text))
                        .map(Instant::getEpochSecond)
                        .orElseThrow(() -> new FunctionFailure(
                                "the text is no time" + (call.has(1) ? " of the format " + call.text(1) : ""),
                                "write to_epoch(\"02.01.2026\", \"%d.%m.%Y\") for other formats"));
    }

    private static Optional<Instant> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
