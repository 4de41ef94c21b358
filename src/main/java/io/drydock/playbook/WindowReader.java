package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the times in which a play's hosts may be worked on: one map, or a list of them. */
final class WindowReader {
    private static final Set<String> KEYS = Set.of("days", "from", "to", "timezone");
    private static final String EXAMPLE =
            "such as window: {days: [sat, sun], from: \"22:00\", to: \"04:00\", timezone: UTC}";
    private static final String MIDNIGHT = "24:00";

    private final Fields play;
    private final Diagnostics problems;

    WindowReader(Fields play, Diagnostics problems) {
        this.play = play;
        this.problems = problems;
    }

    List<TimeWindow> read(YamlNode node) {
        List<YamlNode> windows = node instanceof YamlList list ? list.items() : List.of(node);
        if (windows.isEmpty()) play.wrong(node, "window", "has no time in which it is open", EXAMPLE);
        return windows.stream().flatMap(w -> window(w).stream()).toList();
    }

    private Optional<TimeWindow> window(YamlNode node) {
        if (!(node instanceof YamlMap map)) return play.wrong(node, "window", "is a map with from and to", EXAMPLE);
        Fields fields = new Fields(map, problems);
        fields.only(KEYS, "a window");
        Optional<LocalTime> from = time(fields, map, "from");
        Optional<LocalTime> to = time(fields, map, "to");
        Set<DayOfWeek> days = days(fields, map);
        ZoneId zone = fields.scalar("timezone").flatMap(z -> zone(fields, z)).orElse(ZoneId.systemDefault());
        if (from.isPresent() && from.equals(to) && map.get("to").isPresent())
            return fields.wrong(map.get("to").orElseThrow(), "to", "is the time at which it opens", EXAMPLE);
        if (from.isEmpty() || to.isEmpty() || days.isEmpty()) return Optional.empty();
        return Optional.of(new TimeWindow(days, from.get(), to.get(), zone));
    }

    private Optional<LocalTime> time(Fields fields, YamlMap map, String key) {
        if (map.get(key).isEmpty()) {
            problems.error(map.pos(), "a window needs " + key, EXAMPLE);
            return Optional.empty();
        }
        return fields.scalar(key).flatMap(given -> {
            String text = given.text().strip();
            if (key.equals("to") && text.equals(MIDNIGHT)) return Optional.of(LocalTime.MIDNIGHT);
            try {
                return Optional.of(LocalTime.parse(text));
            } catch (DateTimeException e) {
                return fields.wrong(
                        given, key, "is a time of the day, not \"" + text + "\"", "write HH:MM, such as \"22:00\"");
            }
        });
    }

    /** All of them where none is named; none where one is wrong. */
    private Set<DayOfWeek> days(Fields fields, YamlMap map) {
        if (map.get("days").isEmpty()) return EnumSet.allOf(DayOfWeek.class);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        int before = problems.times();
        List<YamlScalar> named = fields.scalars("days");
        for (YamlScalar day : named) day(fields, day).ifPresent(days::add);
        if (named.isEmpty() && problems.times() == before)
            fields.wrong(map.get("days").orElseThrow(), "days", "names no day", EXAMPLE);
        return problems.times() == before ? days : Set.of();
    }

    private static Optional<DayOfWeek> day(Fields fields, YamlScalar given) {
        String text = given.text().strip().toLowerCase(Locale.ROOT);
        Optional<DayOfWeek> day = Arrays.stream(DayOfWeek.values())
                .filter(d -> names(d).anyMatch(text::equals))
                .findFirst();
        if (day.isPresent()) return day;
        List<String> all =
                Arrays.stream(DayOfWeek.values()).flatMap(WindowReader::names).toList();
        return fields.wrong(
                given,
                "days",
                "cannot be \"" + given.text() + "\"",
                Suggestion.near(text, all).orElse("write mon, tue, wed, thu, fri, sat or sun"));
    }

    private static Stream<String> names(DayOfWeek day) {
        return Stream.of(TextStyle.SHORT, TextStyle.FULL)
                .map(style -> day.getDisplayName(style, Locale.ENGLISH).toLowerCase(Locale.ROOT));
    }

    private static Optional<ZoneId> zone(Fields fields, YamlScalar given) {
        try {
            return Optional.of(ZoneId.of(given.text()));
        } catch (DateTimeException e) {
            return fields.wrong(
                    given,
                    "timezone",
                    "is unknown: \"" + given.text() + "\"",
                    Suggestion.near(given.text(), ZoneId.getAvailableZoneIds())
                            .orElse("such as Europe/Berlin, or UTC"));
        }
    }
}
