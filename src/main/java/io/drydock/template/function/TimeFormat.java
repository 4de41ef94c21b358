package io.drydock.template.function;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** A format of times as strftime has it, in English and UTC. */
record TimeFormat(DateTimeFormatter formatter) {
    static TimeFormat of(String written) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '%') builder.appendLiteral(c);
            else if (++i < written.length()) directive(builder, written.charAt(i));
            else throw unknown("%");
        }
        return new TimeFormat(builder.toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC));
    }

    private static FunctionFailure unknown(String directive) {
        return new FunctionFailure(
                "a format of times has no " + directive,
                "there are %Y %y %m %d %e %H %I %M %S %f %p %j %a %A %b %B %u %V %Z %z %s %F %T %D %R %%");
    }

    private static void directive(DateTimeFormatterBuilder builder, char letter) {
        switch (letter) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendPattern("yy");
            case 'm' -> builder.appendPattern("MM");
            case 'd' -> builder.appendPattern("dd");
            case 'e' -> builder.appendPattern("ppd");
            case 'H' -> builder.appendPattern("HH");
            case 'I' -> builder.appendPattern("hh");
            case 'M' -> builder.appendPattern("mm");
            case 'S' -> builder.appendPattern("ss");
            case 'f' -> builder.appendPattern("SSSSSS");
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
            case 'j' -> builder.appendPattern("DDD");
            case 'a' -> builder.appendPattern("EEE");
            case 'A' -> builder.appendPattern("EEEE");
            case 'b' -> builder.appendPattern("MMM");
            case 'B' -> builder.appendPattern("MMMM");
            case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK);
            case 'V' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
            case 'Z' -> builder.appendLiteral("UTC");
            case 'z' -> builder.appendPattern("xx");
            case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
            case 'F' -> builder.appendPattern("yyyy-MM-dd");
            case 'T' -> builder.appendPattern("HH:mm:ss");
            case 'D' -> builder.appendPattern("MM/dd/yy");
            case 'R' -> builder.appendPattern("HH:mm");
            case '%' -> builder.appendLiteral('%');
            default -> throw unknown("%" + letter);
        }
    }

    String text(Instant time) {
        try {
            return formatter.format(time.atZone(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new FunctionFailure("the time is out of range", "");
        }
    }

    /** Empty for a text of another format; what it leaves out is midnight. */
    Optional<Instant> read(String text) {
        try {
            TemporalAccessor read = formatter.parse(text);
            if (read.isSupported(ChronoField.INSTANT_SECONDS)) return Optional.of(Instant.from(read));
            LocalDate day =
                    Optional.ofNullable(read.query(TemporalQueries.localDate())).orElse(LocalDate.EPOCH);
            LocalTime hour =
                    Optional.ofNullable(read.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
            ZoneId zone =
                    Optional.ofNullable(read.query(TemporalQueries.zone())).orElse(ZoneOffset.UTC);
            return Optional.of(LocalDateTime.of(day, hour).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
