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

/** Splits a host pattern into its parts. */
final class PatternParser {
    private static final Pattern SLICE = Pattern.compile("(.+)\\[(?:(-?\\d{1,9})|(\\d{0,9}):(\\d{0,9}))]");

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
        List<PatternPart> parts = new ArrayList<>();
        boolean sound = true;
        int from = 0;
        for (int end : ends(text)) {
            String part = text.substring(from, end).strip();
            if (!part.isEmpty()) {
                int begin = text.indexOf(part, from);
                sound &= part(part, positions.at(1, begin + 1)).map(parts::add).orElse(false);
            }
            from = end + 1;
        }
        if (sound && parts.isEmpty()) {
            problems.error(positions.at(1, 1), "an empty pattern selects nothing", "write all for every host");
        }
        return sound && !parts.isEmpty() ? Optional.of(new HostPattern(parts)) : Optional.empty();
    }

    /** Where parts end: at each colon or comma that is in no brackets, and at the end of the text. */
    private static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[', '(', '{' -> depth++;
                case ']', ')', '}' -> depth--;
                case ':', ',' -> {
                    if (depth <= 0) {
                        ends.add(i);
                    }
                }
                default -> {}
            }
        }
        ends.add(text.length());
        return ends;
    }

    private Optional<PatternPart> part(String text, SourcePos pos) {
        Operation operation =
                text.startsWith("&") ? Operation.KEEP : text.startsWith("!") ? Operation.REMOVE : Operation.ADD;
        String name = operation == Operation.ADD ? text : text.substring(1).strip();
        return hosts(name, pos).map(hosts -> new PatternPart(operation, hosts));
    }

    private Optional<Hosts> hosts(String name, SourcePos pos) {
        Matcher slice = SLICE.matcher(name);
        if (name.startsWith("~")) {
            return regex(name.substring(1), pos).map(names -> new Matching(name, names, pos));
        }
        if (name.startsWith("@") && !inFile) {
            return listed(name.substring(1), pos);
        }
        if (slice.matches()) {
            return hosts(slice.group(1), pos).map(of -> slice(slice, of, pos));
        }
        if (Glob.isGlob(name)) {
            return Optional.of(new Matching(name, Glob.of(name), pos));
        }
        if (HostRange.isName(name)) {
            return Optional.of(new Named(name, pos));
        }
        problems.error(
                pos,
                "\"" + name + "\" is not a name or pattern of hosts",
                "for example: all, web1, web*, web:!db, web[0:4], ~web\\d+");
        return Optional.empty();
    }

    private static Slice slice(Matcher slice, Hosts of, SourcePos pos) {
        if (slice.group(2) != null) {
            int place = Integer.parseInt(slice.group(2));
            return new Slice(slice.group(), of, place, OptionalInt.of(place), pos);
        }
        OptionalInt last = number(slice.group(4));
        return new Slice(slice.group(), of, number(slice.group(3)).orElse(0), last, pos);
    }

    private static OptionalInt number(String digits) {
        return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    /** It must match from the beginning of a name, but not to its end. */
    private Optional<Predicate<String>> regex(String regex, SourcePos pos) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return Optional.of(name -> pattern.matcher(name).lookingAt());
        } catch (PatternSyntaxException e) {
            problems.error(pos, "not a regular expression: " + e.getDescription(), "");
            return Optional.empty();
        }
    }

    private Optional<Hosts> listed(String file, SourcePos pos) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            List<HostPattern> patterns = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("(^|\\s)#.*", "");
                if (!line.isBlank()) {
                    Positions inLine = Positions.sameLine(new SourcePos(file, i + 1, 1));
                    new PatternParser(inLine, problems, true).parse(line).ifPresent(patterns::add);
                }
            }
            return Optional.of(new Listed(patterns));
        } catch (IOException | InvalidPathException e) {
            problems.error(
                    pos, "cannot read the list of hosts " + file, "write @FILE, where FILE has a pattern in each line");
            return Optional.empty();
        }
    }
}
