package io.drydock.yaml;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says what is wrong with text that is not YAML, where the author went wrong and not where the parser gave up. */
final class SyntaxProblem {
    private static final String QUOTE = "quote the value: \"...\"";
    private static final Pattern BRACES = Pattern.compile("(?:^|[:,\\[-])\\s+(\\{\\{.*)");
    private static final Pattern COLON = Pattern.compile(":(\\s|$)");

    /** What SnakeYAML says (a part of it), and what we say. */
    private record Known(String problem, String message, String remedy) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "found unexpected end of stream",
                    "this quote is never closed",
                    "close it; inside '...' a ' is written '', inside \"...\" a \" is written \\\""),
            new Known("\\t(TAB)", "a tab cannot indent YAML", "indent with spaces"),
            new Known(
                    "mapping values are not allowed here",
                    "a colon and a space are not allowed here",
                    "quote the value if it holds \": \"; otherwise check the indentation"),
            new Known("that cannot start any token", "a value cannot begin with this character", QUOTE),
            new Known(
                    "could not find expected ':'",
                    "this is neither a key nor part of the value before it",
                    "write \"key: value\", with a space behind the colon; or check the indentation"),
            new Known(
                    "found undefined alias",
                    "this alias has no anchor",
                    "text that begins with * must be quoted: \"*...\""),
            new Known(
                    "<block mapping start>", "unexpected indentation", "keys of one mapping begin in the same column"),
            new Known(
                    "<block sequence start>",
                    "unexpected list item",
                    "items of one list begin in the same column, and a mapping cannot go on as a list"),
            new Known(
                    "expected <block end>, but found '-'",
                    "unexpected list item",
                    "items of one list begin in the same column, and a mapping cannot go on as a list"),
            new Known(
                    "expected <block end>, but found '<scalar>'",
                    "text behind the end of a value",
                    "quote the whole value, or check the indentation"),
            new Known(
                    "expected <block end>",
                    "unexpected end of a list or mapping",
                    "check the indentation; a value with [ ] { } or commas must be quoted"),
            new Known(
                    "expected ',' or ']'",
                    "this list is not closed or lacks a comma",
                    "close it with ]; inside [...] quote a value that holds ${...}, [, ], { or }"),
            new Known(
                    "expected ',' or '}'",
                    "this mapping is not closed or lacks a comma",
                    "close it with }; inside {...} quote a value that holds ${...}, [, ], { or }"),
            new Known("but found another document", "only one YAML document per file is read", "remove the second ---"),
            new Known(TagParser.PROBLEM, "unknown tag", "remove it; text that begins with ! must be quoted: \"!...\""),
            new Known("found a tab character", "a tab cannot indent YAML", "indent with spaces"));

    private SyntaxProblem() {}

    static void report(YAMLException failure, Source source, Diagnostics problems) {
        switch (failure) {
            case MarkedYAMLException marked -> marked(marked, source, problems);
            case ReaderException reader ->
                problems.error(
                        source.pos(source.offset(reader.getPosition())),
                        "character U+%04X is not allowed in YAML".formatted(reader.getCodePoint()),
                        "remove it");
            case YAMLException deep
            when String.valueOf(deep.getMessage()).startsWith("Nesting Depth") ->
                problems.error(
                        SourcePos.of(source.pos(0).file()), // SnakeYAML says no place
                        "lists and maps are nested too deeply: " + YamlReader.DEEPEST + " levels are the most",
                        "give parts of it as variables of their own");
            default -> problems.error(source.pos(0), String.valueOf(failure.getMessage()), "");
        }
    }

    private static void marked(MarkedYAMLException failure, Source source, Diagnostics problems) {
        SourcePos at = source.pos(mark(failure));
        Optional<SourcePos> braces = braces(source, at);
        if (braces.isPresent()) {
            problems.error(braces.get(), "a value cannot begin with {{", bracesRemedy(source, braces.get()));
            return;
        }
        String said = String.join(
                " ",
                failure.getProblem(),
                Optional.ofNullable(failure.getContext()).orElse(""));
        if (said.contains("escape")) {
            escape(source, at, problems);
            return;
        }
        for (Known known : KNOWN) {
            if (said.contains(known.problem())) {
                problems.error(at, known.message(), known.remedy());
                return;
            }
        }
        problems.error(at, "not valid YAML: " + failure.getProblem(), "");
    }

    /** SnakeYAML points behind the backslash, at an escape that is not known or at the digits that one lacks. */
    private static void escape(Source source, SourcePos at, Diagnostics problems) {
        String line = source.lineText(at.line() - 1);
        int backslash = line.lastIndexOf(
                '\\', line.offsetByCodePoints(0, Math.min(at.column() - 1, line.codePointCount(0, line.length()))));
        String escape = backslash < 0 ? "it" : line.substring(backslash, Math.min(line.length(), backslash + 2));
        problems.error(
                backslash < 0 ? at : source.pos(source.lineStart(at.line() - 1) + backslash),
                ("xuU".contains(escape.substring(escape.length() - 1))
                                ? escape + " lacks its hexadecimal digits"
                                : escape + " is no escape")
                        + " in a \"...\" text",
                "write '...', where a backslash is just that, or \\\\ for a backslash");
    }

    /** Where the construct began if it was never finished, otherwise the place that does not fit. */
    private static Mark mark(MarkedYAMLException failure) {
        String problem = failure.getProblem();
        boolean unfinished = problem.contains("unexpected end of stream")
                || problem.contains("could not find expected")
                || problem.startsWith("expected ',' or") && problem.contains("stream end");
        Mark mark = unfinished ? failure.getContextMark() : failure.getProblemMark();
        return mark != null ? mark : failure.getContextMark();
    }

    private static Optional<SourcePos> braces(Source source, SourcePos at) {
        Matcher matcher = BRACES.matcher(source.lineText(at.line() - 1));
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(source.pos(source.lineStart(at.line() - 1) + matcher.start(1)));
    }

    /** For a mapping or list found where a name or a text is due, which {@code {{ name }}} is to YAML. */
    static String bracesRemedy(Source source, SourcePos at) {
        String line = source.lineText(at.line() - 1);
        if (!line.contains("{{")) {
            return COLON.matcher(line).find() ? "quote the key" : "quote it";
        }
        return "values are written ${name} here, not {{ name }}; text with {{ must be quoted";
    }
}
