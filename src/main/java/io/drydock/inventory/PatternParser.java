package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.PatternPart.Hosts;
import io.drydock.inventory.PatternPart.Listed;
import io.drydock.inventory.PatternPart.Matching;
import io.drydock.inventory.PatternPart.Named;
import io.drydock.inventory.PatternPart.Operation;
import io.drydock.inventory.PatternPart.Slice;
import io.drydock.yaml.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Splits a host pattern into its parts. */
final class PatternParser {
    private static final Pattern SLICE = Pattern.compile("(.+)\\[(?:(-?\\d{1,9})|(-?\\d{1,9})?:(-?\\d{1,9})?)]");

    private final Positions positions;
    private final Diagnostics problems;
    private final boolean inFile;

    PatternParser(Positions positions, Diagnostics problems) {
        this(positions, problems, false);
    }

    private PatternParser(Positions positions, Diagnostics problems, boolean inFile) {
        this.positions = positions;
        this.problems = problems;
        this.inFile = inFile;
    }

    Optional<HostPattern> parse(String text) {
        int before = problems.times();
        List<PatternPart> parts = new ArrayList<>();
        addParts(text, parts);
        boolean sound = problems.times() == before;
        if (sound && parts.isEmpty()) {
            problems.error(positions.at(1, 1), "an empty pattern selects nothing", "write all for every host");
        }
        return sound && !parts.isEmpty() ? Optional.of(new HostPattern(parts)) : Optional.empty();
    }

    private void addParts(String text, List<PatternPart> parts) {
        int from = 0;
        for (int end : ends(text)) {
            String part = text.substring(from, end).strip();
            if (!part.isEmpty()) parts.addAll(parts(part, positions.at(1, text.indexOf(part, from) + 1)));
            from = end + 1;
        }
    }

    /** Where parts end: at each colon or comma that is in no brackets, but the colons of an address, and at the end of the text. */
    private static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        int from = 0;
        for (int comma : ends(text, 0, text.length(), ',')) {
            String part = text.substring(from, comma).strip();
            if (HostRange.isIpv6(part.replaceFirst("^[&!]\\s*", ""))) ends.add(comma);
            else ends.addAll(ends(text, from, comma, ':'));
            from = comma + 1;
        }
        return ends;
    }

    private static List<Integer> ends(String text, int from, int to, char mark) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ("[({".indexOf(c) >= 0) depth++;
            else if ("])}".indexOf(c) >= 0) depth--;
            else if (c == mark && depth <= 0) ends.add(i);
        }
        ends.add(to);
        return ends;
    }

    private List<PatternPart> parts(String text, SourcePos pos) {
        Operation operation =
                text.startsWith("&") ? Operation.KEEP : text.startsWith("!") ? Operation.REMOVE : Operation.ADD;
        String name = operation == Operation.ADD ? text : text.substring(1).strip();
        if (!name.startsWith("@") || inFile)
            return hosts(name, operation == Operation.ADD, pos)
                    .map(hosts -> List.of(new PatternPart(operation, hosts)))
                    .orElse(List.of());
        List<PatternPart> lines = listed(name.substring(1), pos);
        return operation == Operation.ADD || lines.isEmpty()
                ? lines
                : List.of(new PatternPart(operation, new Listed(new HostPattern(lines))));
    }

    private Optional<Hosts> hosts(String name, boolean hostFirst, SourcePos pos) {
        Matcher slice = SLICE.matcher(name);
        if (name.startsWith("~")) {
            return regex(name.substring(1), pos).map(names -> new Matching(name, names, pos));
        }
        if (slice.matches()) {
            return hosts(slice.group(1), hostFirst, pos).map(of -> slice(slice, of, pos));
        }
        if (Glob.isGlob(name)) {
            return Optional.of(new Matching(name, Glob.of(name), pos));
        }
        if (HostRange.isName(name)) {
            return Optional.of(new Named(name, hostFirst, pos));
        }
        problems.error(
                pos,
                "\"" + name + "\" is not a name or pattern of hosts",
                "for example: all, web1, web*, web:!db, web[0:4], ~web\\d+");
        return Optional.empty();
    }

    private static Slice slice(Matcher slice, Hosts of, SourcePos pos) {
        OptionalInt place = number(slice.group(2));
        return new Slice(
                slice.group(),
                of,
                place.isPresent() ? place : number(slice.group(3)),
                place.isPresent() ? place : number(slice.group(4)),
                pos);
    }

    private static OptionalInt number(@Nullable String digits) {
        return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    /** It must match from the beginning of a name, but not to its end. */
    private Optional<Predicate<String>> regex(String regex, SourcePos pos) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return Optional.of(name -> pattern.matcher(name).lookingAt());
        } catch (PatternSyntaxException e) {
            problems.error(
                    pos,
                    "not a regular expression: " + e.getDescription(),
                    "~ begins one; a name or a pattern such as web* has none before it");
            return Optional.empty();
        }
    }

    /** The lines of a file are parts of one pattern. None for a file that is reported. */
    private List<PatternPart> listed(String file, SourcePos pos) {
        int before = problems.times();
        List<PatternPart> parts = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("(^|\\s)#.*", "");
                Positions inLine = Positions.sameLine(new SourcePos(file, i + 1, 1));
                if (!line.isBlank()) new PatternParser(inLine, problems, true).addParts(line, parts);
            }
            if (parts.isEmpty() && problems.times() == before)
                problems.error(pos, file + " names no host", "write a pattern in each line of it");
        } catch (IOException | InvalidPathException e) {
            problems.error(
                    pos, "cannot read the list of hosts " + file, "write @FILE, where FILE has a pattern in each line");
        }
        return parts;
    }
}
