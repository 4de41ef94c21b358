package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.yaml.Positions;
import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.YamlScalar;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names as they are written in an inventory: {@code web[01:50].example}, {@code db-[a:c]}, {@code n[0:10:2]}. */
final class HostRange {
    static final String NAME_RULE = "names are made of letters, digits and _ . - @ +";

    private static final int MOST = 1_000_000;
    /** Of what is looked at for a port; no name is longer. */
    private static final int LONGEST = 1_000;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.@+-]*");
    private static final Pattern RANGE =
            Pattern.compile("\\[(?:(\\d{0,9}):(\\d{1,9})|([a-z]):([a-z])|([A-Z]):([A-Z]))(?::(\\d{1,9}))?]");

    /** What a name with brackets of its own around it, or one without colons but those of ranges, is followed by. */
    private static final Pattern PORT =
            Pattern.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*:[^\\[\\]]*)]|((?:[^:\\[\\]]|\\[[^\\]]*])++)):([0-9]+)");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*");

    private HostRange() {}

    /** A name, or an address of IPv6, in which there are colons. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() || isIpv6(text);
    }

    static boolean isIpv6(String text) {
        if (!IPV6.matcher(text).matches()) return false;
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What is meant by a name that may have ranges in it and a port behind it: {@code web[1:3]:2222}, {@code [2001:db8::1]:22}.
     *
     * @param names in order
     */
    record Expanded(List<String> names, Optional<YamlScalar> port) {}

    /** Text that is no name gives none and is reported. */
    static Expanded expand(String written, SourcePos pos, Diagnostics problems) {
        Matcher port = isName(written) ? PORT.matcher("") : PORT.matcher(written);
        if (written.length() > LONGEST || !port.matches())
            return new Expanded(names(written, pos, problems), Optional.empty());
        String host = port.group(1) != null ? port.group(1) : port.group(2);
        String digits = port.group(3);
        SourcePos at = Positions.sameLine(pos).at(1, port.start(3) + 1);
        return new Expanded(
                names(host, pos, problems),
                Optional.of(new YamlScalar(at, digits, ScalarTypes.number(digits), Positions.sameLine(at))));
    }

    private static List<String> names(String written, SourcePos pos, Diagnostics problems) {
        if (isName(written)) return List.of(written);
        List<String> names = List.of("");
        Matcher range = RANGE.matcher(written);
        int done = 0;
        while (range.find()) {
            String before = written.substring(done, range.start());
            List<String> values = values(range);
            if (values.isEmpty() || (long) names.size() * values.size() > MOST) {
                problems.error(
                        pos,
                        "the range " + range.group() + (values.isEmpty() ? " is empty" : " makes too many hosts"),
                        "write it as [first:last] or [first:last:step]");
                return List.of();
            }
            names = joined(names, before, values);
            done = range.end();
        }
        return checked(joined(names, written.substring(done), List.of("")), written, pos, problems);
    }

    private static List<String> checked(List<String> names, String written, SourcePos pos, Diagnostics problems) {
        if (isName(names.getFirst())) {
            return names;
        }
        problems.error(
                pos,
                "\"" + written + "\" is not a host name",
                written.contains("[")
                        ? "ranges are [01:50] or [a:f]"
                        : written.contains(":")
                                ? "a colon is followed by a port: web1:2222, [2001:db8::1]:2222"
                                : NAME_RULE);
        return List.of();
    }

    private static List<String> joined(List<String> names, String middle, List<String> values) {
        List<String> result = new ArrayList<>(names.size() * values.size());
        names.forEach(name -> values.forEach(value -> result.add(name + middle + value)));
        return result;
    }

    private static List<String> values(Matcher range) {
        int step = range.group(7) == null ? 1 : Integer.parseInt(range.group(7));
        if (step == 0) {
            return List.of();
        }
        if (range.group(2) == null) {
            String first = range.group(3) != null ? range.group(3) : range.group(5);
            String last = range.group(4) != null ? range.group(4) : range.group(6);
            return steps(first.charAt(0), last.charAt(0), step)
                    .mapToObj(Character::toString)
                    .toList();
        }
        String first = range.group(1).isEmpty() ? "0" : range.group(1);
        int width = first.startsWith("0") ? first.length() : 1;
        IntStream numbers = steps(Integer.parseInt(first), Integer.parseInt(range.group(2)), step);
        Stream<String> padded = numbers.mapToObj(n ->
                "0".repeat(Math.max(0, width - Integer.toString(n).length())) + n);
        return padded.limit(MOST + 1L).toList();
    }

    private static IntStream steps(int first, int last, int step) {
        return IntStream.iterate(first, n -> n <= last, n -> n + step);
    }
}
