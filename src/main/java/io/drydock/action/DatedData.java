package io.drydock.action;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is known of the world and ages: holes, ends of support, what new versions change and do without. It comes with the actions, as data.yml beside
 * them, and can be brought newer without a new Drydock.
 *
 * @param map the sections by their names, each a list of maps, as plain data
 */
public record DatedData(Path file, LocalDate date, Map<String, Object> map) {
    /** What the file is called beside the actions. */
    public static final String NAME = "data.yml";
    /** Days after which it is time for newer data. */
    private static final int OLD = 180;

    private static final long FORMAT = 1;

    private enum Kind {
        TEXT("text", false, text -> !text.isBlank()),
        TEXTS("[text, ...]", true, text -> !text.isBlank()),
        VERSION("\"1.2\"", false, Kind::isVersion),
        VERSIONS("[\"1.2.3\", ...]", true, Kind::isVersion),
        DAY("2026-11-28", false, DatedData::isDay);

        private final String example;
        private final boolean several;
        private final Predicate<String> takes;

        Kind(String example, boolean several, Predicate<String> takes) {
            this.example = example;
            this.several = several;
            this.takes = takes;
        }

        private static boolean isVersion(String text) {
            return text.matches("\\d+(\\.\\d+)*");
        }
    }

    /** What an entry of a section must have, and may have. */
    private record Shape(Map<String, Kind> needed, Map<String, Kind> possible) {}

    /** Of every section. */
    private static final Map<String, Kind> NEEDED = Map.of("source", Kind.TEXT, "date", Kind.DAY);

    private static final Map<String, Shape> SECTIONS = Map.of(
            "holes",
            new Shape(
                    Map.of("id", Kind.TEXT, "program", Kind.TEXT, "fixed", Kind.VERSIONS, "why", Kind.TEXT), Map.of()),
            "kernel_holes",
            new Shape(
                    Map.of(
                            "id", Kind.TEXT,
                            "modules", Kind.TEXTS,
                            "since", Kind.VERSION,
                            "fixed", Kind.VERSIONS,
                            "why", Kind.TEXT,
                            "cost", Kind.TEXT),
                    Map.of()),
            "ends",
            new Shape(Map.of("program", Kind.TEXT, "series", Kind.VERSION, "end", Kind.DAY), Map.of()),
            "removals",
            new Shape(
                    Map.of("program", Kind.TEXT, "what", Kind.TEXT),
                    Map.of("version", Kind.VERSION, "until", Kind.TEXT, "least", Kind.VERSION)),
            "changes",
            new Shape(
                    Map.of("program", Kind.TEXT, "version", Kind.VERSION, "note", Kind.TEXT),
                    Map.of("where", Kind.TEXT, "unless", Kind.TEXT)));

    public DatedData {
        map = Map.copyOf(map);
    }

    /** What came with the actions; empty where none did. */
    public static DatedData of(Path file, Diagnostics problems) {
        return Optional.of(file)
                .filter(Files::exists)
                .flatMap(there -> read(there, problems))
                .orElseGet(() -> new DatedData(file, LocalDate.EPOCH, Map.of()));
    }

    /** Reads a file, or reports all that is wrong with it. */
    public static Optional<DatedData> read(Path file, Diagnostics problems) {
        return read(file, found -> YamlReader.read(file, found), problems);
    }

    /** The same of a text that was read from the file. */
    public static Optional<DatedData> read(Path file, String text, Diagnostics problems) {
        return read(file, found -> YamlReader.read(file.toString(), text, found), problems);
    }

    private static Optional<DatedData> read(
            Path file, Function<Diagnostics, Optional<YamlNode>> reader, Diagnostics problems) {
        Diagnostics found = new Diagnostics();
        Optional<YamlNode> node = reader.apply(found);
        if (node.isPresent() && node.get() instanceof YamlMap map) check(map, found);
        else if (found.isEmpty())
            found.error(SourcePos.of(file.toString()), "there is no map of data", "begin with format: 1 and date");
        found.all().forEach(problems::add);
        return found.isEmpty()
                ? node.map(YamlMap.class::cast)
                        .map(map -> new DatedData(
                                file,
                                LocalDate.parse(
                                        new Fields(map, found).text("date").orElseThrow()),
                                map.data()))
                : Optional.empty();
    }

    /** What to say of it on a day on which it is old. */
    public Optional<String> old(LocalDate today) {
        long days = ChronoUnit.DAYS.between(date, today);
        return days <= OLD
                ? Optional.empty()
                : Optional.of("The data of known holes, versions and ends of support is " + days + " days old, of "
                        + date + ": take newer with drydock data update, or a newer Drydock.");
    }

    private static void check(YamlMap map, Diagnostics problems) {
        Optional<YamlNode> format = map.get("format");
        if (format.isEmpty() || !Long.valueOf(FORMAT).equals(format.get().data())) {
            problems.error(
                    format.map(YamlNode::pos).orElse(map.pos()),
                    "the data is not of format " + FORMAT + ", the one that this Drydock reads",
                    "take data for this version, or a newer Drydock");
            return; // what else is wrong is of another format
        }
        check(map, Map.of("date", Kind.DAY), problems);
        Fields fields = new Fields(map, problems);
        var keys = new TreeSet<>(SECTIONS.keySet());
        keys.add("format");
        keys.add("date");
        fields.only(keys, "the data");
        SECTIONS.forEach((section, shape) -> fields.items(section).forEach(entry -> {
            if (entry instanceof YamlMap row) check(row, section, shape, problems);
            else problems.error(entry.pos(), "an entry of \"" + section + "\" is a map", "write {source: ..., ...}");
        }));
    }

    private static void check(YamlMap row, String section, Shape shape, Diagnostics problems) {
        var keys = new TreeSet<>(NEEDED.keySet());
        keys.addAll(shape.needed().keySet());
        keys.addAll(shape.possible().keySet());
        new Fields(row, problems).only(keys, "an entry of \"" + section + "\"");
        check(row, NEEDED, problems);
        check(row, shape.needed(), problems);
        shape.possible().forEach((key, kind) -> check(new Fields(row, problems), key, kind));
    }

    private static void check(YamlMap row, Map<String, Kind> needed, Diagnostics problems) {
        new TreeMap<>(needed).forEach((key, kind) -> {
            if (row.get(key).isPresent() && !isEmpty(row.get(key).get())) check(new Fields(row, problems), key, kind);
            else problems.error(row.pos(), "there is no \"" + key + "\"", "write " + key + ": " + kind.example);
        });
    }

    private static boolean isEmpty(YamlNode node) {
        return node instanceof YamlList list && list.items().isEmpty();
    }

    /** Of a key that is not there, nothing is said. */
    private static void check(Fields fields, String key, Kind kind) {
        var values =
                kind.several ? fields.scalars(key) : fields.scalar(key).stream().toList();
        for (YamlScalar value : values)
            if (!kind.takes.test(value.text()))
                fields.wrong(value, key, "cannot be \"" + value.text() + "\"", "write " + key + ": " + kind.example);
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).isAfter(LocalDate.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
