package io.drydock.template.function;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the place of a match, as Python takes it: {@code \1} and {@code \g<name>} are groups. */
final class Replacement {
    private static final Pattern GROUP = Pattern.compile("\\\\(?:([1-9]\\d?)|g<(\\w+)>|(.))", Pattern.DOTALL);

    private final String written;

    Replacement(String written) {
        this.written = written;
    }

    /** @throws FunctionFailure if it names a group that is not there */
    String of(MatchResult match) {
        StringBuilder out = new StringBuilder();
        Matcher special = GROUP.matcher(written);
        int from = 0;
        while (special.find()) {
            out.append(written, from, special.start());
            out.append(
                    special.group(3) == null
                            ? group(match, Optional.ofNullable(special.group(1)).orElse(special.group(2)))
                            : character(special.group(3)));
            from = special.end();
        }
        return out.append(written, from, written.length()).toString();
    }

    private String group(MatchResult match, String name) {
        try {
            boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
            String text = number ? match.group(Integer.parseInt(name)) : match.group(PythonRegexp.group(name));
            return text == null ? "" : text;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new FunctionFailure(
                    "the regular expression has no group " + name + ", which the replacement names",
                    "put ( ) around what is to be kept");
        }
    }

    private String character(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "\\" -> "\\";
            default -> {
                if (Character.isLetterOrDigit(escaped.charAt(0)))
                    throw new FunctionFailure(
                            "the replacement has a \\" + escaped + ", which means nothing",
                            "write \\1 for a group, and \\\\ for a backslash; in \"...\" each backslash twice");
                yield "\\" + escaped;
            }
        };
    }
}
